"""The published reports, where the machine has them: a PDF and its text must read alike."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from workbench.documents import Document, read_document

pytestmark = pytest.mark.reports

PAIRS = ("bromley_cqc", "jtai_bromley")


def folded(text: str) -> str:
    return re.sub(r"[\s-]+", "", text)


@pytest.fixture(scope="module", params=PAIRS)
def pair(request: pytest.FixtureRequest) -> tuple[Document, Document]:
    folder: Path = request.getfixturevalue("published_reports_once")
    return tuple(read_document(folder / f"{request.param}{end}") for end in (".txt", ".pdf"))  # type: ignore[return-value]


@pytest.fixture(scope="module")
def published_reports_once() -> Path:
    import os

    folder = os.environ.get("WORKBENCH_REPORTS")
    if not folder or not Path(folder).is_dir():
        pytest.skip("WORKBENCH_REPORTS names no folder: the published reports are not ours to ship")
    return Path(folder)


def test_the_same_numbers_in_the_same_order(pair: tuple[Document, Document]):
    text, pdf = ([block.number for block in document.blocks if block.number] for document in pair)
    assert text == pdf


def test_numbered_texts_agree(pair: tuple[Document, Document]):
    text, pdf = ([block for block in document.blocks if block.number] for document in pair)
    same = sum(folded(a.text) == folded(b.text) for a, b in zip(text, pdf, strict=True))
    assert same >= 0.98 * len(text)


def test_bullets_agree(pair: tuple[Document, Document]):
    text, pdf = (
        {folded(block.text) for block in document.blocks if block.kind == "bullet"}
        for document in pair
    )
    assert len(text & pdf) >= 0.7 * len(text)


def test_all_words_are_read_once(pair: tuple[Document, Document]):
    text, pdf = (folded("".join(f"{b.number or ''}{b.text}" for b in d.blocks)) for d in pair)
    assert abs(len(text) - len(pdf)) < 0.01 * len(text)


def test_nothing_of_the_findings_is_furniture(pair: tuple[Document, Document]):
    for document in pair:
        assert all(len(line.text) < 130 for line in document.furniture)
