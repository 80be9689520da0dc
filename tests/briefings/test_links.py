"""A link to a written file: JupyterLab is told where it lies, other pages get the file itself."""

from __future__ import annotations

import base64
from pathlib import Path

from bs4 import BeautifulSoup

from workbench import links
from workbench.links import link_to


def _link(html: str):
    return BeautifulSoup(html, "html.parser").a


def test_the_file_is_in_the_link_under_its_name(tmp_path: Path) -> None:
    page = tmp_path / "A & <B>.html"
    page.write_text("<p>Ask who is at home.</p>", encoding="utf-8")
    link = _link(link_to(page))
    assert link.text == link["download"] == "A & <B>.html"
    kind, content = link["href"].split(";base64,")
    assert kind == "data:text/html"
    assert base64.b64decode(content) == page.read_bytes()


def test_jupyterlab_is_told_where_it_lies_as_seen_from_the_notebook(tmp_path: Path) -> None:
    notebooks, out = tmp_path / "notebooks", tmp_path / "sent out"
    notebooks.mkdir()
    out.mkdir()
    (out / "note.docx").write_bytes(b"PK")
    link = _link(link_to(out / "note.docx", notebooks))
    assert link["data-wb-file"] == "../sent out/note.docx"
    assert "wordprocessingml" in link["href"]


def test_a_very_large_file_is_told_by_its_name_alone(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(links, "_MOST_BYTES", 10)
    (tmp_path / "a.pdf").write_bytes(b"1234567890")
    assert _link(link_to(tmp_path / "a.pdf"))
    (tmp_path / "a.pdf").write_bytes(b"12345678901")
    assert link_to(tmp_path / "a.pdf") == "a.pdf"
