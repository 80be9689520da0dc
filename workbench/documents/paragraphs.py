"""Lines to paragraphs: which line breaks are only the page's width."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbench.documents import marks
from workbench.documents.lines import Line
from workbench.documents.marks import Marker

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
    paras: list[Para] = []
    widths = _widths(lines)
    for index, line in enumerate(lines):
        previous = paras[-1] if paras else None
        opened = _marker_here(line, previous, widths, index, unwrapped)
        if previous is None or opened or not _continues(previous, line, widths, index, unwrapped):
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
    )


def _add(para: Para, line: Line) -> None:
    para.text = marks.join(para.text, line.text)
    para.bold = para.bold and line.bold
    para.lines.append(line)


def mark_spacing(lines: list[Line]) -> None:
    """Mark the lines of double-spaced stretches: sentences run on over one blank line there."""
    runs_on: list[int] = []  # per line: 1 over a blank line, -1 directly, 0 unknown
    for before, line in zip(lines, lines[1:], strict=False):
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
    wraps = ends = kept = 0
    for before, line in zip(lines, lines[1:], strict=False):
        spaced = before.raw.endswith((" ", "\t"))
        if marks.starts_lower(line.text) and not before.text.endswith("-") and line.gap <= 1:
            wraps += 1
            kept += spaced
        ends += not spaced
    if wraps < 20 or kept < 0.93 * wraps or not 0.08 < ends / len(lines) < 0.8:
        return
    for line in lines:
        if line.raw:
            line.soft = line.raw.endswith((" ", "\t")) or line.text.endswith("-")


def _widths(lines: list[Line]) -> list[int]:
    """For each line, how many characters a full line near it has."""
    lengths = [len(line.text) for line in lines]
    widths = []
    for index in range(len(lines)):
        near = sorted(lengths[max(0, index - _WINDOW) : index + _WINDOW + 1])
        widths.append(near[int(0.85 * (len(near) - 1))])
    return widths


def _is_full(before: Line, line: Line, width: int) -> bool:
    """The next word would not have fitted on the line before."""
    if before.fill is not None:
        return before.fill > 0.9
    word = len(line.text.split(" ", 1)[0])
    return len(before.text) + 1 + word > 0.94 * width


def _open_bracket(text: str) -> bool:
    tail = text[-60:]
    return tail.rfind("(") > tail.rfind(")")


def _marker_here(
    line: Line, previous: Para | None, widths: list[int], index: int, unwrapped: bool
) -> Marker | None:
    """The line's marker, unless it is only a wrapped line that looks like one."""
    opened = marks.marker(line.text)
    if opened is None or line.cells:
        return None
    if previous is None or line.heading or line.bold:
        return opened
    if opened.kind == "bullet" and opened.sure:
        return opened
    before = previous.last
    if previous.text and _open_bracket(previous.text) and line.gap <= 1:
        return None
    if opened.rest and opened.kind == "number" and marks.starts_lower(opened.rest):
        if not _follows(previous.marker, opened) and (opened.form[0] == "1"):
            return None
    unfinished = bool(previous.text) and not marks.ends_sentence(previous.text)
    parted = line.gap > (1 if line.double else 0) or unwrapped
    if not unfinished or parted or previous.heading:
        return opened
    if _follows(previous.marker, opened) or not _is_full(before, line, widths[index]):
        return opened
    if before.soft is False:
        return opened
    return None


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


def _continues(previous: Para, line: Line, widths: list[int], index: int, unwrapped: bool) -> bool:
    """The line goes on with the paragraph before it."""
    before = previous.last
    if previous.marker and not previous.text:
        return not line.cells and line.gap <= 3  # a number on a line of its own
    if line.cells or before.cells or line.heading or previous.heading or line.box != before.box:
        return False
    if before.bold != line.bold and (_all_bold(previous) or line.bold):
        return False
    if unwrapped:
        return False
    spread = 1 if line.double else 0
    unfinished = not marks.ends_sentence(previous.text)
    if line.gap > spread:
        return _hanging(previous, line, unfinished)
    if before.soft is not None:
        return before.soft
    if unfinished and marks.starts_lower(line.text):
        return True
    full = _is_full(before, line, widths[index])
    if previous.text.endswith("-") and full:
        return True
    if unfinished:
        return full or (line.text[:1] in marks.OPENING + "&" and not line.double)
    return full


def _all_bold(para: Para) -> bool:
    return para.bold and bool(para.text)


def _hanging(previous: Para, line: Line, unfinished: bool) -> bool:
    """A blank line between a numbered paragraph's first line and its hanging rest."""
    if len(previous.lines) > 1 or previous.marker is None or line.gap > 1:
        return False
    if previous.marker.kind == "bullet":
        return unfinished and marks.starts_lower(line.text)
    return unfinished and len(previous.text) > 40
