"""What is printed but says nothing: running lines, page labels, side tabs, contents pages.

Everything here is found by form and by repetition, never by fixed words, and is kept in the
document's ``furniture``.
"""

from __future__ import annotations

import re
from collections import defaultdict

from workbench.documents import marks
from workbench.documents.lines import Line
from workbench.documents.model import Furniture

_FUSED = re.compile(r"[a-z)][A-Z][a-z]|[a-zA-Z]\d{1,3}[A-Z][a-z]|\s\d{1,3}[A-Z][a-z]")
_CONTENTS = re.compile(r"(?:table of )?contents(?: page)?", re.IGNORECASE)
_CONTENTS_LINE = re.compile(
    r"(?P<title>.*?\S)(?:\s*(?:\.\s?){4,}|\s*…{2,}|\s*_{5,}|\s+)(?P<page>\d{1,3})$"
)
_NEAR_EDGE = 4  # lines from a page's first or last line where running lines are looked for


def separate(lines: list[Line]) -> tuple[list[Line], list[Furniture]]:
    """The lines that are text, and the furniture, both in their order."""
    why: dict[int, str] = {}
    _vertical_titles(lines, why)
    _page_labels(lines, why)
    _side_tabs(lines, why)
    _contents(lines, why)
    _running_lines(lines, why)
    kept, dropped = [], []
    for index, line in enumerate(lines):
        if index in why:
            dropped.append(Furniture(line.text, line.page, line.line, why[index]))
        else:
            _carry(lines, index, why)
            kept.append(line)
    return kept, dropped


def _carry(lines: list[Line], index: int, why: dict[int, str]) -> None:
    """A kept line inherits the gap and page start of the furniture before it."""
    back = index - 1
    while back >= 0 and back in why:
        lines[index].gap = max(lines[index].gap, lines[back].gap)
        if lines[back].page_start or why[back] in ("page_number", "side_tab"):
            lines[index].page_start = True
        back -= 1


def _vertical_titles(lines: list[Line], why: dict[int, str]) -> None:
    """Runs of four or more lines of one to three capitals: a title printed down the page."""
    run: list[int] = []
    for index in range(len(lines) + 1):
        if index < len(lines) and _is_letters(lines[index].text):
            run.append(index)
            continue
        singles = sum(len(lines[i].text) == 1 for i in run)
        if len(run) >= 4 and singles >= len(run) / 3:
            why.update(dict.fromkeys(run, "vertical_title"))
        run = []


def _is_letters(text: str) -> bool:
    bare = text.replace(" ", "")
    return len(bare) <= 3 and (bare == "&" or (bare.isalpha() and bare.isupper()))


def _page_labels(lines: list[Line], why: dict[int, str]) -> None:
    for index, line in enumerate(lines):
        if index not in why and marks.page_label(line.text) is not None:
            why[index] = "page_number"
    _bare_numbers(lines, why)


def _bare_numbers(lines: list[Line], why: dict[int, str]) -> None:
    """A number alone at a page's edge is its label, where such numbers rise with the pages."""
    edges = [
        i
        for i, line in enumerate(lines)
        if i not in why
        and marks.BARE_NUMBER.fullmatch(line.text)
        and (line.page_start or i + 1 == len(lines) or lines[i + 1].page_start)
    ]
    rising: list[int] = []
    for i in edges:
        value = int(lines[i].text)
        if not rising or 0 < value - int(lines[rising[-1]].text) <= 6:
            rising.append(i)
    if len(rising) >= 3:
        why.update(dict.fromkeys(rising, "page_number"))


def _side_tabs(lines: list[Line], why: dict[int, str]) -> None:
    """Chapter tabs fused into one another, with the page's number between them."""
    fused = [i for i, line in enumerate(lines) if i not in why and _is_fused(line.text)]
    for first in fused:
        if first in why or not re.search(r"\d{1,3}[A-Z]", lines[first].text):
            continue
        last = first
        for other in fused:
            if last < other <= first + 30:
                last = other
        if all(_is_tab(lines[i].text) for i in range(first, last + 1) if i not in why):
            why.update({i: "side_tab" for i in range(first, last + 1) if i not in why})
    tabs = {_folded(lines[i].text) for i, reason in why.items() if reason == "side_tab"}
    for index, line in enumerate(lines):
        half = _half(line.text)
        if half and index not in why:
            why[index] = "side_tab"


def _is_fused(text: str) -> bool:
    return len(text) < 160 and bool(_FUSED.search(text)) and not marks.ends_full(text)


def _is_tab(text: str) -> bool:
    return len(text) <= 100 and not marks.ends_full(text) and not text[:1].islower()


def _half(text: str) -> str | None:
    """``The BoardThe Board`` is one title printed twice."""
    middle, odd = divmod(len(text), 2)
    if not odd and middle > 3 and text[:middle] == text[middle:] and " " in text + " ":
        return text[:middle]
    return None


def _contents(lines: list[Line], why: dict[int, str]) -> None:
    index = 0
    while index < len(lines):
        end = _contents_run(lines, index)
        if end > index:
            for i in range(index, end):
                why.setdefault(i, "contents")
            index = end
        else:
            index += 1


def _contents_run(lines: list[Line], start: int) -> int:
    """Where the contents list that begins here ends; ``start`` when none does."""
    headed = bool(_CONTENTS.fullmatch(lines[start].text.strip(" :")))
    leaders = bool(marks.LEADERS.search(lines[start].text))
    if not headed and not leaders:
        return start
    last = start
    entries = pages = 0
    index = start + 1 if headed else start
    while index < len(lines) and index - last <= 3:
        line = lines[index]
        found = _CONTENTS_LINE.fullmatch(line.text)
        if found and not marks.ends_full(found.group("title").rstrip(". ")):
            page = int(found.group("page"))
            if page < pages:
                break
            pages, entries, last = page, entries + 1, index
        elif marks.ends_full(line.text) or len(line.text) > 120:
            break
        index += 1
    return last + 1 if entries >= 3 else start


def _folded(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.casefold().split()))


def _running_lines(lines: list[Line], why: dict[int, str]) -> None:
    """Lines that come back at the edge of page after page."""
    edge = _edges(lines, why)
    if edge is None:
        return
    seen: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if index not in why and len(line.text) <= 160 and not line.cells:
            seen[_folded(line.text)].append(index)
    for text, places in seen.items():
        at_edge = [i for i in places if i in edge]
        if len(at_edge) >= 3 and len(at_edge) >= 0.6 * len(places) and any(map(str.isalpha, text)):
            reason = (
                "header" if sum(edge[i] == "top" for i in at_edge) * 2 > len(at_edge) else "footer"
            )
            chosen = places if len(at_edge) >= 0.8 * len(places) else at_edge
            why.update({i: reason for i in chosen if i not in why})
    _beside_labels(lines, why)


def _beside_labels(lines: list[Line], why: dict[int, str]) -> None:
    """A line right beside page labels more than once is a running line too."""
    beside: dict[str, list[int]] = defaultdict(list)
    for index, reason in list(why.items()):
        if reason != "page_number":
            continue
        for other in (index - 1, index + 1):
            if 0 <= other < len(lines) and other not in why:
                beside[_folded(lines[other].text)].append(other)
    for places in beside.values():
        if len(places) >= 2:
            why.update(dict.fromkeys(places, "footer"))


def _edges(lines: list[Line], why: dict[int, str]) -> dict[int, str] | None:
    """Which lines stand near the top or foot of their page."""
    starts = [i for i, line in enumerate(lines) if line.page_start]
    starts += [i + 1 for i, reason in why.items() if reason == "page_number"]
    if not starts:
        return None
    edge: dict[int, str] = {}
    for start in sorted(set(starts)):
        for index in range(max(0, start - _NEAR_EDGE), start):
            edge.setdefault(index, "foot")
        for index in range(start, min(len(lines), start + _NEAR_EDGE)):
            edge.setdefault(index, "top")
    return edge
