"""Serious case reviews, practice reviews, learning, thematic and domestic homicide reviews.

Their layouts differ from house to house; what they hold does not. Parts are told by their
labels, their titles and their place (``labels``, ``titles`` and ``outline`` in
:mod:`workbench.reports.parts`), and each kind of part has a module of its own. This one joins
them into a reading.

Numbers: as printed. A recommendation, learning point or example of good practice without one
gets its running number in the report. A question that stands under a finding is
``<finding>.<n>``, n its place under that finding, unless its printed number is dotted already;
a recommendation under a finding is numbered so too where its list begins again at 1 under
each finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from workbench.documents.model import Document
from workbench.records import Check, Reading, Review, ReviewKind
from workbench.reports.parts.cover import CoverFacts, cover_facts
from workbench.reports.parts.findings import findings_in
from workbench.reports.parts.items import Item
from workbench.reports.parts.listed_items import ListedKind, listed_in
from workbench.reports.parts.outline import Outline, outline_of
from workbench.reports.parts.passages_from_items import PassageWriter, number_items
from workbench.reports.parts.printed_pieces import Piece, pieces_of
from workbench.reports.parts.rows_of_items import rows_in
from workbench.reports.parts.said_once import said_once
from workbench.reports.parts.tables_and_terms import subject_in, tables_in, terms_in
from workbench.reports.practice.episodes import episodes_in
from workbench.reports.practice.signs import signs_against, signs_for
from workbench.reports.practice.voices import quotes_in, vignettes_in
from workbench.reports.shared.citations import cited_numbers
from workbench.vocabulary import Organisations

OUR_KINDS: frozenset[str] = frozenset(
    {
        "serious_case_review",
        "child_safeguarding_practice_review",
        "learning_review",
        "thematic_review",
        "domestic_homicide_review",
        "rapid_review",
    }
)
OTHER_KINDS: frozenset[str] = frozenset(
    {"annual_report", "board_pack", "joint_inspection", "cqc_review", "ofsted_inspection", "audit"}
)
LISTED: tuple[ListedKind, ...] = get_args(ListedKind)


class CaseReviewReader:
    """Reads one review of a case, or of several cases by theme."""

    kind = "case_review"

    def recognises(self, document: Document) -> float:
        """How sure: by the name on the cover, else by what the body holds."""
        facts = cover_facts(document)
        if facts.sure and facts.kind in OTHER_KINDS:
            return 0.02
        signs, against = signs_for(document), signs_against(document)
        if facts.sure and facts.kind in OUR_KINDS:
            return min(0.95, 0.75 + 0.03 * signs)
        if against >= 3:
            return 0.03 * signs
        if facts.kind in OUR_KINDS:
            return min(0.9, 0.45 + 0.06 * signs - 0.05 * against)
        return max(0.0, min(0.85, 0.11 * signs - 0.11 * against))

    def read(self, document: Document, review_id: str, organisations: Organisations) -> Reading:
        """Understand the document: see the module's words on numbers.

        Returns
        -------
        Reading
            Passages in the order of their kinds below, each in the order printed: findings,
            recommendations, questions, learning, good practice, episodes, vignettes, quotes,
            then every paragraph that none of these holds and every numbered paragraph that
            one of them does.
        """
        facts = cover_facts(document)
        organisations = organisations.learned_from(document)
        pieces = pieces_of(document)
        outline = outline_of(pieces)
        findings, guess = findings_in(pieces, outline)
        episodes = episodes_in(pieces, outline)
        number_items(findings)  # first: what stands under a finding is known by its number
        number_items(episodes)
        listed = {kind: _listed(pieces, outline, kind, findings, document.text) for kind in LISTED}
        told = [item for kind in LISTED for item in listed[kind]]
        vignettes = vignettes_in(pieces, outline, told)
        quotes = quotes_in(pieces, outline)
        for kind in LISTED:
            number_items(listed[kind])
        _cite(findings, listed["recommendation"], document.text)
        _trim(findings, pieces, [*told, *vignettes])
        _trim(episodes, pieces, [*told, *vignettes])
        writer = PassageWriter(document, review_id, pieces, organisations, facts.publisher)
        kept = [*findings, *told, *episodes, *vignettes, *quotes]
        passages = [
            *(writer.finding(item) for item in findings),
            *(
                writer.owned(item)
                for kind in ("recommendation", "question")
                for item in listed[kind]
            ),
            *(
                writer.plain(item)
                for kind in ("learning", "good_practice")
                for item in listed[kind]
            ),
            *(writer.plain(item) for item in [*episodes, *vignettes, *quotes]),
            *writer.paragraphs(outline, kept),
        ]
        tables = tables_in(review_id, pieces, outline)
        review = _review(review_id, document, facts, facts.subject or subject_in(tables))
        checks = [Check(review_id, "findings_guessed", guess)] if guess else []
        return Reading(
            review=review,
            passages=tuple(passages),
            tables=tuple(tables),
            terms=tuple(terms_in(review_id, pieces, outline)),
            checks=tuple(checks),
        )


def _listed(
    pieces: Sequence[Piece],
    outline: Outline,
    kind: ListedKind,
    findings: Sequence[Item],
    whole: str,
) -> list[Item]:
    items = [*listed_in(pieces, outline, kind), *rows_in(pieces, outline, kind)]
    items.sort(key=lambda item: item.start)
    for item in items:
        around = next((f for f in findings if f.first < item.first < f.last), None)
        if around is not None and item.under is None:
            item.under = around.printed
    return said_once(items, whole)


def _trim(wholes: Iterable[Item], pieces: Sequence[Piece], told: Sequence[Item]) -> None:
    """A finding ends before the recommendations and learning points that close it.

    They are passages of their own. What stands between its paragraphs stays in it: a passage
    is one stretch of the text.
    """
    covered = {i for item in told for i in item.covers()}
    for item in wholes:
        last = item.last
        while last - 1 > item.first and (
            last - 1 in covered or _announces_only(pieces, last - 1, item.last)
        ):
            last -= 1
        if last != item.last:
            item.last, item.end = last, max(pieces[last - 1].end, item.start)


def _announces_only(pieces: Sequence[Piece], index: int, last: int) -> bool:
    """A heading or line that was there only for what has been taken from behind it."""
    if index + 1 >= last:
        return pieces[index].kind == "heading"
    piece = pieces[index]
    return piece.kind == "heading" or (piece.kind == "text" and piece.text.endswith(":"))


def _cite(findings: Sequence[Item], recommendations: Sequence[Item], whole: str) -> None:
    """A finding cites the recommendations it names, those under it, and those that name it."""
    for finding in findings:
        number = finding.printed
        named = cited_numbers(finding.text(whole))
        under = [
            r.printed
            for r in recommendations
            if r.printed
            and (number in (r.under, *r.findings) or finding.first < r.first < finding.last)
        ]
        finding.cites = tuple(dict.fromkeys([*named, *(n for n in under if n)]))


def _review(review_id: str, document: Document, facts: CoverFacts, subject: str | None) -> Review:
    kind: ReviewKind = facts.kind if facts.kind in OUR_KINDS else "learning_review"
    started, ended = facts.period
    return Review(
        id=review_id,
        title=facts.title,
        kind=kind,
        area=facts.area,
        publisher=facts.publisher,
        subject=subject,
        started=started,
        ended=ended,
        published=facts.published,
        status="withheld" if facts.withheld else "published",
        restricted=facts.withheld,
        documents=(document.sha256,),
    )
