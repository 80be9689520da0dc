"""Builds the invented reports of Northmoor, and the truth beside each, from their sources.

    python data/northmoor/source/build.py [NAME ...]

Needs the development group of the dependencies (weasyprint). A report's date stands in for the
day it is built on, so that building twice gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import yaml
from markup import Source, read_source, walk
from truth import truth

HERE = Path(__file__).resolve().parent
REPORTS = HERE.parent / "reports"
TRUTH = HERE.parent / "truth"


def build_pdf(source: Source, target: Path) -> dict[str, int]:
    """Write the PDF; answer with the page each block begins on."""
    import to_html
    from weasyprint import HTML

    document = HTML(string=to_html.page(source)).render()
    document.write_pdf(target)
    pages: dict[str, int] = {}
    for number, page in enumerate(document.pages, start=1):
        for anchor in page.anchors:
            pages.setdefault(anchor, number)  # a block that runs over is named on both pages
    return pages


def build_html(source: Source, target: Path) -> dict[str, int]:
    """Write the web page."""
    import to_html

    target.write_text(to_html.page(source), encoding="utf-8", newline="\n")
    return {}


def build_docx(source: Source, target: Path) -> dict[str, int]:
    """Write the Word document."""
    import to_docx

    to_docx.write(source, target)
    return {}


def build_txt(source: Source, target: Path) -> dict[str, int]:
    """Write the text as a PDF's extraction would leave it."""
    import to_text

    target.write_text(to_text.page(source), encoding="utf-8", newline="\n")
    return {}


BUILDERS = {".pdf": build_pdf, ".html": build_html, ".docx": build_docx, ".txt": build_txt}


def build(path: Path) -> Source:
    """Build one report and write its truth."""
    source = read_source(path)
    target = REPORTS / source.meta["file"]
    pages = BUILDERS[target.suffix](source, target)
    found = truth(source, pages)
    found["source_sha256"] = _sha256(path)
    found["file_sha256"] = _sha256(target)
    _write_json(TRUTH / f"{target.stem}.json", found)
    return source


def build_echoes(sources: dict[str, Source]) -> None:
    """Write the recommendations that say what an earlier one said, in other words."""
    wanted = yaml.safe_load((HERE / "echoes.yaml").read_text(encoding="utf-8"))
    texts = {
        (review, node.kind, node.attrs.get("id") or node.number): node
        for review, source in sources.items()
        for node in walk(source.blocks)
        if node.kind in ("recommendation", "question")
    }
    for echo in wanted:
        for side in ("earlier", "later"):
            place = echo[side]
            node = texts[place["review"], place["kind"], str(place["number"])]
            place["number"] = str(place["number"])
            place["text"] = " ".join(_texts(node))
    _write_json(TRUTH / "echoes.json", wanted)


def _texts(node) -> list[str]:
    from markup import own_texts

    return own_texts(node)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write_json(path: Path, found: object) -> None:
    words = json.dumps(found, indent=1, ensure_ascii=False)
    path.write_text(words + "\n", encoding="utf-8", newline="\n")


def main(names: list[str]) -> None:
    """Build the named reports, or all, and then the list of echoes."""
    REPORTS.mkdir(exist_ok=True)
    TRUTH.mkdir(exist_ok=True)
    everything = sorted(HERE.glob("*.md"))
    for path in everything:
        if not names or path.stem in names:
            build(path)
            print(path.stem)
    if not names:
        build_echoes({p.stem: read_source(p) for p in everything})


if __name__ == "__main__":
    main(sys.argv[1:])
