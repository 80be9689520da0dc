"""Lines to paragraphs: which line breaks are only the page's width."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from workbench.documents import marks
from workbench.documents.lines import Line
from workbench.documents.marks import Marker

LONGEST_BOX = 10  # paragraphs
LONGEST = 30_000  # characters: ten pages without a paragraph's end are not one paragraph
_NARROWEST = 45  # characters: no report's column is narrower, however short a list's lines
_DASHES = "-–—"
_WINDOW = 14  # lines to either side that tell how wide a column is and how lines are spaced


@dataclass(slots=True)
class Para:
    """Lines that belong together, and the marker they begin with."""

    lines: list[Line]
    text: str = ""
    marker: Marker | None = None
    gap: int = 0
    heading: int | None = None
    bold: bool = False
    box: int | None = None
    kind: str = ""  # decided in workbench.documents.blocks
    rows: tuple[tuple[str, ...], ...] = ()
    parts: list[Para] = field(default_factory=list)  # of a box
    depth: int = 1  # of a list item
    style: str = ""  # the Word style or HTML tag

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def last(self) -> Line:
        return self.lines[-1]


def group(lines: list[Line], unwrapped: bool) -> list[Para]:
    """Paragraphs in reading order, wraps undone, markers parted from their text."""
    mark_spacing(lines)
    trust_soft(lines)
    _measure(lines)
    hangs = _hangs(lines)
    paras: list[Para] = []
    for line in lines:
        previous = paras[-1] if paras else None
        opened = _marker_here(line, previous, unwrapped)
        if previous is None or opened or not _continues(previous, line, unwrapped, hangs):
            paras.append(_start(line, opened))
        else:
            _add(previous, line)
    return paras


def _start(line: Line, opened: Marker | None) -> Para:
    text = opened.rest if opened else line.text
    return Para(
        [line],
        text,
        opened,
        gap=line.gap,
        heading=line.heading,
        bold=line.bold,
        box=line.box,
        kind="footnote" if line.note else "",
    )


def _add(para: Para, line: Line) -> None:
    para.text = marks.join(para.text, line.text)
    para.bold = para.bold and line.bold
    para.lines.append(line)


def mark_spacing(lines: list[Line]) -> None:
    """Mark the lines of double-spaced stretches: sentences run on over one blank line there."""
    runs_on: list[int] = []  # per line: 1 over a blank line, -1 directly, 0 unknown
    for before, line in pairwise(lines):
        sure = marks.starts_lower(line.text) and not marks.ends_sentence(before.text)
        runs_on.append(0 if not sure or line.gap > 1 else (1 if line.gap == 1 else -1))
    total = [0]
    for value in runs_on:
        total.append(total[-1] + value)
    for index, line in enumerate(lines):
        low, high = max(0, index - _WINDOW), min(len(runs_on), index + _WINDOW)
        line.double = total[high] - total[low] > 2


def trust_soft(lines: list[Line]) -> None:
    """A space at a line's end means a wrap, in files where it is used so throughout."""
    wraps = ends = kept = whole = left = 0
    for before, line in pairwise(lines):
        spaced = before.raw.endswith((" ", "\t"))
        if line.gap and marks.ends_full(before.text) and not marks.starts_lower(line.text):
            whole += 1
            left += spaced
        if marks.starts_lower(line.text) and not before.text.endswith("-") and line.gap <= 1:
            wraps += 1
            kept += spaced
        ends += not spaced
    if wraps < 20 or kept < 0.93 * wraps or not 0.08 < ends / len(lines) < 0.8:
        return
    if whole and left > 0.85 * whole:
        return  # a space ends the paragraphs' last lines as well: it tells nothing
    for line in lines:
        if line.raw:
            line.soft = line.raw.endswith((" ", "\t")) or line.text.endswith("-")


def _measure(lines: list[Line]) -> None:
    """For each line, how many characters a full line near it has, and whether blank lines part
    the paragraphs there."""
    lengths = [len(line.text) for line in lines]
    for index, line in enumerate(lines):
        low, high = max(0, index - _WINDOW), index + _WINDOW + 1
        near = sorted(lengths[low:high])
        line.width = max(_NARROWEST, near[int(0.85 * (len(near) - 1))])
        line.dense = not any(other.gap for other in lines[low + 1 : high])


def fill(before: Line, line: Line) -> float:
    """How much of its column the line before would fill with the next word on it as well.

    Over about 0.9 that word did not fit, so the break is only the page's width.
    """
    if before.fill is not None:
        return before.fill
    word = len(line.text.split(" ", 1)[0])
    return (len(before.text) + 1 + word) / max(1, line.width)


def _open_bracket(text: str) -> bool:
    tail = text[-60:]
    return tail.rfind("(") > tail.rfind(")")


def _marker_here(line: Line, previous: Para | None, unwrapped: bool) -> Marker | None:
    """The line's marker, unless it is only a wrapped line that looks like one."""
    opened = marks.marker(line.text)
    if opened is None or line.cells:
        return None
    if previous is None or line.heading or line.bold or previous.heading:
        return opened
    if opened.kind == "bullet" and opened.sure:
        return opened
    if previous.text and _open_bracket(previous.text) and line.gap <= 1:
        return None
    follows = _follows(previous.marker, opened)
    if line.gap == 0 and _counts_on_within(previous, opened) and fill(previous.last, line) > 0.85:
        return None
    figure = opened.form.startswith("1")
    if figure and marks.starts_lower(opened.rest) and not follows:
        return None
    if not previous.text or marks.ends_sentence(previous.text) or follows:
        return opened
    if line.gap > (1 if line.double else 0) or unwrapped or previous.last.soft is False:
        return opened
    if previous.last.soft or (opened.form in _DASHES and not opened.rest[:1].isupper()):
        return None
    return opened if fill(previous.last, line) < 0.85 else None


def _counts_on_within(previous: Para, opened: Marker) -> bool:
    """``... that (a) schools tell`` and the next line begins with ``(b)``: a list in a sentence."""
    before = {"ii": "i", "iii": "ii", "iv": "iii", "v": "iv"}.get(opened.number or "")
    if before is None and opened.number and len(opened.number) == 1 and opened.number > "a":
        before = chr(ord(opened.number) - 1)
    mark = f" ({before}) "
    return before is not None and mark in previous.text and not marks.ends_full(previous.text)


def _follows(before: Marker | None, opened: Marker) -> bool:
    """The marker is the next of the same list."""
    if before is None:
        return False
    if opened.kind == "bullet":
        return before.kind == "bullet" and before.form == opened.form
    if before.number is None or opened.number is None or before.form != opened.form:
        return False
    *stem, last = before.number.split(".")
    *other, value = opened.number.split(".")
    if stem != other:
        return False
    if last.isdigit() and value.isdigit():
        return 0 < int(value) - int(last) <= 3
    return len(last) == len(value) == 1 and 0 < ord(value) - ord(last) <= 2


def _continues(previous: Para, line: Line, unwrapped: bool, hangs: bool) -> bool:
    """The line goes on with the paragraph before it."""
    before = previous.last
    if line.cells or before.cells or line.box != before.box or line.note != before.note:
        return False
    if len(previous.text) > LONGEST:
        return False
    if line.heading or previous.heading:
        # Only a PDF's type sizes tell that a heading goes on.
        same = line.fill is not None and line.heading == previous.heading and line.gap == 0
        return same and fill(before, line) > 0.75 and not marks.ends_full(previous.text)
    if previous.marker and not previous.text:
        return line.gap <= 3  # a number on a line of its own
    if unwrapped or (before.bold != line.bold and (previous.bold or line.bold)):
        return False
    if shouts(line.text) != shouts(before.text):
        return False
    if line.gap > (1 if line.double or before.soft is not None else 0):
        return _hanging(previous, line, hangs)
    return _runs_on(previous, line)


def _runs_on(previous: Para, line: Line) -> bool:
    """The same, for lines with no more between them than the lines around have."""
    before = previous.last
    unfinished = not marks.ends_sentence(previous.text)
    opens_low = marks.starts_lower(line.text) or line.text[0] in "([&"
    if unfinished and (opens_low or previous.text.endswith("-") or _open_bracket(previous.text)):
        return True
    filled = fill(before, line)
    if not unfinished and marks.labelled(line.text):
        return False
    if unfinished and marks.abbreviates(before.text) and marks.abbreviates(line.text):
        return False  # two entries of a glossary
    if line.page_start:
        # A full last line that ends a sentence: within a paragraph more often than at its end.
        return filled > (0.8 if unfinished else 0.95) and (unfinished or line.fill is not None)
    if before.soft is not None:
        return before.soft and filled > (0.5 if unfinished else 0.75)
    if unfinished:
        return filled > (0.85 if len(previous.lines) > 1 else 0.9)
    if line.dense or line.double or marks.ends_lead_in(previous.text):
        return filled > 0.85
    return filled > 0.75


def shouts(text: str) -> bool:
    """In capitals throughout, and more than an abbreviation."""
    return text.isupper() and sum(map(str.isalpha, text)) > 5


def _hanging(previous: Para, line: Line, hangs: bool) -> bool:
    """A blank line between a numbered paragraph's first line and its hanging rest."""
    if len(previous.lines) > 1 or previous.marker is None or line.gap > 1:
        return False
    if not marks.ends_sentence(previous.text):
        if marks.starts_lower(line.text) or marks.dangles(previous.text):
            return True
        if previous.marker.kind == "bullet":
            return fill(previous.last, line) > 0.9
    return hangs and len(previous.text) > 40 and not shouts(previous.text)


def _hangs(lines: list[Line]) -> bool:
    """The document sets numbered paragraphs so: the first line, one blank line, the rest."""
    hanging = sum(
        bool(marks.NUMBER.match(before.text))
        and line.gap == 1
        and not line.double
        and not marks.ends_sentence(before.text)
        and (marks.starts_lower(line.text) or marks.dangles(before.text))
        for before, line in pairwise(lines)
    )
    return hanging >= 3
