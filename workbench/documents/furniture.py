"""What is printed but says nothing: running lines, page labels, side tabs, contents pages.

Everything here is found by form and by repetition, never by fixed words, and is kept in the
document's ``furniture``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from statistics import median
from typing import Literal

from workbench.documents import marks
from workbench.documents.lines import Line
from workbench.documents.model import Furniture

_FUSED = re.compile(r"[a-z)][A-Z][a-z]|[a-z ]\d{1,3}[A-Z][a-z]")
_TAB_NUMBER = re.compile(r"[a-z] ?(\d{1,3})[A-Z][a-z]")
_CONTENTS = re.compile(r"(?:table of )?contents(?: page)?", re.IGNORECASE)
_CONTENTS_LINE = re.compile(
    r"(?P<title>.*?\S)(?:\s*(?:\.\s?){4,}|\s*…{2,}|\s*_{5,}|\s+)(?P<page>\d{1,3})$"
)
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?\b")
_PAGE_AT_END = re.compile(
    r"(?:\s*[|•·–—-]\s*|\s+(?:page|p\.)\s*|\s+)(?P<page>\d{1,3})$", re.IGNORECASE
)
_RUNNING = ("header", "footer")
_PAGE_LINES = 12  # a page has more lines than this
_DEEPEST = 4  # how many running lines a page may have one over another

Why = Literal["header", "footer", "side_tab", "contents", "vertical_title", "page_number"]


def separate(lines: list[Line], why: dict[int, Why]) -> tuple[list[Line], list[Furniture]]:
    """The lines that are text, and the furniture that ``why`` names, both in their order.

    A line after furniture stands as far from the text before as the furniture did.
    """
    kept, dropped = [], []
    gap, starts = 0, False
    for index, line in enumerate(lines):
        if index in why:
            dropped.append(Furniture(line.text, line.page, line.line, why[index]))
            gap = max(gap, line.gap)
            starts = starts or line.page_start or why[index] in ("page_number", "side_tab")
            continue
        if line.fill is None:
            line.gap = max(line.gap, gap)
        line.page_start = line.page_start or starts
        gap, starts = 0, False
        kept.append(line)
    return kept, dropped


def find(lines: list[Line]) -> dict[int, Why]:
    """Which lines are furniture, by their place in ``lines``, and why."""
    why: dict[int, Why] = {}
    _vertical_titles(lines, why)
    _page_labels(lines, why)
    _side_tabs(lines, why)
    _contents(lines, why)
    _running_numbers(lines, why)
    _running_lines(lines, why)
    return why


def contents(texts: list[str]) -> set[int]:
    """Which of a file's paragraphs are its contents list."""
    why: dict[int, Why] = {}
    _contents([Line(text) for text in texts], why)
    return set(why)


def neighbours(count: int, why: dict[int, Why]) -> tuple[list[int], list[int]]:
    """For each line, the nearest at or above it, and at or below it, that is not furniture.

    -1 and ``count`` where there is none.
    """
    above, below = [-1] * (count + 1), [count] * (count + 1)
    for index in range(count):
        above[index] = index if index not in why else above[index - 1] if index else -1
    for index in range(count - 1, -1, -1):
        below[index] = index if index not in why else below[index + 1]
    return above, below


def _vertical_titles(lines: list[Line], why: dict[int, Why]) -> None:
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
    return bare == "&" or (
        bare.isalpha() and (len(bare) == 1 or (len(bare) < 4 and bare.isupper()))
    )


def _page_labels(lines: list[Line], why: dict[int, Why]) -> None:
    for index, line in enumerate(lines):
        line.label = marks.page_label(line.text)
        if index not in why and line.label is not None:
            why[index] = "page_number"
    _bare_numbers(lines, why)


def _bare_numbers(lines: list[Line], why: dict[int, Why]) -> None:
    """A number alone on its line is a page's label where such numbers rise with the pages: at
    pages' edges, or where nothing shows pages, a page's length apart."""
    bare = [
        i
        for i, line in enumerate(lines)
        if i not in why and marks.BARE_NUMBER.fullmatch(line.text) and not line.cells
    ]
    last = len(lines) - 1
    edges = [i for i in bare if lines[i].page_start or i == last or lines[i + 1].page_start]
    paged = any(line.page_start for line in lines)
    for i in _rising(lines, edges, 6, 0) if paged else _rising(lines, bare, 1, _PAGE_LINES):
        why[i], lines[i].label = "page_number", int(lines[i].text)


def _rising(lines: list[Line], places: list[int], most: int, apart: int) -> list[int]:
    """The places whose numbers rise one after the other by ``most`` at most; none if too few."""
    runs: list[list[int]] = []
    for i in places:
        before = runs[-1][-1] if runs else None
        step = int(lines[i].text) - int(lines[before].text) if before is not None else 0
        if before is not None and 0 < step <= most and i - before >= apart:
            runs[-1].append(i)
        elif before is None or step > most or i - before >= apart:
            runs.append([i])
    return max((run for run in runs if len(run) >= 3), key=len, default=[])


def _side_tabs(lines: list[Line], why: dict[int, Why]) -> None:
    """Chapter tabs fused into one another, with the page's number between them."""
    printed = Counter(_tabs(line.text) for line in lines if _TAB_NUMBER.search(line.text))
    for first, line in enumerate(lines):
        label = _TAB_NUMBER.search(line.text)
        if first in why or not label or not _is_fused(line.text):
            continue
        last = first
        for other in range(first + 1, min(len(lines), first + 30)):
            if other not in why and not _is_tab(lines[other].text):
                break
            if _is_fused(lines[other].text):
                last = other
        again = printed[_tabs(line.text)] > 1
        if last > first or again or len(_FUSED.findall(line.text)) > 2:
            line.label = int(label.group(1))
            why.update({i: "side_tab" for i in range(first, last + 1) if i not in why})
    for index, line in enumerate(lines):
        if _half(line.text) and index not in why:
            why[index] = "side_tab"


def _tabs(text: str) -> str:
    """What the tabs of two pages share: their numbers differ, and where they stand may."""
    return re.sub(r"[\d\W]+", "", text)


def _is_fused(text: str) -> bool:
    return len(text) < 160 and bool(_FUSED.search(text)) and not marks.ends_full(text)


def _is_tab(text: str) -> bool:
    return len(text) <= (30 if text[:1].islower() else 100) and not marks.ends_full(text)


def _half(text: str) -> str | None:
    """``The BoardThe Board`` is one title printed twice."""
    middle, odd = divmod(len(text), 2)
    if not odd and middle > 3 and text[:middle] == text[middle:] and " " in text + " ":
        return text[:middle]
    return None


def _contents(lines: list[Line], why: dict[int, Why]) -> None:
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
        if found and (marks.LEADERS.search(line.text) or not marks.ends_full(found.group("title"))):
            page = int(found.group("page"))
            if page < pages:
                break
            pages, entries, last = page, entries + 1, index
        elif marks.ends_full(line.text) or len(line.text) > 120:
            break
        index += 1
    return last + 1 if entries >= 3 else start


def folded_running_line(text: str) -> str:
    """What two printings of one running line share.

    Years always differ, and a page's number. But ``Finding 1`` and ``Finding 2`` at the head of
    two pages are not one line: other figures only where a page is named or words enough are by.
    """
    folded = _YEARS.sub("#", " ".join(text.casefold().split()))
    if ("page" in folded or len(folded.split()) >= 5) and not marks.ends_full(folded):
        return re.sub(r"\d+", "#", folded)
    return folded


def _running_numbers(lines: list[Line], why: dict[int, Why]) -> None:
    """``Yearly report 2021-22 | 3``: one line again and again, its number rising page by page.

    Found by itself, so that a file without form feeds shows where its pages end.
    """
    printed: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, line in enumerate(lines):
        if index in why or len(line.text) > 160 or not line.text[-1:].isdigit():
            continue
        found = _PAGE_AT_END.search(line.text, max(0, len(line.text) - 16))
        text = line.text[: found.start()].casefold() if found else ""
        if found and len(text.split()) >= 4:
            printed[text].append((index, int(found["page"])))
    for places in printed.values():
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(places)]
        rising = all(pages > 0 and lines_between >= pages for lines_between, pages in steps)
        if len(places) >= 3 and rising and median(apart for apart, _ in steps) >= _PAGE_LINES / 2:
            for index, page in places:
                why[index], lines[index].label = "footer", page


def _running_lines(lines: list[Line], why: dict[int, Why]) -> None:
    """Lines that come back as the first or the last of page after page."""
    counts: dict[str, int] = defaultdict(int)
    for index, line in enumerate(lines):
        counts[folded_running_line(line.text)] += index not in why
    for _ in range(_DEEPEST):
        edges = _edges(lines, why)
        seen: dict[tuple[str, Why], list[int]] = defaultdict(list)
        for index, side in edges.items():
            if len(lines[index].text) <= 160 and not lines[index].cells:
                seen[folded_running_line(lines[index].text), side].append(index)
        found = {
            index: side
            for (text, side), places in seen.items()
            if len(places) >= 3 and len(places) >= 0.5 * counts[text] and re.search("[^#\\W]", text)
            for index in places
        }
        if not found:
            break
        why.update(found)
    _beside_furniture(lines, why)


def _edges(lines: list[Line], why: dict[int, Why]) -> dict[int, Why]:
    """The first and last line of each page that are not known as furniture."""
    edges: dict[int, Why] = {}
    starts = [i for i, line in enumerate(lines) if line.page_start and i]
    starts += [i + 1 for i, reason in why.items() if reason == "page_number"]
    above, below = neighbours(len(lines), why)
    for start in set(starts):
        if above[start - 1] >= 0:
            edges.setdefault(above[start - 1], "footer")
        if below[start] < len(lines):
            edges.setdefault(below[start], "header")
    return edges


def _beside_furniture(lines: list[Line], why: dict[int, Why]) -> None:
    """A known running line, or one beside page labels more than once, right beside furniture."""
    known = {
        folded_running_line(lines[i].text): side for i, side in why.items() if side in _RUNNING
    }
    beside: dict[str, list[int]] = defaultdict(list)
    above, below = neighbours(len(lines), why)
    for index, reason in list(why.items()):
        for other in (above[index], below[index]):
            if not 0 <= other < len(lines):
                continue
            text = folded_running_line(lines[other].text)
            if text in known:
                why[other] = known[text]
            elif reason == "page_number":
                beside[text].append(other)
    for places in beside.values():
        if len(set(places)) >= 2:
            why.update(dict.fromkeys(places, "footer"))
