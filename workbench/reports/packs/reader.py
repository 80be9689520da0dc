"""Packs of papers for a meeting of a board, an executive or a committee.

Read are the agenda, the action log, and whatever report the pack holds that another reader
knows: a partnership's yearly report, an inspection's letter, a practice review. Minutes and the
other papers are left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from workbench.documents.model import Block, Document
from workbench.records import Passage, Reading, ReportTable, Review
from workbench.reports.base import ReportReader, readers
from workbench.reports.numbers import periods, report_tables
from workbench.reports.packs.action_log import actions, columns_of
from workbench.reports.passage_maker import PassageMaker
from workbench.reports.shared.sections import Placed, placed
from workbench.reports.yearly.reader import BODY, is_bare_title, is_report_title, spelled
from workbench.vocabulary import Organisations

_AGENDA = re.compile(
    r"^(?:(?:meeting|public|part [A-C12]|board|draft|the)\s+)?agenda(?:\s+(?:and papers|"
    r"for the meeting|"
    r"[-–—:].{0,60}|part [A-C12].*|of .{0,80}))?\s*$|^order of business\b",
    re.IGNORECASE,
)
_SIGNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        _AGENDA.pattern,
        r"^(?:\d+[.\s]*)?(?:welcome|introductions|apologies)\b.{0,60}$",
        r"^(?:\d+[.\s]*)?declarations? of (?:conflicts? of )?interests?\b.{0,40}$",
        r"^(?:\d+[.\s]*)?(?:draft )?minutes of (?:the )?(?:previous|last|meeting|board|"
        r"\w+ meeting).{0,120}$",
        r"^(?:\d+[.\s]*)?matters arising.{0,60}$",
        r"^(?:\d+[.\s]*)?any other business.{0,60}$",
        r"^(?:\d+[.\s]*)?(?:date|time) (?:and time |and venue )?of (?:the )?next meeting.{0,80}$",
        r"^.{0,40}\baction (?:log|tracker)\b.{0,60}$",
        r"^(?:report|paper) (?:to|for)\b.{0,100}$|^(?:title of|report|paper) (?:report|paper|"
        r"title)\b.{0,100}$",
        r"^(?:presented by|executive (?:lead|sponsor)|lead director|report author|"
        r"author)\b.{0,100}$",
        r"^agenda item(?: no\.?)?\s*:?\s*\d.{0,100}$|^(?:enclosure|enc\.?|"
        r"paper)\s+[A-Z0-9.]{1,5}\b.{0,80}$",
        r"^(?:meeting of|.{0,60}(?:board|executive|committee|council) meeting|"
        r".{0,60}board of directors).{0,100}$",
        r"^for (?:decision|assurance|information|noting|approval|discussion)\b.{0,80}$",
        r"^(?:quorum|attendees|in attendance|present)\s*:?.{0,60}$",
    )
)
_PAPER = re.compile(
    r"^(?:agenda item|item no|enclosure|enc|attachment|paper)\.?\s*(?:no\.?|number)?\s*:?\s*"
    r"(?P<number>[A-Z]?\d{0,2}(?:[./]\d{1,3}){0,2}[A-Za-z]?|[A-Z])\b(?!\w)|^(?:report|"
    r"paper) to(?: the)?\s*:?\s|"
    r"^(?:title of (?:report|paper)|report title|paper title|name of meeting|meeting title)\b",
    re.IGNORECASE,
)
_COVER = re.compile(
    r"(?:purpose(?: of (?:the )?(?:report|paper))?|presented by|author|executive (?:lead|sponsor|"
    r"summary)|"
    r"lead director|for (?:decision|assurance|information|noting|approval|discussion)|"
    r"recommendations?|"
    r"previously considered|freedom of information|the (?:board|committee|executive) is asked|"
    r"agenda item|"
    r"date of meeting|meeting date|report to|sponsor|classification|title)\b",
    re.IGNORECASE,
)
_SUREST = 0.97
_SURE_ENOUGH = 0.6
_SURER = 0.75  # of a review or a letter, which papers about one resemble
_SHORTEST_REPORT = 12  # blocks
_LONG_REPORT = 30
_SHORTEST_PAPER = 4
_TITLES_TRIED = 6
_TITLE_WITHIN = 25  # blocks of a paper: cover sheet first, then the report's own title
_COVER_SHEET = 8  # blocks
_TITLE_PAGE = 4
_ITEM = re.compile(
    r"^(?P<number>\d{1,2}(?:\.\d{1,2})?[a-z]?|[A-Z]\d{1,2}|"
    r"(?:\d{1,3}/){1,2}\d{2,4})[.)]?\s+(?P<text>\S.{2,250})$"
)
# An item that a short column made run on behind the time of the one before.
_RUN_ON = re.compile(r"\n|(?<=\d[.:]\d\d)\s(?=\d{1,2}[.)]?\s+[A-Z])")
_TIME = re.compile(r"^\d{1,2}[.:]\d\d(?:\s?[ap]m)?(?:\s?[-–]\s?\d{1,2}[.:]\d\d(?:\s?[ap]m)?)?\s+")
_HOST = re.compile(
    r"(?P<host>(?:[A-Z][\w’'&-]* (?:(?:and|of|the|for|&) )*){1,8}(?:NHS (?:Foundation )?Trust|"
    r"Integrated Care Board|Health and Wellbeing Board|Clinical Commissioning Group|"
    r"Safeguarding Children "
    r"(?:Board|Partnership)|Safeguarding Partnership|Council|Constabulary|"
    r"Integrated Care Partnership))"
)
_OF_A_PLACE = re.compile(
    r"(?:NHS )?(?P<area>[A-Z][\w’'-]*(?: (?:(?:and|&|of|upon|on) )*[A-Z][\w’'-]*){0,4}?) "
    r"(?:(?:City|County|Borough|Metropolitan|District|Metropolitan Borough|London Borough) )?"
    r"(?:Council|Integrated Care Board|Health and Wellbeing Board|Clinical Commissioning Group)"
)


class BoardPackReader:
    """Reads the papers of a meeting."""

    kind = "board_pack"

    def recognises(self, document: Document) -> float:
        """0.97 for a pack with an agenda, minutes, an action log and cover sheets."""
        lines = [line for block in document.blocks for line in _lines(block)]
        signs = sum(any(sign.match(line) for line in lines) for sign in _SIGNS)
        log = any(columns_of(row) for block in document.blocks for row in block.rows[:3])
        if signs + log < 3:
            return 0.0
        return min(0.3 + 0.12 * (signs + log), _SUREST)

    def read(self, document: Document, review_id: str, organisations: Organisations) -> Reading:
        """Agenda, action log, and the reports inside."""
        papers = list(_reports(document))
        within = {i for first, last, _ in papers for i in range(first, last)}
        blocks = [here for here in placed(document) if here.index not in within]
        return Reading(
            review=_review(document, review_id),
            passages=tuple(_agenda(blocks, PassageMaker(document, review_id))),
            tables=tuple(_tables(review_id, blocks)),
            actions=actions(review_id, blocks),
            inside=tuple(
                replace(
                    reader.read(
                        document.part(first, last), f"{review_id}-part-{count}", organisations
                    ),
                    blocks=(first, last),
                )
                for count, (first, last, reader) in enumerate(papers, 1)
            ),
        )


def _tables(review_id: str, blocks: Sequence[Placed]) -> Iterator[ReportTable]:
    """The tables of the papers: what is not the agenda and no action log.

    Only those that keep their cells: of a hundred papers too many lines end in a number.
    """
    kept = [here for here in blocks if not _is_agenda_table(here.block)]
    for found in report_tables.tables(review_id, kept):
        if not found.lines and columns_of(found.table.columns) is None:
            yield found.table


def _lines(block: Block) -> Iterator[str]:
    """The lines of a block that are short enough for a heading; of a table its rows' cells."""
    if block.kind == "table":
        for row in block.rows[:30]:
            yield from (cell.strip() for cell in row if 0 < len(cell) < 160)
    elif len(block.text) < 400:
        numbered = f"{block.number} " if block.number else ""
        yield from (numbered + line.strip() for line in block.text.split("\n") if len(line) < 160)


def _review(document: Document, review_id: str) -> Review:
    opening = [line for block in document.blocks[:40] for line in _lines(block)]
    furniture = [line.text for line in document.furniture[:20]]
    first = "\n".join([document.title or "", *(b.text for b in document.blocks[:10]), *furniture])
    held = next(
        (
            m.period
            for m in periods.mentions("\n".join([first, *opening]))
            if re.fullmatch(r"\d{4}-\d\d-\d\d", m.period)
        ),
        None,
    )
    publisher = _host(first, document)
    title = " ".join(part for part in (publisher, "board pack", held) if part)
    return Review(
        id=review_id,
        title=title if publisher or held else document.title or document.name,
        kind="board_pack",
        area=_area(publisher),
        publisher=publisher,
        started=held,
        ended=held,
        published=held,
        status="published",
    )


def _area(publisher: str | None) -> str | None:
    """The place in the name of a partnership, a board or a council."""
    match = BODY.fullmatch(publisher or "") or _OF_A_PLACE.fullmatch(publisher or "")
    return match["area"] if match else None


def _host(first: str, document: Document) -> str | None:
    """Whose meeting it is: named on the first page, in full or by its initials."""
    named = _bodies(first)
    if named:
        return named.most_common(1)[0][0]
    everywhere = _bodies("\n".join(b.text for b in document.blocks if b.kind != "table"))
    for name, _ in everywhere.most_common():
        initials = "".join(word[0] for word in name.split() if word[0].isupper())
        if len(initials) > 2 and re.search(rf"\b{initials}\b", first):
            return name
    return everywhere.most_common(1)[0][0] if everywhere else None


def _bodies(text: str) -> Counter[str]:
    """The bodies that hold meetings, by how often a text names them."""
    counts: Counter[str] = Counter()
    text = "\n".join(spelled(line) for line in text.split("\n"))
    for pattern in (_HOST, BODY):
        for match in pattern.finditer(text):
            name = re.sub(
                r"^(?:(?:The|Of|By|For|And|To|Meeting|Board|At)\s+)+",
                "",
                " ".join(match.group().split()),
            )
            counts[name] += 1
    return counts


# --- agenda -------------------------------------------------------------------------------------


def _agenda(blocks: Sequence[Placed], make: PassageMaker) -> list[Passage]:
    """The items of the agenda: number and title, as paragraphs in the section ``Agenda``."""
    found: list[Passage] = []
    inside, idle = False, 0
    for here in blocks:
        block = here.block
        if not inside:
            inside = bool(_AGENDA.match(block.text.strip())) or _is_agenda_table(block)
            if not (inside and block.kind == "table"):
                continue
        items = list(_items(here, make))
        if items:
            idle = 0
            found += items
        elif found:
            idle += 1
        if found and block.kind == "heading" and not items and not _AGENDA.match(block.text):
            break
        if idle > 4:
            break
        if not found and len(block.text) > 600:
            inside = False
    return found


def _is_agenda_table(block: Block) -> bool:
    if block.kind != "table" or len(block.rows) < 3:
        return False
    head = " ".join(block.rows[0]).casefold()
    return (
        bool(re.search(r"\bitem\b", head))
        and bool(re.search(r"\b(?:lead|presenter|time|enclosure|paper|purpose)\b", head))
        and columns_of(block.rows[0]) is None
    )


def _items(here: Placed, make: PassageMaker) -> Iterator[Passage]:
    block = here.block
    if block.kind == "table":
        yield from _tabled_items(here, make)
    elif block.kind in ("numbered", "heading") and block.number and len(block.text) < 300:
        yield make.block("paragraph", block, section="Agenda")
    else:
        start = block.start
        for line in _RUN_ON.split(block.text):
            match = _ITEM.match(line.strip())
            lead = len(line) - len(line.lstrip())
            if match and len(line) < 260:
                begins = start + lead + match.start("text")
                begins += _time_length(match["text"])
                yield make.span(
                    "paragraph",
                    block,
                    begins,
                    start + lead + match.end("text"),
                    number=match["number"],
                    section="Agenda",
                )
            start += len(line) + 1


def _time_length(text: str) -> int:
    match = _TIME.match(text)
    return match.end() if match else 0


_SUBJECT = re.compile(
    r"^(?:agenda )?(?:item|subject|title|topic|business|agenda item|description)s?$", re.I
)
_ITEM_NUMBER = re.compile(r"[A-Z]?\d{1,3}(?:[./]\d{1,4})*[a-z]?\.?")


def _tabled_items(here: Placed, make: PassageMaker) -> Iterator[Passage]:
    position = here.block.start
    rows = here.block.rows
    headed = [i for i, cell in enumerate(rows[0]) if _SUBJECT.match(cell.strip())]
    numbers = {
        i for row in rows[1:] for i, c in enumerate(row) if _ITEM_NUMBER.fullmatch(c.strip())
    }
    # "Item" may head the numbers: the subject is the last such column that holds words.
    subject = next((i for i in reversed(headed) if i not in numbers), None)
    for row in rows:
        number = next((c.strip() for c in row if _ITEM_NUMBER.fullmatch(c.strip())), None)
        title = row[subject].strip() if subject is not None and subject < len(row) else _words(row)
        if number is None or not title:
            continue
        start = make.document.text.find(title, position, here.block.end)
        if start >= 0:
            position = start
            yield make.span(
                "paragraph",
                here.block,
                start,
                start + len(title),
                number=number.rstrip("."),
                section="Agenda",
            )


def _words(row: Sequence[str]) -> str:
    """The first cell that holds words and no time of day."""
    return next(
        (
            c.strip()
            for c in row
            if re.search(r"[A-Za-z]{3}", c) and not _TIME.match(f"{c.strip()} ")
        ),
        "",
    )


# --- reports inside -----------------------------------------------------------------------------


def _reports(document: Document) -> Iterator[tuple[int, int, ReportReader]]:
    """The stretches of the pack that another reader knows: first block, end, and the reader."""
    yearly = readers()["annual_report"]
    for first, last in _papers(document):
        start = _yearly_start(document, first, last, yearly)
        if start is not None:
            last = _next_appendix(document, start, last)
            yield start, _running_title(document, start, last), yearly
        elif first and last - first >= _LONG_REPORT:
            part = document.part(first, last)
            sure, best = max(
                ((reader.recognises(part), reader) for reader in _others()),
                key=lambda pair: pair[0],
            )
            if sure >= _SURER:
                yield first, last, best


def _yearly_start(document: Document, first: int, last: int, yearly: ReportReader) -> int | None:
    """Where in a paper a yearly report begins, or None.

    Behind a cover sheet the report begins again with its own title; a report whose title page
    was a picture begins with the cover sheet that names it.
    """
    titles = [position for position in range(first, last) if _is_title(document, position)]
    near = [
        position
        for position in titles
        if first
        and position < first + _TITLE_WITHIN
        and any(is_bare_title(" ".join(_title_page(document, position)[:n])) for n in (1, 2))
    ]
    covered = first and any(_titled(document, at) for at in range(first, first + _COVER_SHEET))
    candidates = [*near[:1], *([first] if covered else []), *titles[:_TITLES_TRIED]]
    for start in candidates:
        part = document.part(start, last)
        if last - start >= _SHORTEST_REPORT and yearly.recognises(part) >= _SURE_ENOUGH:
            return start
    return None


def _others() -> list[ReportReader]:
    return [
        reader
        for name, reader in readers().items()
        if name not in ("board_pack", "general", "annual_report")
    ]


def _papers(document: Document) -> list[tuple[int, int]]:
    """Where each paper begins and ends; the first holds all that stands before any cover sheet."""
    starts = [0]
    for position in range(len(document.blocks)):
        if position - starts[-1] >= _SHORTEST_PAPER and _begins_paper(document, position):
            starts.append(position)
    return list(zip(starts, [*starts[1:], len(document.blocks)], strict=True))


def _begins_paper(document: Document, position: int) -> bool:
    """A heading that numbers a paper, or a cover sheet: several of its usual labels together."""
    block = document.blocks[position]
    lines = list(_lines(block))
    if not lines or not any(_PAPER.match(line) for line in lines[:6]):
        return False
    if block.kind == "heading":
        return True
    near = [line for b in document.blocks[position : position + 12] for line in _lines(b)]
    return sum(bool(_COVER.match(line)) for line in near) >= 2


def _is_title(document: Document, position: int) -> bool:
    """The title of a yearly report: a heading, or a line that says nothing else."""
    block = document.blocks[position]
    if block.kind not in ("heading", "paragraph", "box") or not _titled(document, position):
        return False
    before = document.blocks[position - 1] if position else None
    new_page = before is None or before.page is None or before.page != block.page
    if block.kind == "heading":
        return new_page or block.level == 1
    return new_page and is_bare_title(block.text)


def _titled(document: Document, position: int) -> bool:
    if position >= len(document.blocks):
        return False
    page = _title_page(document, position)
    return is_report_title(" ".join(page[:2]), " ".join(page))


def _title_page(document: Document, position: int) -> list[str]:
    """A line each for the partnership's name (it may take two), the kind of report and the year."""
    blocks = document.blocks[position : position + _TITLE_PAGE]
    return [spelled(block.text) for block in blocks if len(block.text) < 160]


_APPENDIX = re.compile(
    r"^(?P<word>appendix|annex|attachment)\s+(?P<label>[A-Z]|\d{1,2})\b", re.IGNORECASE
)


def _next_appendix(document: Document, first: int, last: int) -> int:
    """Where the pack's next appendix begins, for a report that is an appendix of a paper itself.

    A report has appendices of its own, too: they begin again at A or 1, and then end nothing.
    """
    before = [document.blocks[i].text for i in (first - 1, first - 2) if i >= 0]
    opened = next((m for text in before if len(text) < 120 and (m := _APPENDIX.match(text))), None)
    if opened is None:
        return last
    word, label = opened["word"].casefold(), opened["label"].upper()
    following = str(int(label) + 1) if label.isdigit() else chr(ord(label) + 1)
    for position in range(first, last):
        block = document.blocks[position]
        found = _APPENDIX.match(block.text) if len(block.text) < 120 else None
        if found is None or found["word"].casefold() != word:
            continue
        if found["label"].upper() in ("A", "1", label):
            return last
        if found["label"].upper() == following:
            return position
    return last


def _running_title(document: Document, first: int, last: int) -> int:
    """Where the pages with the report's own running title end, if it has one."""
    pages = {block.page for block in document.blocks[first:last]}
    titled = [
        line.page
        for line in document.furniture
        if line.page in pages and line.page is not None and is_bare_title(line.text)
    ]
    if len(set(titled)) < 3:
        return last
    final = max(titled)
    for position in range(first, last):
        page = document.blocks[position].page
        if page is not None and page > final + 1:
            return position
    return last
