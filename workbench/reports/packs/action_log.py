"""Action logs: who is to do what by when, and how far it is.

A log is a table in the pack of papers: drawn as a table, as rows parted by tabs, as lines whose
cells ran together, or as labelled pieces. Its columns are known by their headings, which vary
from house to house.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from workbench.records import Action
from workbench.reports.numbers import periods
from workbench.reports.shared.sections import Placed

ROLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.IGNORECASE))
    for role, pattern in (
        (
            "number",
            r"^(?:(?:action|log|item|minute|agenda item|agenda)\s*)?(?:ref(?:erence)?|nos?|"
            r"number|id|#)\b"
            r"\.?(?:\s*(?:no|number|ref)\.?)?$|^#$|^item$|^minute$",
        ),
        (
            "owner",
            r"\bowner|\bleads?\b|by whom|responsib|^who\b|assigned|\bofficer\b|action(?:ed)? by|"
            r"^person|accountable|^by$|allocated",
        ),
        (
            "due",
            r"\bdue\b|deadline|target|by when|time\s?scale|time\s?frame|completion date|^when\b|"
            r"complete by|expected|date for completion|review date|forecast",
        ),
        (
            "raised",
            r"raised|\bmeeting\b|date (?:of|added|agreed|opened|set)|origin|opened|^date$|"
            r"minute date|"
            r"date logged|^source\b",
        ),
        (
            "status",
            r"status|\bb?rag\b|open\s*/\s*closed|^complete[d]?\??$|^closed\??$|rating|^state\b",
        ),
        (
            "comment",
            r"comment|update|progress|^notes?\b|outcome|evidence|response|^position\b|remarks|"
            r"result",
        ),
        (
            "text",
            r"^(?:agreed\s+|required\s+|the\s+)?actions?(?:\s+(?:required|agreed|points?|"
            r"to be taken|"
            r"description|details?|needed))?$|^description|^details?\b|^task|^what\b|"
            r"^(?:decision|item)\s*(?:/|and)\s*action|^action\s*/|^agreed$|^issue",
        ),
    )
)
_NUMBER = re.compile(
    r"^(?:[A-Z]{1,8}[-/ .]?)?\d{1,4}(?:[./-]\d{1,4}){0,3}[a-z]?\.?$|^[A-Z]{1,6}\d{1,4}$",
    re.IGNORECASE,
)
_STATUS = (
    r"(?:open|closed|complete[d]?|on ?going|in progress|under ?way|overdue|"
    r"not (?:yet )?(?:started|due)|"
    r"on track|off track|red|amber|green|blue|grey|delayed|deferred|carried forward|"
    r"propose(?:d)? (?:to close|for closure)|superseded|outstanding)"
)
_STATUS_CELL = re.compile(rf"^{_STATUS}(?:\s*[-–/(].*)?$", re.IGNORECASE)
_HEADING = re.compile(
    r"\baction(?:s)?\s+(?:log|tracker|list|plan|register|sheet|record|points?|summary|grid)\b"
    r"|\bmatters arising\b|\b(?:outstanding|open|rolling|agreed) actions\b|\blog of actions\b",
    re.IGNORECASE,
)
# The next paper begins: whatever stands there is no cell of the last row.
_NEXT_PAPER = re.compile(
    r"^(?:agenda item|enclosure|enc|paper)\.?\s*(?:no\.?|number)?\s*:?\s*"
    r"[A-Z]?\d{0,3}[a-z]?\b.{0,80}$"
    r"|^(?:report|paper) (?:to|for)\b|^(?:title of (?:report|paper)|report title|paper title)\b",
    re.IGNORECASE,
)
_BAND = re.compile(
    r"^(?:(?:open|closed|completed|outstanding|new|ongoing)\b.{0,40})$", re.IGNORECASE
)


def is_log_heading(text: str) -> bool:
    """Whether a heading announces an action log."""
    return len(text) < 140 and bool(_HEADING.search(text))


def role_of(heading: str) -> str | None:
    """What a column holds, by its heading."""
    plain = " ".join(heading.split()).strip(" :*")
    if not plain or len(plain) > 45:
        return None
    return next((role for role, pattern in ROLES if pattern.search(plain)), None)


def columns_of(row: Sequence[str]) -> list[str | None] | None:
    """The roles of a header row's cells, or None when the row heads no action log."""
    roles: list[str | None] = []
    for cell in row:
        role = role_of(cell)
        roles.append(None if role in roles else role)
    known = [role for role in roles if role]
    if "text" not in known and "comment" in known and "number" in known:
        return None
    enough = "text" in known and len(known) >= 3 and {"owner", "due", "status"} & set(known)
    return roles if enough else None


@dataclass(slots=True)
class _Row:
    """One action as its cells were printed."""

    cells: dict[str, str]
    here: Placed

    def add(self, cells: dict[str, str]) -> None:
        """What the next page prints of the same action."""
        for role, text in cells.items():
            if text:
                self.cells[role] = f"{self.cells.get(role, '')} {text}".strip()


def actions(review: str, blocks: Sequence[Placed]) -> tuple[Action, ...]:
    """Every action of every log, in the order printed.

    Dates are ISO days where they can be read, day before month; otherwise as written. A log
    printed again further on with the same numbers and words gives each action once.
    """
    rows = [*_from_tables(blocks), *_from_lines(blocks), *_from_labels(blocks)]
    rows.sort(key=lambda row: row.here.index)
    found: dict[tuple[str, str], Action] = {}
    for row in rows:
        action = _action(review, row)
        if action.text:
            found.setdefault((action.number, action.text), action)
    return tuple(
        action if action.number else replace(action, number=str(count))
        for count, action in enumerate(found.values(), 1)
    )


def _action(review: str, row: _Row) -> Action:
    cells = {role: " ".join(text.split()) or None for role, text in row.cells.items()}
    return Action(
        review=review,
        number=(cells.get("number") or "").rstrip("."),
        text=cells.get("text") or "",
        raised=_day(cells.get("raised")),
        owner=cells.get("owner"),
        due=_day(cells.get("due")),
        status=cells.get("status"),
        comment=cells.get("comment"),
        page=row.here.block.page,
        line=row.here.block.line,
    )


_SHORT_DAY = re.compile(
    r"^(?P<day>\d{1,2})(?:st|nd|rd|th)?[-\s./](?P<month>[A-Za-z]{3,9})[-\s./,]+(?P<year>\d{4}|"
    r"\d\d)$"
)


def _day(written: str | None) -> str | None:
    """The ISO day of a cell that holds one date; the cell as written otherwise."""
    if not written:
        return None
    short = _SHORT_DAY.match(written)
    if short and any(month.startswith(short["month"].casefold()[:3]) for month in periods.MONTHS):
        year = short["year"] if len(short["year"]) == 4 else f"20{short['year']}"
        month, day = periods.month_number(short["month"]), int(short["day"])
        return _if_there_is(f"{year}-{month:02d}-{day:02d}", written)
    if re.fullmatch(r"\d{4}-\d\d-\d\d(?:[ T]00:00(?::00)?)?", written):
        return written[:10]
    found = periods.mentions(written)
    whole = len(found) == 1 and found[0].end - found[0].start >= 0.6 * len(written.strip())
    period = found[0].period if whole and "/" not in found[0].period else written
    return _if_there_is(period, written) if len(period) == len("2023-02-28") else period


def _if_there_is(day: str, written: str) -> str:
    """An ISO day, but the cell as written where the calendar has none: "31-Feb-23"."""
    try:
        date.fromisoformat(day)
    except ValueError:
        return written
    return day


# --- tables -------------------------------------------------------------------------------------


def _from_tables(blocks: Sequence[Placed]) -> list[_Row]:
    rows: list[_Row] = []
    roles: list[str | None] | None = None
    band: str | None = None
    last = -9
    for here in blocks:
        if here.block.kind != "table":
            if roles and here.index - last > 4:
                roles = None
            continue
        for cells in here.block.rows:
            headed = columns_of(cells)
            if headed is not None:
                roles, band = headed, band
                last = here.index
                continue
            if roles is None or len(cells) > len(roles) + 1:
                continue
            last = here.index
            band = _take(cells, roles, here, rows, band)
        if roles and here.index != last:
            roles = None
    return rows


def _take(
    cells: Sequence[str],
    roles: Sequence[str | None],
    here: Placed,
    rows: list[_Row],
    band: str | None,
) -> str | None:
    """Add one printed row: a new action, the rest of the one before, or the name of a group."""
    filled = {cell.strip() for cell in cells if cell.strip()}
    if not filled:
        return band
    if len(filled) == 1 and _BAND.match(next(iter(filled))):
        return next(iter(filled))
    own = {
        role: cell.strip()
        for role, cell in zip(roles, cells, strict=False)
        if role and cell.strip()
    }
    number = own.get("number", "")
    begins = bool(_NUMBER.match(number)) if "number" in roles else bool(own.get("text"))
    if not begins and rows and not number and not _whole(own):
        rows[-1].add(own)
        return band
    if not own.get("text") and not number:
        return band
    if band and "status" not in own:
        own["status"] = band.split()[0].capitalize()
    rows.append(_Row(own, here))
    return band


def _whole(own: dict[str, str]) -> bool:
    """A row without a number that still says what, who and when is an action of its own."""
    return bool(own.get("text")) and bool(own.get("owner")) and bool(own.get("due"))


# --- lines whose cells ran together ---------------------------------------------------------------

_HEAD_WORDS = re.compile(
    r"\b(?P<number>(?:action\s+)?(?:ref(?:erence)?|no|number|id)\b\.?)|(?P<raised>date raised|"
    r"raised|"
    r"meeting(?: date)?)|(?P<owner>owner|lead(?: officer)?|by whom|"
    r"responsible(?: person)?)|"
    r"(?P<due>due(?: date)?|deadline|target(?: date)?|by when|timescale)|(?P<status>status|"
    r"b?rag(?: rating)?"
    r"|open/closed)|(?P<comment>comments?|(?:progress\s+)?updates?|progress|notes)|"
    r"(?P<text>(?:agreed\s+)?actions?(?:\s+(?:required|agreed))?|description)\b",
    re.IGNORECASE,
)
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_DAY = (
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ -](?:{_MONTHS})[a-z]*[ -]\d{{2,4}}"
)
_DATE = rf"{_DAY}|(?:{_MONTHS})[a-z]*\.? \d{{4}}"
# A number with a date behind it begins a row, also where rows ran together.
_NEXT_ROW = re.compile(
    rf"\s+(?=(?:[A-Z]{{1,8}}[-/ ]?)?\d{{1,4}}(?:[./-]\d{{1,4}}){{0,2}}[a-z]?[.)]?\s+(?:{_DAY})\b)"
)
_LINE_NUMBER = re.compile(
    r"^(?P<number>(?:[A-Z]{1,8}[-/ ]?)?\d{1,4}(?:[./-]\d{1,4}){0,3}[a-z]?)[.)]?\s+(?=\S)"
)
_OWNER_TAIL = re.compile(
    r"(?P<owner>(?:[A-Z][\w’'.-]*|&|/|[A-Z]{2,})(?:(?:\s|/\s?|,\s|\s&\s)(?:(?:of|for|and|the|to|"
    r"on|&)\s)?"
    r"(?:[A-Z][\w’'.-]*))*)\s*$"
)
# "Head of Education Write to the schools": the last capital before small words begins the action.
_OWNER_FIRST = re.compile(
    r"(?P<owner>[A-Z][\w’'.&/-]*(?:\s+(?:(?:of|for|and|the|&)\s+)*[A-Z][\w’'.&/-]*)*?)\s+"
    r"(?=[A-Z][\w’'-]*\s+[a-z(])"
)


def _from_lines(blocks: Sequence[Placed]) -> list[_Row]:
    """Logs printed as text: headings of columns, then actions that begin with their number."""
    rows: list[_Row] = []
    order: list[str] = []
    waiting: tuple[str, Placed] | None = None
    for position, here in enumerate(blocks):
        block = here.block
        if block.kind == "table" and any(columns_of(row) for row in block.rows):
            _finish(waiting, order, rows)
            waiting, order = None, []
            continue
        for text in _printed(here):
            head = _head_order(text) or _stacked(blocks, position)
            ended = block.kind == "heading" and not _begins(text) and not _more(blocks, position)
            if waiting and not re.search(rf"{_DATE}|{_STATUS}", waiting[0], re.IGNORECASE):
                ended = False  # the action that is being read still lacks its date
            if head or (order and (ended or _NEXT_PAPER.match(text))):
                _finish(waiting, order, rows)
                waiting, order = None, head
            elif order and (_begins(text) or (block.kind == "numbered" and block.number)):
                _finish(waiting, order, rows)
                number = f"{block.number} " if block.kind == "numbered" and block.number else ""
                waiting = (number + text, here)
            elif waiting and (not role_of(text) or _STATUS_CELL.match(text)):
                waiting = (f"{waiting[0]} {text}", waiting[1])
    _finish(waiting, order, rows)
    return rows


def _begins(text: str) -> bool:
    """Whether a line begins an action: with its number, which may stand alone."""
    if re.match(rf"(?:{_DAY})\b", text) and not re.match(rf"\S+\s+(?:{_DAY})\b", text):
        return False  # a date, not a number
    return bool(_LINE_NUMBER.match(text) or _NUMBER.match(text))


def _more(blocks: Sequence[Placed], position: int) -> bool:
    """Whether actions go on soon: what stands here is a wrapped line or a page's heading."""
    near = [later.block.text for later in blocks[position + 1 : position + 7]]
    if any(is_log_heading(text) or _head_order(text) for text in near[:2]):
        return False
    return any(
        (_NUMBER.match(text) and _begins(text))
        or (_LINE_NUMBER.match(text) and re.search(_DATE, text))
        for text in near
    )


def _printed(here: Placed) -> list[str]:
    if here.block.kind == "table":
        return [" ".join(cell for cell in row if cell) for row in here.block.rows]
    lines = [line.strip() for line in here.block.text.split("\n") if line.strip()]
    return [piece for line in lines for piece in _NEXT_ROW.split(line)]


def _head_order(text: str) -> list[str]:
    """The columns' order, where a line is nothing but their headings."""
    if len(text) > 160 or re.search(r"(?<!No)(?<!Ref)[.;:]\s", text):
        return []
    order: list[str] = []
    rest = text
    for match in _HEAD_WORDS.finditer(text):
        role = match.lastgroup
        if role and role not in order:
            order.append(role)
        rest = rest.replace(match.group(), " ", 1)
    left = [word for word in re.findall(r"[A-Za-z]{3,}", rest) if word.casefold() != "date"]
    enough = "text" in order and len(order) >= 4 and len(left) <= 2
    return order if enough else []


def _stacked(blocks: Sequence[Placed], position: int) -> list[str]:
    """Headings printed one under the other: the order, once the last of them is reached."""
    order: list[str] = []
    for here in blocks[max(0, position - 8) : position + 1]:
        role = role_of(here.block.text) if len(here.block.text) < 30 else None
        order = [*order, role] if role and role not in order else ([role] if role else [])
    following = blocks[position + 1].block.text if position + 1 < len(blocks) else ""
    ends = len(following) >= 30 or role_of(following) is None
    return order if ends and "text" in order and len(order) >= 4 else []


def _finish(waiting: tuple[str, Placed] | None, order: Sequence[str], rows: list[_Row]) -> None:
    """Add the action that was being put together, if there is one."""
    cells = _cells_of(waiting[0], order) if waiting else None
    if waiting is not None and cells is not None:
        rows.append(_Row(cells, waiting[1]))


def _cells_of(text: str, order: Sequence[str]) -> dict[str, str] | None:
    """The cells of an action whose text ran together, by what each looks like."""
    cells: dict[str, str] = {}
    match = _LINE_NUMBER.match(text)
    if match and "number" in order:
        cells["number"] = match["number"]
        text = text[match.end() :]
    if "raised" in order and order.index("raised") < order.index("text"):
        raised = re.match(rf"(?:{_DATE})\b", text)
        if raised:
            cells["raised"] = raised.group()
            text = text[raised.end() :].strip()
    dates = list(re.finditer(rf"(?:{_DATE})\b", text))
    status = (
        re.search(rf"(?<![\w-]){_STATUS}(?![\w-])", text[dates[0].end() :], re.I) if dates else None
    )
    due = dates[0] if dates and "due" in order else None
    if due is not None:
        before, after = text[: due.start()].strip(), text[due.end() :].strip(" -–|")
        cells["due"] = due.group()
    else:
        found = list(re.finditer(rf"(?<![\w-]){_STATUS}(?![\w-])", text, re.IGNORECASE))
        if not found or "status" not in order:
            return None
        status = found[-1]
        before, after = text[: status.start()].strip(), text[status.end() :].strip(" -–|")
        cells["status"] = status.group()
    if due is not None and status is not None and "status" in order:
        tail = re.search(rf"(?<![\w-]){_STATUS}(?![\w-])", after, re.IGNORECASE)
        if tail:
            cells["status"] = tail.group()
            after = f"{after[: tail.start()]} {after[tail.end() :]}".strip(" -–|")
    if after:
        cells["comment"] = after
    if "owner" in order and order.index("owner") < order.index("text"):
        first = _OWNER_FIRST.match(before)
        if first:
            cells["owner"] = first["owner"]
            before = before[first.end() :].strip()
    elif "owner" in order:
        owner = _OWNER_TAIL.search(before)
        if owner and owner.start() > 0:
            cells["owner"] = owner["owner"]
            before = before[: owner.start()].strip()
    cells["text"] = before.strip(" -–|")
    return cells if len(before) > 8 else None


# --- labelled pieces ------------------------------------------------------------------------------

_LABEL = re.compile(
    r"(?:^|(?<=[\s|;.]))(?P<label>(?:action )?owner|lead|by whom|due(?: date)?|deadline|"
    r"target(?: date)?|"
    r"by when|status|rag|comments?|update|progress|(?:date )?raised)\s*:\s*",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"^action\s*(?:no\.?|number|ref\.?|"
    r"point)?\s*(?P<number>(?:[A-Z]{1,6}[-/]?)?\d{1,4}(?:[./-]\d{1,4})*)"
    r"\s*[:.–-]\s*",
    re.IGNORECASE,
)


def _from_labels(blocks: Sequence[Placed]) -> list[_Row]:
    """``Action 12: ... Owner: ... Due: ... Status: ...``, in one piece or over several."""
    rows: list[_Row] = []
    waiting: tuple[str, str, Placed] | None = None
    for here in blocks:
        if here.block.kind == "table":
            continue
        for line in here.block.text.split("\n"):
            opening = _OPENS.match(line)
            if opening:
                _labelled(waiting, rows)
                waiting = (opening["number"], line[opening.end() :], here)
            elif waiting and _LABEL.match(line):
                waiting = (waiting[0], f"{waiting[1]} {line}", waiting[2])
            else:
                _labelled(waiting, rows)
                waiting = None
    _labelled(waiting, rows)
    return rows


def _labelled(waiting: tuple[str, str, Placed] | None, rows: list[_Row]) -> None:
    if waiting is None:
        return
    number, text, here = waiting
    labels = list(_LABEL.finditer(text))
    if not labels:
        return
    cells = {"number": number, "text": text[: labels[0].start()].strip(" ;|")}
    ends = [label.start() for label in labels[1:]] + [len(text)]
    for label, end in zip(labels, ends, strict=True):
        role = role_of(label["label"])
        if role:
            cells[role] = text[label.end() : end].strip(" ;|.")
    rows.append(_Row(cells, here))
