"""What all formats share: how a source is named, listed and shown behind a statement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from workbench.briefings.content import Block, Briefing, Grid, Group, Source, Statement, cited_as
from workbench.briefings.fixed_words import OWN
from workbench.briefings.wording import listed as listed_words
from workbench.briefings.wording import plain_date

# Reading aloud to a team, with room to breathe: about 130 words a minute.
_WORDS_A_MINUTE = 130
OWN_WORDS = (
    "Everything with a source in brackets is in the words of that source, or a fact of its "
    "record{but}. Lines without one are the workbench’s own words."
)
BUT_EDITED = ", but for what is named below as somebody’s own wording"
EDITED = "The words on {what} are by {who}, {when}: {why}."
EDITED_OWN = "A line without a source is worded by {who}, {when}: {why}."
DRAFT = "DRAFT: not checked for publication. Please do not pass on."


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list of sources."""

    anchor: str
    name: str
    page: int | None
    title: str

    @property
    def words(self) -> str:
        """``finding 4.3 (page 12)``."""
        return f"{self.name} (page {self.page})" if self.page else self.name


def about_line(briefing: Briefing) -> str:
    """``650 words, about 5 minutes to read aloud``."""
    minutes = max(1, ceil(briefing.words / _WORDS_A_MINUTE))
    plural = "s" if minutes != 1 else ""
    over = briefing.words - briefing.limit if briefing.limit and briefing.is_draft else 0
    more = f" ({over:,} too many)" if over > 0 else ""
    return f"{briefing.words:,} words{more}, about {minutes} minute{plural} to read aloud"


def shown(statement: Statement) -> tuple[Source, ...]:
    """The sources that are shown behind a statement: a count stands on too many to list there."""
    return () if statement.kind in ("count", "own") else statement.sources


def with_sources(statements: Sequence[Statement]) -> list[tuple[Statement, tuple[Source, ...]]]:
    """Statements that run on, with each source named once, behind the last that stands on it."""
    out = []
    for i, statement in enumerate(statements):
        after = statements[i + 1] if i + 1 < len(statements) else None
        again = after is not None and shown(after) == shown(statement)
        out.append((statement, () if again else shown(statement)))
    return out


def main_review(briefing: Briefing) -> str:
    """The one report a briefing is about, whose name need not stand at each source; or ""."""
    cited = {source.review for source in briefing.sources()}
    if len(briefing.reviews) == 1:
        return briefing.reviews[0]
    return cited.pop() if len(cited) == 1 else ""


def main_of(block: Block, main: str) -> str:
    """The report whose name need not stand at a block's sources: a group is named for its own."""
    if isinstance(block, Group):
        sources = [source for said in block.said for source in said.sources]
        reviews = {source.review for source in sources}
        if len(reviews) == 1 and block.name.startswith(sources[0].title):
            return reviews.pop()
    return main


def in_bold(statements: Sequence[Statement]) -> list[tuple[str, str]]:
    """What stands in bold and what does not, for each of a list: alike throughout.

    Where most have a first sentence in bold, those that are one sentence alone are in bold as
    well; where few have, none is. A label ("Multi-agency audit: …:") is always in bold.
    """
    parted = [s for s in statements if s.lead and not s.lead.endswith(":")]
    alone = [s for s in statements if not s.lead and s.kind == "verbatim"]
    out = []
    for said in statements:
        if said in parted and len(parted) < len(alone):
            out.append(("", f"{said.lead} {said.text}"))
        elif said in alone and parted and len(parted) >= len(alone):
            out.append((said.text, ""))
        else:
            out.append((said.lead, said.text))
    return out


_TALL, _SMALL, _FEW_ROWS, _SHORT = 100, 110, 16, 18  # words, words, rows, letters


def is_tall(row: Sequence[Statement]) -> bool:
    """Whether a row of a table may go on on the next page: else it would leave a gap on this."""
    return any(cell.words > _TALL for cell in row)


def leans_up(row: Sequence[Statement]) -> bool:
    """Whether a row says "as above", and so stands on the page of the row it means."""
    return any(cell.text == OWN["as_above"] for cell in row)


def is_small(grid: Grid) -> bool:
    """Whether a table is seen whole: one of numbers, or of a few short rows."""
    if len(grid.rows) > _FEW_ROWS:
        return False
    return bool(grid.numbers) or sum(cell.words for row in grid.rows for cell in row) <= _SMALL


def is_short(text: str) -> bool:
    """Whether a cell's words are a day or a status, and stand on one line."""
    return len(text) <= _SHORT


Piece = tuple[str, Source | None]  # words of a citation, and the source they lead to


def pieces(sources: Sequence[Source], main: str) -> list[Piece]:
    """What stands in brackets behind a statement, in pieces, each with where it leads.

    ``finding 4.3, page 12``; with its report in front where that is not ``main``. Several of one
    kind of one report are said together: ``findings 4.3, 4.4 and 5.1, pages 12 and 13``.
    """
    together: dict[tuple[str, str], list[Source]] = {}
    for source in dict.fromkeys(sources):
        together.setdefault((source.review, source.kind if source.number else ""), []).append(
            source
        )
    out: list[Piece] = []
    for (review, kind), held in together.items():
        if out:
            out.append(("; ", None))
        if review != main:
            out.append((f"{held[0].short or held[0].title}, ", None))
        if kind and len(held) > 1:
            out += _numbers(kind, held)
        else:
            by_words = {source.words(): source for source in held}
            for i, (words, source) in enumerate(by_words.items()):
                out += [("; ", None)] * bool(i) + [(words, source)]
    return out


def _numbers(kind: str, held: Sequence[Source]) -> list[Piece]:
    by_number = {str(source.number): source for source in held}
    out: list[Piece] = [(f"{cited_as(kind, many=len(by_number) > 1)} ", None)]
    for i, (number, source) in enumerate(by_number.items()):
        joined = "" if i == 0 else " and " if i == len(by_number) - 1 else ", "
        out += [(joined, None)] * bool(i) + [(number, source)]
    pages = sorted({source.page for source in held if source.page})
    if pages:
        plural = "s" if len(pages) > 1 else ""
        out.append((f", page{plural} {listed_words([str(page) for page in pages])}", None))
    return out


def citation(sources: Sequence[Source], main: str) -> str:
    """The same as one text; "" without sources."""
    return "".join(words for words, _ in pieces(sources, main))


def unbroken(words: str) -> str:
    """Words of a citation whose numbers stay on the line of what they number."""
    return re.sub(r" (?=\d)", "\N{NO-BREAK SPACE}", words)


def anchor(source: Source) -> str:
    """What a link to a source's line in the list is called: one for all that read the same."""
    told = f"{source.review} {source.words()}"
    return "from-" + re.sub(r"[^a-z0-9]+", "-", told.lower()).strip("-")


def listed(briefing: Briefing) -> list[Listed]:
    """Every source that is shown, each once, in reading order."""
    seen: dict[str, Listed] = {}
    for statement in briefing.statements():
        for source in shown(statement):
            name = source.words().split(", page")[0]
            seen.setdefault(
                anchor(source),
                Listed(anchor(source), name, source.page, source.title),
            )
    return list(seen.values())


def by_report(briefing: Briefing) -> list[tuple[str, list[Listed]]]:
    """The same under the report each is from: reports and sources in reading order."""
    groups: dict[str, list[Listed]] = {}
    for row in listed(briefing):
        groups.setdefault(row.title, []).append(row)
    return list(groups.items())


def counted_from(briefing: Briefing) -> int:
    """How many passages its counts stand on."""
    counts = (s for s in briefing.statements() if s.kind == "count")
    return len({s.ref for statement in counts for s in statement.sources if s.ref})


def footnotes(briefing: Briefing) -> list[str]:
    """What a reader should know of how it was made."""
    edited = [said for said in briefing.statements() if said.edit]
    notes = [OWN_WORDS.format(but=BUT_EDITED if edited else "")]
    if briefing.short_forms:
        forms = [f"{short} ({meaning})" for short, meaning in briefing.short_forms]
        notes.append(f"Short forms: {listed_words(forms)}.")
    if passages := counted_from(briefing):
        many = f"{passages} passages" if passages > 1 else "1 passage"
        notes.append(
            f"The counts stand on {many}; the partnership keeps a list of them with this briefing."
        )
    # The month will do: an exact day is what the gate looks for in what is published.
    notes += dict.fromkeys(_whose_words(said, main_review(briefing)) for said in edited)
    return notes


def _whose_words(statement: Statement, main: str) -> str:
    """``The words on finding 4.3, page 12, are by Ada, May 2026: shorter.``"""
    edit, cited = statement.edit, citation(statement.sources, main)
    assert edit is not None
    form = EDITED if cited else EDITED_OWN
    what = f"{cited}," if ", page" in cited else cited
    why = (edit.why or "no reason given").rstrip(".")
    return form.format(what=what, who=edit.who, when=plain_date(edit.when[:7]), why=why)


def anchored_once(briefing: Briefing) -> bool:
    """Whether a briefing lists its sources at the end: one page has no room for it."""
    return not briefing.one_page
