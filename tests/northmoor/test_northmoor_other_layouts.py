"""The same reports in the two layouts of text in which reports travel give the same reading.

Raw text is what an extraction leaves of a PDF: lines wrapped, running footers in the middle of
paragraphs. Marked text is what a converter makes of it: bold marks, table rows parted by tabs,
list items. Both are printed here from the sources of the invented reports.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from workbench.documents import read_document
from workbench.records import Reading
from workbench.reports.base import read_report
from workbench.vocabulary import Organisations

NORTHMOOR = Path(__file__).resolve().parents[2] / "data" / "northmoor"
sys.path.insert(0, str(NORTHMOOR / "source"))

import markup  # noqa: E402
import to_text  # noqa: E402

NAMES = ("health-review-2019", "child-rowan-lcspr-2024", "jtai-letter-2023")
KINDS = {
    "findings": "finding",
    "recommendations": "recommendation",
    "improvements": "improvement",
    "strengths": "strength",
    "paragraphs": "paragraph",
    "learning": "learning",
}


def raw_text(name: str) -> str:
    source = markup.read_source(NORTHMOOR / "source" / f"{name}.md")
    source.meta.setdefault("header", "")
    source.meta.setdefault("footer", source.meta["title"])
    return to_text.page(source)


def marked_text(name: str) -> str:
    source = markup.read_source(NORTHMOOR / "source" / f"{name}.md")
    lines: list[str] = []
    for node in source.blocks:
        mark(node, source.meta, lines)
    return "\n\n".join(line for line in lines if line) + "\n"


def mark(node: markup.Node, meta: dict, lines: list[str]) -> None:
    text = printed(node.text)
    match node.kind:
        case "heading":
            lines.append(f"**{text}**")
        case "numbered":
            lines.append(f"{node.number} {text}")
        case "bullet":
            lines.append(f"- {text}")
        case "para":
            lines.append(text)
        case "table":
            lines.append("\n".join("\t".join(map(printed, row)) for row in node.rows))
    for child in node.children:
        mark(child, meta, lines)
    if "printed" in node.attrs:
        lines.append(f"**{meta['print_owners']}** {node.attrs['printed']}")


def printed(text: str) -> str:
    """The words and the bold marks, without the source's own."""
    text = markup.NOTE.sub("", text)
    for mark in (markup.CITE, markup.FIGURE, markup.DAY):
        text = mark.sub(r"\2", text)
    return text.replace("\\\\", "\n").strip()


LAYOUTS: dict[str, Callable[[str], str]] = {"raw": raw_text, "marked": marked_text}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Reading]:
    folder = tmp_path_factory.mktemp("layouts")
    organisations = Organisations.load(NORTHMOOR / "agencies.csv")

    @cache
    def reading(name: str, layout: str) -> Reading:
        path = folder / f"{name}-{layout}.{'txt' if layout == 'raw' else 'md'}"
        path.write_text(LAYOUTS[layout](name), encoding="utf-8")
        return read_report(read_document(path), name, organisations)

    return reading


def bare(text: str) -> str:
    return markup.without_reference(" ".join(re.sub("[“”]", '"', text).split())).strip('" .')


def cases() -> list[pytest.param]:
    found = []
    for name in NAMES:
        told = json.loads((NORTHMOOR / "truth" / f"{name}.json").read_text(encoding="utf-8"))
        found += [
            pytest.param(name, layout, key, told[key], id=f"{name}-{layout}-{key}")
            for layout in LAYOUTS
            for key in KINDS
            if key in told
        ]
    return found


@pytest.mark.parametrize(("name", "layout", "key", "told"), cases())
def test_layout_does_not_matter(
    read: Callable[[str, str], Reading], name: str, layout: str, key: str, told: list[dict]
) -> None:
    passages = [p for p in read(name, layout).passages if p.kind == KINDS[key]]
    texts = [(p.number, bare(p.text)) for p in passages]
    missing = [
        (want.get("number"), want["starts"])
        for want in told
        if not any(
            text.startswith(bare(want["starts"]))
            and bare(want["ends"]) in text  # a box or table may follow: text has no borders
            and want.get("number") in (None, number)
            for number, text in texts
        )
    ]
    assert not missing
    if key in ("findings", "recommendations"):
        assert len(passages) == len(told)
