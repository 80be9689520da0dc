"""What holds for any text at all: positions, nothing lost, order, and time that grows with size."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from growth import lines_run
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.documents import Document, read_document
from workbench.errors import DocumentError

WORDS = st.sampled_from(
    "The plan was closed in May by a social worker who had not met Rowan (see 4.1) and the "
    "school - well-known for care - wrote: “nobody came”. Recommendation 3 Finding 2: 2018-19 "
    "page 9 NSCP 44% £12,000 I o • iv. 1.1 1. (a) 2.10 Impact Action: ABH GP, ** # | don’t".split()
)
LINES = st.one_of(
    st.lists(WORDS, max_size=18).map(" ".join),
    st.sampled_from(
        ["", "", " ", "\f", "Page 3 of 9", "7", "- 7 -", "T", "| a | b |", "a\tb", "***"]
    ),
    st.text(max_size=30),
)
TEXTS = st.lists(LINES, min_size=1, max_size=60).map("\n".join)


def read(text: str, name: str) -> Document | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(text, encoding="utf-8", newline="")
        try:
            return read_document(path)
        except DocumentError:
            return None


def letters(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]", text))


@settings(max_examples=250, deadline=None)
@given(text=TEXTS, name=st.sampled_from(["a.txt", "a.md"]))
def test_positions_and_order(text: str, name: str):
    document = read(text, name)
    if document is None:
        return
    end = -2
    for block in document.blocks:
        assert document.text[block.start : block.end] == block.text
        assert block.start == end + 2
        end = block.end
        assert block.text == block.text.strip() or block.kind == "table"
    lines = [block.line for block in document.blocks if block.line]
    assert lines == sorted(lines)
    assert document.text == "\n\n".join(block.text for block in document.blocks)


@settings(max_examples=250, deadline=None)
@given(text=TEXTS)
def test_no_letter_or_figure_is_lost(text: str):
    """All that was written is in a block, its number, or the furniture; and nothing is twice."""
    plain = re.sub(r"[#|*\\`<>\[\]_~\t]", " ", text)
    document = read(plain, "a.txt")
    if document is None:
        return
    kept = letters(document.text)
    for block in document.blocks:
        kept += letters(block.number or "")
    for line in document.furniture:
        kept += letters(line.text)
    bullets = Counter(re.findall(r"(?:^|(?<=\s))o(?=\s)", plain))  # an "o" may be a bullet
    lost = letters(plain.translate(dict.fromkeys(range(0xFB00, 0xFB05)))) - kept - bullets
    assert not {ch: n for ch, n in lost.items() if ch.isascii()}
    more = kept - letters(plain)
    assert not {ch: n for ch, n in more.items() if ch.isascii() and ch not in "filoa"}


@pytest.mark.parametrize(
    "unit",
    [
        "1.{n} The plan was closed in May, and nobody told the school until the\n\nsummer.\n\n\n",
        "word " * 40 + "\n",
        "**bold** and (open [and * _ more {n}\n",
        "• one - two o three • four\n",
        "Foo bar {n}........ 3\n",
        "a\tb\t{n}\n",
        "A\n",
        "The Board {n}The Board {n}\n\f",
        "unfinished sentence that goes on in\n\n\n",
        "and one paragraph that never comes to an end, however many lines of it there are\n",
    ],
    ids="numbered long marks bullets contents table letters heads torn endless".split(),
)
def test_five_times_the_text_takes_about_five_times_the_work(unit: str):
    small = "".join(unit.replace("{n}", str(n)) for n in range(100))
    large = "".join(unit.replace("{n}", str(n)) for n in range(500))
    read(small, "a.txt")  # what is loaded once
    assert lines_run(lambda: read(large, "a.txt")) < 8 * lines_run(lambda: read(small, "a.txt"))
