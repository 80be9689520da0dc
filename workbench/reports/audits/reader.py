"""Reports of audits: several agencies look at the same children's records, and say what they saw.

Partnerships print them as reports with numbered findings, as tables of strengths and areas for
development, or as a few pages by theme; with a table of judgements, and recommendations whose
owners stand in a column or in brackets behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from workbench.documents.model import Document
from workbench.records import Check, Passage, Reading, Review
from workbench.reports.audits.findings import Found, findings_of
from workbench.reports.packs.action_log import actions
from workbench.reports.parts.cover import CoverFacts, cover_facts
from workbench.reports.parts.items import Item
from workbench.reports.parts.listed_items import ListedKind, listed_in, listed_under
from workbench.reports.parts.outline import Outline, outline_of
from workbench.reports.parts.passages_from_items import PassageWriter, number_items
from workbench.reports.parts.printed_pieces import Piece, pieces_of
from workbench.reports.parts.rows_of_items import rows_in
from workbench.reports.parts.said_once import said_once
from workbench.reports.parts.tables_and_terms import tables_in, terms_in
from workbench.reports.practice.voices import quotes_in
from workbench.reports.shared.asked_of import asked_of, closing_lead
from workbench.reports.shared.citations import cited_numbers
from workbench.reports.shared.leanings import leaning_of
from workbench.reports.shared.proportions import audit_polarity, cases_looked_at
from workbench.reports.shared.sections import placed
from workbench.vocabulary import Organisations

_TITLE = re.compile(
    r"\b(?:multi[- ]?agency|inter-?agency|single[- ]agency|thematic|themed|case(?: file)?|"
    r"file|record|practice|quality|joint|partnership|dip[- ]sample)\b.{0,50}\baudits?\b"
    r"|\baudit\s+(?:report|of|on|into|summary|findings|briefing)\b|\baudit\s*[:–—]|\baudit$"
    r"|\bdeep dive\b|\bsection (?:11|157|175)\b.{0,30}\b(?:audit|self[- ]?assessment)\b",
    re.IGNORECASE,
)
_NOT_THIS = re.compile(
    r"\baudit (?:committee|plan|programme|framework|guidance|template|tool|cycle|strategy|"
    r"schedule)\b|\b(?:annual|yearly) report\b|\bminutes\b|\bagenda\b|\bclinical audit\b|"
    r"\binternal audit\b|\bpractice review\b|\bcase review\b|\binspection\b",
    re.IGNORECASE,
)
_SIGNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\baudit(?:ors?|ed)\b",
        r"\b(?:cases|files|records|children|families)\b.{0,80}\b(?:audited|sampled|selected|"
        r"chosen|looked at|at random)\b",
        r"\b(?:audit|moderat\w+|panel) (?:tool|meeting|day|template|panel|team|group)\b",
        r"\b(?:outstanding|requires improvement|inadequate|grad(?:ed?|ing)|judge?ment)\b",
        r"\b(?:safeguarding|quality)\b.{0,40}\b(?:partnership|board|group|assurance)\b",
        r"\brecommend|\bactions?\b",
        r"\bfindings\b|\bwe found\b|\bstrengths\b|\bworking well\b",
    )
)
_TITLE_WITHIN = 12  # blocks
_LONGEST_TITLE = 24  # words
_SUBJECT = re.compile(r"(?:[:–—]|\s-\s|\b(?:of|on|into)\b)\s*(?P<subject>[^:–—]{4,100})$")


class AuditReader:
    """Reads the report of a multi-agency or single-agency audit."""

    kind = "audit"

    def recognises(self, document: Document) -> float:
        """0.6 for a title that says "audit", and up to 0.93 with what such reports speak of."""
        if _title_line(document) is None:
            return 0.0
        text = "\n".join(block.text for block in document.blocks)
        return min(0.6 + 0.06 * sum(bool(sign.search(text)) for sign in _SIGNS), 0.93)

    def read(self, document: Document, review_id: str, organisations: Organisations) -> Reading:
        """Findings with their polarity, good practice, learning, recommendations with owners.

        Numbers are as printed ("iii", "3.2"), else running. A finding's polarity is that of its
        heading ("What worked well"), else what it says of how many of the cases.
        """
        facts = cover_facts(document)
        named = organisations.learned_from(document)
        pieces = pieces_of(document)
        outline = outline_of(pieces)
        cases = _cases(pieces)
        writer = PassageWriter(document, review_id, pieces, named, facts.publisher)
        found = findings_of(pieces, outline)
        listed = {kind: _listed(pieces, outline, kind, document.text) for kind in _KINDS}
        told = [item for items in listed.values() for item in items]
        found = [one for one in found if not _is_told(one.item, told)]
        quotes = [q for q in quotes_in(pieces, outline) if not _is_told(q, told)]
        findings = [one.item for one in found]
        number_items(findings)
        for items in listed.values():
            number_items(items)
        passages = [
            *(_finding(writer, one, cases, document.text) for one in found),
            *(
                _asked(writer, item, pieces, named, facts.publisher)
                for item in listed["recommendation"]
            ),
            *(writer.plain(item) for k in ("learning", "good_practice") for item in listed[k]),
            *(writer.plain(item) for item in quotes),
            *writer.paragraphs(outline, [*findings, *told, *quotes]),
        ]
        return Reading(
            review=_review(document, review_id, facts, cases),
            passages=tuple(passages),
            tables=tuple(tables_in(review_id, pieces, outline)),
            terms=tuple(terms_in(review_id, pieces, outline)),
            actions=actions(review_id, placed(document)),
            checks=tuple(_nothing_found(review_id, findings)),
        )


_KINDS: tuple[ListedKind, ...] = ("recommendation", "learning", "good_practice")


def _title_line(document: Document) -> str | None:
    """The line near the top that calls the report an audit."""
    lines = [block.text for block in document.blocks[:_TITLE_WITHIN] if block.kind != "table"]
    for line in [part for text in lines for part in text.split("\n")] + [document.title or ""]:
        short = len(line.split()) <= _LONGEST_TITLE and not line.endswith(".")
        if short and _NOT_THIS.search(line):
            return None
        if short and _TITLE.search(line):
            return line.strip(" :–—-")
    return None


def _cases(pieces: Sequence[Piece]) -> int | None:
    return next((n for p in pieces if p.kind != "table" and (n := cases_looked_at(p.text))), None)


def _listed(pieces: Sequence[Piece], outline: Outline, kind: ListedKind, whole: str) -> list[Item]:
    items = [*listed_in(pieces, outline, kind), *rows_in(pieces, outline, kind)]
    if kind in ("learning", "good_practice"):
        # "What worked well" and "Areas for development" list findings in an audit.
        items = [i for i in items if i.labelled or leaning_of(i.section or "") is None]
    if kind == "recommendation" and not items:
        items = listed_under(pieces, outline, "actions", "recommendation")
    return said_once(sorted(items, key=lambda item: item.start), whole)


def _is_told(item: Item, told: Sequence[Item]) -> bool:
    """Whether another passage begins within this one's first piece, or it within another."""
    return any(
        other.start <= item.start < other.end
        or (item.first == other.first and item.start <= other.start < item.end)
        for other in told
    )


def _finding(writer: PassageWriter, one: Found, cases: int | None, whole: str) -> Passage:
    one.item.cites = cited_numbers(one.item.text(whole))
    polarity = one.polarity or audit_polarity(one.item.text(whole), cases)
    return replace(writer.finding(one.item), polarity=polarity)


def _asked(
    writer: PassageWriter,
    item: Item,
    pieces: Sequence[Piece],
    organisations: Organisations,
    publisher: str | None,
) -> Passage:
    """A recommendation with the owners that a bracket behind its words names."""
    passage = writer.owned(item)
    places = range(item.first, item.last)
    lines = [pieces[i].text for i in places if pieces[i].kind in ("text", "heading")]
    for line in [*lines, passage.text]:
        lead = closing_lead(line, organisations)
        if lead:
            return replace(passage, owners=asked_of("", organisations, publisher, (lead,)))
    if passage.owners:
        return passage
    return replace(passage, owners=asked_of(passage.text, organisations, publisher))


def _review(document: Document, review_id: str, facts: CoverFacts, cases: int | None) -> Review:
    title = _title_line(document) or facts.title
    title = title.capitalize() if title.isupper() else title
    subject = _SUBJECT.search(title)
    started, ended = facts.period
    return Review(
        id=review_id,
        title=title,
        kind="audit",
        area=facts.area,
        publisher=facts.publisher,
        subject=subject["subject"].strip() if subject else facts.subject,
        started=started,
        ended=ended,
        published=facts.published,
        status="published",
        people_counted=cases,
        documents=(document.sha256,),
    )


def _nothing_found(review_id: str, findings: Sequence[Item]) -> Iterator[Check]:
    if not findings:
        yield Check(
            review_id,
            "no_findings_read",
            "No finding of this audit could be told from the rest of its text. Read it beside "
            "its passages, and correct the reading where a paragraph is a finding.",
        )
