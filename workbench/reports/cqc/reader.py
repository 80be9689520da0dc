"""CQC reviews of health services for children looked after and safeguarding.

Findings are numbered by section of the child's journey and cite recommendations, which are
grouped under whom they are for. Finding 1.1 and recommendation 1.1 are two things: what tells
them apart is the section they stand in, wherever in the report that section is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal

from workbench.documents.model import Block, Document
from workbench.organisations.owners import has_duty
from workbench.records import Passage, Reading
from workbench.reports.cqc.facts import TITLE, facts_of, is_another_kind
from workbench.reports.cqc.recommendation_groups import Groups, Item, numbered_as_cited
from workbench.reports.passage_maker import PassageMaker
from workbench.reports.shared import told_us
from workbench.reports.shared.citations import (
    citations_in,
    cited_numbers,
    end_without_citation,
    is_open_citation,
)
from workbench.reports.shared.mending import ends_sentence, is_numeric, mended
from workbench.reports.shared.polarity import polarity_of
from workbench.vocabulary import Organisations

Region = Literal["front", "told", "findings", "recommendations", "next", "after"]

# Headings of these reviews, and the part of the report that each opens.
_TOPICS: tuple[tuple[Region, str], ...] = (
    (
        "recommendations",
        r"(?:our |summary of |the |list of |full )*recommendations?"
        r"(?: for (?:action|improvement))?",
    ),
    ("next", r"next steps?|what happens next|actions? (?:required|needed)|action plan"),
    (
        "told",
        r"what (?:people|children(?: and young people)?|families|parents|young people|they) "
        r"(?:have )?(?:told|said)(?: to)? ?(?:us)?|voices? of .{3,60}|what we (?:were told|heard)",
    ),
    ("findings", r"(?:the )?child[’']?s['’]? journey|our findings|(?:the )?findings|what we found"),
    ("findings", r"early help|early intervention(?: and help)?|universal services"),
    ("findings", r"child(?:ren)? in need(?: of help)?|children who need help"),
    ("findings", r"child(?:ren)?(?: and young people)? protection|children in need of protection"),
    (
        "findings",
        r"(?:looked[- ]after child(?:ren)?|child(?:ren)? looked[- ]after|children in care)"
        r"(?: and (?:care leavers|leaving care))?|care leavers",
    ),
    (
        "findings",
        r"management|leadership|leadership (?:and|&) management|management (?:and|&) leadership",
    ),
    (
        "findings",
        r"(?:leadership,? )?(?:(?:and|&) )?governance(?: (?:and|&) (?:quality )?assurance)?",
    ),
    (
        "findings",
        r"training(?:,)? (?:and|&) supervision|supervision (?:and|&) training|training|supervision",
    ),
    (
        "front",
        r"summary(?: of the review)?|about the review|how we carried out the review|"
        r"context of the review|the report|contents|introduction|background|executive summary",
    ),
    ("after", r"(?:appendix|annex|glossary|abbreviations|acknowledge?ments?)\b.*"),
)
_TOPIC = tuple((region, re.compile(form, re.IGNORECASE)) for region, form in _TOPICS)
_STAGES = tuple(form for region, form in _TOPIC if region == "findings")[1:]
# Parts that a report's own headings hold together; only what follows has a section of its own.
_GROUPING = re.compile(
    r"(?:the )?child[’']?s['’]? journey|management|our findings|(?:the )?findings|what we found",
    re.IGNORECASE,
)
_BOX_TITLE = re.compile(
    r"\b(?:case (?:study|example|record|history)|(?:good |best )?practice (?:example|study)"
    r"|examples? of|vignette|in practice|child['’]s story)\b",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(?:a|an|one|this|the)\s+(?:(?!(?:every|each|all|any|no|most|many)\b)\w+[- ]){0,5}?"
    r"(?:year[- ]olds?|young (?:person|woman|man|mother|"
    r"girl|boy)|child|baby|infant|girl|boy|woman|man|mother|father|family|patient|teenager|"
    r"care leaver|unborn)\b(?!['’]s\s+(?:social|safeguarding|services))"
    r"|\b(?:he|she|his|her|him|hers)\b|\baged?\s+\d+\b"
    r"|\b(?:heard|saw|reviewed|tracked)\s+(?:of\s+|about\s+)?(?:a|an|one)\s+(?:\w+\s+){0,3}(?:case|example|child)",
    re.IGNORECASE,
)
# Where no finding stands before it, an example must be plainly about one child or family.
_ONE_PERSON = re.compile(
    rf"{told_us.LABEL.pattern}|\b(?:he|she|his|her|him)\b|\baged \d+\b"
    r"|\b\d+[- ](?:year|month|week|day)s?[- ]old\b"
)
_A_NEW_STORY = re.compile(
    r"\A(?:we (?:heard|saw|also heard|tracked)|in (?:one|another)|case )\b", re.I
)
_FIRST_LOOKED_AT = 14  # blocks: a cover and the first heading


class CqcReviewReader:
    """Reads CQC reviews of health services for children looked after and safeguarding."""

    kind = "cqc_review"

    def recognises(self, document: Document) -> float:
        """Sure when the review's own words are in front and its findings fill the document."""
        text = " ".join(document.text.split())
        front = " ".join(b.text for b in document.blocks[:_FIRST_LOOKED_AT])
        marks = (document.title or "") + " ".join(f.text for f in document.furniture[:40])
        if is_another_kind(document):
            return 0.0
        quarter = text[: max(len(text) // 4, 3000)]
        headings = {
            index
            for block in document.blocks
            if len(block.text) < 60
            for index, form in enumerate(_STAGES)
            if form.fullmatch(_plain(block.text))
        }
        cited = sum(citation.bracketed for citation in citations_in(text))
        owned = sum(_is_owner_line(block.text) for block in document.blocks)
        own_words = (
            0.45 * bool(TITLE.search(" ".join((front + " " + marks).split())))
            + 0.35 * bool(re.search(r"records the findings of the review of health", quarter, re.I))
            + 0.15 * bool(re.search(r"section 48 of the health and social care act", quarter, re.I))
            + 0.1 * bool(re.search(r"\bchild[’']?s journey\b", text, re.I))
            + 0.1 * bool(re.search(r"children.?s-?\s?services-?\s?inspection@cqc", text, re.I))
        )
        shape = 0.1 * min(len(headings), 4) + 0.1 * (cited >= 3) + 0.1 * (owned >= 2)
        if len(headings) < 2 or not own_words:
            return min(0.3, own_words + shape / 4)
        return min(1.0, own_words + shape)

    def read(self, document: Document, review_id: str, organisations: Organisations) -> Reading:
        """Findings, recommendations with their owners, examples, quotes, dates and checks."""
        known = organisations.learned_from(document)
        parts = _Parts.of(mended(document, _is_heading))
        maker = PassageMaker(document, review_id)
        findings, examples = _Findings(parts.findings).read()
        recommendations = Groups(known).read(parts.recommendations)
        cited = {n for f in findings for c in citations_in(f.text(document)) for n in c.numbers}
        numbered_as_cited(recommendations, cited)
        numbers = {item.number for item in recommendations if item.number}
        # In the order of the report, so that what has no number is counted in that order.
        found: list[tuple[int, Callable[[], Passage]]] = [
            *((f.first.start, partial(_finding, maker, f, numbers)) for f in findings),
            *((item.start, partial(_recommendation, maker, item)) for item in recommendations),
            *((e.first.start, partial(_example, maker, e)) for e in examples),
            *((one.start, partial(_told, maker, one)) for one in told_us.told(parts.told)),
        ]
        return Reading(
            review=facts_of(document, review_id, known),
            passages=tuple(make() for _, make in sorted(found, key=lambda entry: entry[0])),
        )


@dataclass(slots=True)
class _Parts:
    """The blocks of each part of the report, findings with the section they stand in."""

    findings: list[tuple[str | None, Block]] = field(default_factory=list)
    recommendations: list[Block] = field(default_factory=list)
    told: list[Block] = field(default_factory=list)

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> _Parts:
        parts = cls()
        region: Region = "front"
        section: str | None = None
        for block in blocks:
            opened = _topic(block)
            if opened:
                region = opened
                if region == "findings":
                    section = _section_name(block.text)
                continue
            if region == "findings" and _is_own_section(block):
                if section is None or "." not in (block.number or ""):
                    section = _section_name(block.text)
                continue
            parts._keep(region, section, block)
        return parts

    def _keep(self, region: Region, section: str | None, block: Block) -> None:
        if region == "findings":
            if block.kind in ("heading", "box", "bullet") and _only_citations(block.text):
                block = replace(block, kind="paragraph")  # set apart, but only a reference
            self.findings.append((section, block))
        elif region == "recommendations":
            self.recommendations.append(block)
        elif region == "told":
            self.told.append(block)


@dataclass(slots=True)
class _Span:
    """A finding or an example while it is read: its blocks are one stretch of the document."""

    first: Block
    end: int
    section: str | None
    number: str | None = None
    about: str | None = None
    cites_apart: tuple[str, ...] = ()
    last_text: str = ""

    def text(self, document: Document) -> str:
        return document.text[self.first.start : self.end]

    def extend(self, block: Block) -> None:
        self.end = block.end
        self.last_text = block.text


class _Findings:
    """Parts numbered findings, what continues them, and the examples printed between them."""

    def __init__(self, blocks: Sequence[tuple[str | None, Block]]) -> None:
        self._blocks = blocks
        depths = Counter(
            block.number.count(".") + 1
            for _, block in blocks
            if block.number and is_numeric(block.number)
        )
        # Three-level numbers (5.1.3) beside two-level ones (1.3) are both findings; a single
        # figure is one only where there is nothing deeper.
        deep = sum(count for depth, count in depths.items() if depth > 1)
        self._least = 2 if deep > depths[1] else 1
        self._unnumbered = not depths
        self.findings: list[_Span] = []
        self.examples: list[_Span] = []
        self._open: _Span | None = None

    def read(self) -> tuple[list[_Span], list[_Span]]:
        """All findings and all examples, in order."""
        index = 0
        while index < len(self._blocks):
            section, block = self._blocks[index]
            run = self._run_from(index)
            if self._is_finding(block):
                self._begin(section, block)
                index += 1
            elif len(run) > 0:
                self._take_run(section, run)
                index += len(run)
            else:
                self._take(section, block)
                index += 1
        return self.findings, self.examples

    def _is_finding(self, block: Block) -> bool:
        if self._unnumbered and block.kind in ("paragraph", "bullet"):
            return not _only_citations(block.text)
        number = block.number
        return bool(number and is_numeric(number) and number.count(".") + 1 >= self._least)

    def _begin(self, section: str | None, block: Block) -> None:
        if is_open_citation(self._last_text()) and not block.text.strip(" .)]*_"):
            # "(Recommendation" / "6.3)" at the turn of a line: the number is not a finding's.
            self.findings[-1].cites_apart += (block.number or "",)
            self.findings[-1].last_text = ")"
            return
        finding = _Span(block, block.end, section, block.number, last_text=block.text)
        self.findings.append(finding)
        self._open = finding

    def _last_text(self) -> str:
        return self.findings[-1].last_text if self.findings else ""

    def _take(self, section: str | None, block: Block) -> None:
        """Everything that is neither a numbered finding nor a plain paragraph."""
        if is_open_citation(self._last_text()) and block.kind == "heading":
            self._continue(block)  # the bold end of a reference, alone on its line
        elif block.kind == "box" and self._is_more_of_it(block):
            self._continue(block)
        elif block.kind == "box" or _is_box_table(block):
            self._example(section, [block])
        elif block.kind == "heading" and _BOX_TITLE.search(block.text):
            self.examples.append(
                _Span(block, block.end, section, about=_clean(block.text), last_text=":")
            )
            self._open = self.examples[-1]
        elif block.kind in ("bullet", "numbered") and self._open is not None:
            self._open.extend(block)

    def _is_more_of_it(self, block: Block) -> bool:
        """In text only blank lines tell a box: one that is about nobody is the finding's own."""
        titled = "\n" in block.text or _BOX_TITLE.search(block.text)
        behind = self._open is not None and self._open in self.findings
        return behind and not titled and not _tells_of_somebody(block.text)

    def _run_from(self, index: int) -> list[Block]:
        """The plain paragraphs from here to the next number, heading, box or list."""
        run = []
        for _, block in self._blocks[index:]:
            if block.kind != "paragraph" or self._is_finding(block):
                break
            run.append(block)
        return run

    def _take_run(self, section: str | None, run: list[Block]) -> None:
        run = list(run)
        while run and self._belongs_to_finding(run[0]):
            self._continue(run.pop(0))
        while run and _only_citations(run[-1].text):
            self._continue(run.pop())
        if not run or not self._is_in(section, run):
            return
        if self._open is not None and self._open in self.examples and self._open.last_text == ":":
            self._open.first = run[0]  # what follows a box's own heading
            for block in run:
                self._open.extend(block)
            self._open.about = told_us.label_of(" ".join(b.text for b in run)) or self._open.about
        elif self._is_example(run):
            self._example(section, run)
        else:
            for block in run:
                self._continue(block)

    def _is_in(self, section: str | None, run: Sequence[Block]) -> bool:
        """Words that introduce a section are no part of the finding before it."""
        begun = self._open is not None and self._open.section == section
        return begun or any(_ONE_PERSON.search(block.text) for block in run)

    def _belongs_to_finding(self, block: Block) -> bool:
        if _only_citations(block.text):
            return True
        if self._open is None or self._open not in self.findings:
            return False
        last = self._open.last_text
        return not ends_sentence(last) or last.endswith(":") or block.text[:1].islower()

    def _continue(self, block: Block) -> None:
        if not self.findings:
            return
        finding = self.findings[-1]
        if self._open is finding:
            finding.extend(block)
        elif _goes_on_behind_a_box(finding, block):
            finding.extend(block)  # a passage is one stretch, so the box is in it as well
            self._open = finding
        else:  # an example stands between: only the references can be kept
            finding.cites_apart += tuple(n for c in citations_in(block.text) for n in c.numbers)

    def _is_example(self, run: Sequence[Block]) -> bool:
        if self._interrupted() and _goes_on_behind_a_box(self.findings[-1], run[0]):
            return False
        if any(_tells_of_somebody(block.text) for block in run):
            return True
        closed = bool(self.findings) and _cites_at_end(self.findings[-1].last_text)
        return closed and not any(_cites_at_end(b.text) for b in run)

    def _interrupted(self) -> bool:
        """Whether a box stands behind a finding that may not have ended before it."""
        return bool(self.findings) and self._open is not None and self._open in self.examples

    def _example(self, section: str | None, run: Sequence[Block]) -> None:
        current: _Span | None = None
        for block in run:
            label = told_us.label_of(block.text)
            if current is None or self._starts_another(current, block, label):
                current = _Span(block, block.end, section, about=label)
                self.examples.append(current)
            current.extend(block)
            current.about = current.about or label
        self._open = current

    def _starts_another(self, current: _Span, block: Block, label: str | None) -> bool:
        if told_us.is_only_quote(block.text) != told_us.is_only_quote(current.last_text):
            return True
        if label and current.about and label != current.about:
            opening = block.text[: block.text.find(label) + len(label)]
            return len(opening.split()) <= 8
        return bool(_A_NEW_STORY.match(block.text)) and label != current.about


def _finding(maker: PassageMaker, finding: _Span, recommendations: Iterable[str]) -> Passage:
    text = finding.text(maker.document)
    known = set(recommendations)
    end = end_without_citation(text)
    if is_open_citation(text[:end]):
        end = text.rfind("(") if "(" in text else text.rfind("[")
    cites = [
        number
        for citation in citations_in(text)
        for number in citation.numbers
        if citation.bracketed or citation.start >= end or number in known
    ]
    cites += [number for number in finding.cites_apart if number]
    unique = tuple(dict.fromkeys(cites))
    return maker.span(
        "finding",
        finding.first,
        finding.first.start,
        finding.first.start + end,
        number=finding.number,
        section=finding.section,
        cites=unique,
        polarity=polarity_of(text[:end], unique, judged=True),
    )


def _recommendation(maker: PassageMaker, item: Item) -> Passage:
    return maker.span(
        "recommendation",
        item.block,
        item.start,
        item.end,
        number=item.number,
        section="Recommendations",
        owners=item.owners,
    )


def _example(maker: PassageMaker, example: _Span) -> Passage:
    text = example.text(maker.document)
    if told_us.is_only_quote(text):
        whole = replace(example.first, text=text, end=example.end)
        quote = told_us.quote_of(whole)
        if quote:
            return _told(maker, quote, example.section)
    return maker.span(
        "vignette",
        example.first,
        example.first.start,
        example.end,
        section=example.section,
        about=example.about,
        polarity=polarity_of(text, judged=True),
    )


def _told(
    maker: PassageMaker, one: told_us.Told, section: str | None = "What people told us"
) -> Passage:
    return maker.span(one.kind, one.block, one.start, one.end, section=section, about=one.about)


def _topic(block: Block) -> Region | None:
    """Which part of the report a block opens, if it is one of the kind's headings."""
    if block.kind in ("table", "box", "footnote", "bullet") or len(block.text) > 90:
        return None
    plain = _plain(block.text)
    return next((region for region, form in _TOPIC if form.fullmatch(plain)), None)


def _is_own_section(block: Block) -> bool:
    """A numbered heading of a title not listed above: ``6. Voice of the child``."""
    return (
        block.kind == "heading"
        and bool(block.number)
        and is_numeric(block.number)
        and (block.number or "").count(".") <= 1
        and len(block.text.split()) <= 10
        and not block.text.rstrip().endswith(".")
        and not _BOX_TITLE.search(block.text)
    )


def _section_name(text: str) -> str | None:
    """As printed, but not in capitals; none for a heading that only groups sections."""
    name = re.sub(r"\A[\d.]+\s+", "", _clean(text))
    if _GROUPING.fullmatch(_plain(text)):
        return None
    return name.capitalize() if name.isupper() else name


def _is_heading(line: str, numbered: bool) -> bool:
    plain = _plain(line)
    if any(form.fullmatch(plain) for _, form in _TOPIC) or told_us.opens_a_part(line):
        return True
    return numbered and _is_owner_line(line)


def _is_owner_line(line: str) -> bool:
    stripped = line.rstrip(" *_")
    return (
        stripped.endswith(":") and len(stripped) < 200 and has_duty(stripped) and line[:1].isupper()
    )


def _plain(text: str) -> str:
    return re.sub(r"\A[\d.]+\s+", "", _clean(text)).rstrip(" .:")


def _clean(text: str) -> str:
    return " ".join(text.split()).strip(" *_")


def _only_citations(text: str) -> bool:
    """Whether a line is nothing but references, as when they stand on a line of their own."""
    found = citations_in(text)
    left = text
    for citation in reversed(found):
        left = left[: citation.start] + left[citation.end :]
    return bool(found) and not left.strip(" .*_,;\n()[]")


def _tells_of_somebody(text: str) -> bool:
    """Whether a paragraph is about one child or family, or is somebody's own words."""
    return bool(told_us.LABEL.search(text) or _SOMEBODY.search(text) or told_us.is_only_quote(text))


def _cites_at_end(text: str) -> bool:
    return end_without_citation(text) < len(text.rstrip())


def _goes_on_behind_a_box(finding: _Span, block: Block) -> bool:
    """A box may interrupt a finding: the words behind it carry the references it still lacks."""
    lacks = not cited_numbers(finding.last_text) and not finding.cites_apart
    return (
        lacks
        and _cites_at_end(block.text)
        and not _only_citations(block.text)
        and not _ONE_PERSON.search(block.text)
    )


def _is_box_table(block: Block) -> bool:
    """A box drawn as a table of one cell a row."""
    return block.kind == "table" and all(
        sum(bool(cell.strip()) for cell in row) <= 1 for row in block.rows
    )
