"""Letters of joint targeted area inspections (JTAI), of today's and of older layouts.

Today: headline findings, what needs to improve, strengths, main findings, practice studies,
next steps. Older: key strengths, areas for improvement, case studies, areas for priority
action. Nothing in them is numbered, so improvements, strengths and main findings are counted
within their section, as people who answer such a letter do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from workbench.documents.model import Block, Document
from workbench.records import Passage, PassageKind, Polarity, Reading, Review
from workbench.reports.cqc.facts import PLACE, is_another_kind
from workbench.reports.inspection.letter_head import (
    head_of,
    inspected_in,
    inspectorates_in,
    statement_in,
)
from workbench.reports.passage_maker import PassageMaker
from workbench.reports.shared.mending import ends_sentence, mended
from workbench.reports.shared.polarity import polarity_of
from workbench.reports.shared.told_us import label_of
from workbench.vocabulary import Organisations

Region = Literal["head", "headline", "improve", "strength", "main", "study", "next"]

_TOPICS: tuple[tuple[Region, str], ...] = (
    ("headline", r"headline findings?|summary(?: of (?:main |key )?findings)?|overall findings"),
    (
        "improve",
        r"what (?:needs|need) to (?:improve|be improved|change)"
        r"|what (?:does )?the .{3,40}needs? to (?:do to )?improve"
        r"|(?:key )?areas? (?:for|of) (?:priority action|improvement|development)"
        r"|areas? (?:that|which) needs? (?:to )?improve(?:ment)?|priority actions?",
    ),
    (
        "strength",
        r"(?:key |main |areas? of )?strengths?|what (?:is|was) working well|what works well",
    ),
    ("main", r"(?:main|key|detailed|our|the)? ?findings?(?: in detail)?"),
    (
        "study",
        r"(?:case|practice) (?:study|studies|example)\b.*"
        r"|(?:examples? of )?(?:highly )?effective practice",
    ),
    ("next", r"next steps?|what happens next|yours (?:sincerely|faithfully)"),
)
_TOPIC = tuple((region, re.compile(form, re.IGNORECASE)) for region, form in _TOPICS)
_STUDY = _TOPIC[4][1]
_TITLE = re.compile(r"joint targeted area inspections?\b", re.IGNORECASE)
_THEME = re.compile(
    r"joint targeted area inspection(?:\s*\(JTAI\))?\s+(?:\w+\s+){0,3}?(?:of|into|on)\s+"
    r"(?P<theme>the\s+(?:multi-?\s?agency|partnership)\b[^.]*)",
    re.IGNORECASE,
)
_OFPLACE = re.compile(
    rf"joint targeted area inspection(?:\s*\(JTAI\))?\s+(?:of|in)\s+(?P<area>(?-i:{PLACE}))", re.I
)
_OPENS_FINDINGS = re.compile(
    r"\bthis (?:letter|report)\b[^.]{0,80}\b(?:outlines?|sets? out|summarises?)\b"
    r"[^.]{0,40}\bfindings\b",
    re.IGNORECASE,
)
# Words that only lead up to a list.
_INTRODUCES = re.compile(
    r":\s*\Z|\A(?:there (?:is|are|were|was)|inspectors (?:have )?(?:identified|found)|we (?:have )?"
    r"(?:identified|found))\b[^.]{0,60}\b(?:areas?|strengths?|priority)\b[^.]{0,60}\.?\s*\Z",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(?:the|this|a|one|an?)\s+(?:\w+[- ]){0,3}?(?:child|baby|young person|mother|father|family|"
    r"sibling|teenager|girl|boy|infant|parent|brothers|sisters|siblings|twins)\b|\b(?:he|she|his|her|him)\b",
    re.IGNORECASE,
)


class JointInspectionReader:
    """Reads the letters in which inspectorates report a joint targeted area inspection."""

    kind = "joint_inspection"

    def recognises(self, document: Document) -> float:
        """Sure when it is a letter about one such inspection, with the sections these have."""
        front_blocks = document.blocks[:24]
        front = " ".join(block.text for block in front_blocks)
        marks = (document.title or "") + " ".join(f.text for f in document.furniture[:20])
        if is_another_kind(document):
            return 0.0
        text = " ".join(document.text.split())
        topics = {topic for block in document.blocks if (topic := _topic(block))}
        sections = len(topics & {"headline", "improve", "strength", "main"})
        words = (
            0.3 * bool(_TITLE.search(front + marks))
            + 0.2
            * bool(re.search(r"this letter\b.{0,80}\b(?:summaris|outlin|sets out)", text, re.I))
            + 0.2 * bool(re.search(r"written statement of (?:proposed )?action", text, re.I))
            + 0.1 * bool(re.search(r"ProtectionOfChildren@", text, re.I))
            + 0.1 * any(re.match(r"Dear\b", block.text) for block in document.blocks[:40])
            + 0.1 * (len(inspectorates_in(text)) >= 3)
        )
        if words < 0.25 or not sections:
            return min(words / 2, 0.2)
        return min(1.0, words + 0.1 * sections)

    def read(self, document: Document, review_id: str, organisations: Organisations) -> Reading:
        """What needs to improve, strengths, findings by paragraph, studies, dates and people."""
        blocks = mended(document, lambda line, numbered: bool(_topic_of_line(line)))
        review = _review(document, blocks, review_id)
        letter = _Letter(PassageMaker(document, review_id))
        letter.read(blocks)
        return Reading(review=review, passages=tuple(letter.passages()))


@dataclass(slots=True)
class _Open:
    """A passage while it is read."""

    kind: PassageKind
    first: Block
    end: int
    section: str
    last_text: str
    about: str | None = None
    polarity: Polarity | None = None
    region: Region = "main"

    def extend(self, block: Block) -> None:
        self.end = block.end
        self.last_text = block.text


@dataclass(slots=True)
class _Letter:
    """Walks down a letter, section by section."""

    maker: PassageMaker
    _found: list[_Open] = field(default_factory=list)
    _region: Region = "head"
    _around: Region = "main"  # the section a study is printed in
    _title: str = ""
    _titles: dict[Region, str] = field(default_factory=dict)
    _bulleted: frozenset[str] = frozenset()

    def read(self, blocks: Sequence[Block]) -> None:
        """Sort every block into the passage it belongs to."""
        self._bulleted = _sections_with_bullets(blocks)
        headed = any(_topic(block) == "headline" for block in blocks)
        for block in blocks:
            topic = _topic(block)
            if topic == "study":
                self._open_study(block)
            elif topic:
                self._region, self._title = topic, _clean(block.text)
                self._titles[topic] = self._title
            elif self._region == "head":
                # Older letters have no heading above what they found.
                if not headed and _OPENS_FINDINGS.search(block.text):
                    self._region = "headline"
            elif self._region != "next":
                self._take(block)

    def passages(self) -> list[Passage]:
        """The passages in the order of the letter, counted within their kinds."""
        counted: Counter[str] = Counter()
        found = []
        for one in self._found:
            about: dict[str, Any] = {"section": one.section or None, "about": one.about}
            if one.kind in ("improvement", "strength") or one.region == "main":
                counted[one.kind] += one.kind != "vignette"
                about["number"] = str(counted[one.kind]) if one.kind != "vignette" else None
            elif one.region == "headline" and one.kind == "paragraph":
                counted["headline"] += 1
                about["number"] = f"H{counted['headline']}"
            passage = self.maker.span(one.kind, one.first, one.first.start, one.end, **about)
            found.append(
                replace(passage, polarity=one.polarity or polarity_of(passage.text, judged=True))
            )
        return found

    def _take(self, block: Block) -> None:
        if block.kind == "footnote" or (block.kind == "table" and not _is_box(block)):
            return
        if _is_box(block):
            self._take_box(block)
        elif block.kind == "heading":
            self._sub_heading(block)
        elif self._region == "study":
            self._take_study(block)
        elif not self._extends(block):
            self._begin(block)

    def _begin(self, block: Block) -> None:
        listed = self._region in ("improve", "strength")
        if listed and block.kind == "paragraph" and _INTRODUCES.search(block.text):
            return
        kind: PassageKind = "paragraph"
        polarity: Polarity | None = None
        if self._region in ("improve", "strength") and self._is_item(block):
            kind = "improvement" if self._region == "improve" else "strength"
            polarity = "improvement" if self._region == "improve" else "strength"
        region = self._region if kind != "paragraph" or self._region == "headline" else "main"
        self._found.append(
            _Open(kind, block, block.end, self._title, block.text, polarity=polarity, region=region)
        )

    def _is_item(self, block: Block) -> bool:
        """Where a section has bullets, its other paragraphs are words about them."""
        return block.kind in ("bullet", "numbered") or self._title not in self._bulleted

    def _extends(self, block: Block) -> bool:
        """Whether a block goes on with the passage before it; if so it is added."""
        last = self._found[-1] if self._found else None
        if last is None or last.section != self._title or last.kind == "vignette":
            return False
        broken_off = not ends_sentence(last.last_text) and block.kind == "paragraph"
        goes_on = broken_off or block.text[:1].islower()
        in_list = last.last_text.rstrip().endswith(":") or (
            last.first.kind == "paragraph" and last.end > last.first.end
        )
        listed = block.kind == "bullet" and last.kind == "paragraph" and in_list
        if goes_on or listed:
            last.extend(block)
        return goes_on or listed

    def _sub_heading(self, block: Block) -> None:
        """A heading of the letter's own within a section: part of where its paragraphs stand."""
        if self._region == "study":
            self._region = self._around
        around = self._titles.get(self._region, "")
        if len(block.text.split()) <= 20:
            self._title = f"{around}: {_clean(block.text)}" if around else _clean(block.text)

    def _open_study(self, block: Block) -> None:
        if self._region not in ("study", "head", "next"):
            self._around = self._region
        self._region = "study"
        title, rest = _study_title(block)
        self._found.append(
            _Open(
                "vignette",
                rest or block,
                block.end,
                self._titles.get(self._around, ""),
                block.text if rest else ":",
                about=title,
                polarity=_study_polarity(title),
                region="study",
            )
        )

    def _take_study(self, block: Block) -> None:
        study = self._found[-1]
        if study.last_text == ":":
            study.first = block
            study.extend(block)
        elif self._is_still_study(study, block):
            study.extend(block)
        else:
            self._region = self._around
            self._title = self._titles.get(self._around, self._title)
            self._begin(block)
            return
        study.about = label_of(block.text) or study.about

    def _is_still_study(self, study: _Open, block: Block) -> bool:
        """A study goes on while it tells of the same child, or of a list it has begun."""
        title = self._titles.get(self._around, "")
        if self._around in ("improve", "strength") and title in self._bulleted:
            return block.kind == "paragraph" or study.last_text.rstrip().endswith(":")
        if not ends_sentence(study.last_text) or study.last_text.rstrip().endswith(":"):
            return True
        if block.kind == "bullet" and study.end > study.first.end:
            return True
        return bool(_SOMEBODY.search(block.text)) or label_of(block.text) is not None

    def _take_box(self, block: Block) -> None:
        title, rest = _study_title(block)
        started = rest or block
        self._found.append(
            _Open(
                "vignette",
                started,
                started.end,
                self._title,
                block.text,
                about=label_of(block.text) or (title if rest else None),
                polarity=_study_polarity(title) if rest else None,
                region="study",
            )
        )


def _review(document: Document, blocks: Sequence[Block], review_id: str) -> Review:
    text = " ".join(document.text.split())
    head = head_of(blocks)
    title_block = next(
        (b.text for b in blocks[:24] if _TITLE.match(_clean(b.text)) and len(b.text) < 260), ""
    )
    title_line = " ".join(title_block.split()) or next(
        (_clean(f.text) for f in document.furniture if _TITLE.match(_clean(f.text))), ""
    )
    theme = _theme([" ".join(block.text.split()) for block in blocks[:40]], title_line)
    area = _area(title_line, theme, text)
    inspected = inspected_in(text[:6000])
    statement = statement_in(blocks)
    inspectorates = inspectorates_in(text)
    return Review(
        id=review_id,
        title=_title(title_line, area),
        kind="joint_inspection",
        area=area,
        publisher=_joined(inspectorates),
        subject=theme,
        started=inspected.first if inspected else None,
        ended=inspected.last if inspected else None,
        published=head.date,
        response_due=statement.due,
        response_terms=statement.terms,
        response_working_days=statement.working_days,
        response_by=statement.by,
        addressees=head.addressees,
        inspectorates=inspectorates,
        documents=(document.sha256,),
    )


def _theme(lines: Sequence[str], title: str) -> str | None:
    """What was looked at, by the letter's first sentence or else by its title."""
    for place in (*(line for line in lines if line != title), title):
        match = _THEME.search(place)
        if match:
            return re.split(r"\s+(?:Dear|This letter|Headline)\b", match["theme"])[0].strip(" ,;")
    return None


def _area(title: str, theme: str | None, text: str) -> str | None:
    in_theme = re.search(rf"\bin\s+(?:the\s+)?(?P<area>{PLACE})\s*\Z", theme or "")
    if in_theme:
        return in_theme["area"]
    for place in (title, text):
        match = re.search(rf"\bin\s+(?P<area>{PLACE})\s*\Z", place) if place == title else None
        match = match or _OFPLACE.search(place)
        if match:
            return match["area"]
    return None


def _title(printed: str, area: str | None) -> str:
    if printed:
        return re.sub(r"\s+Page\s+\d+.*\Z", "", printed).strip(" *_.")
    return f"Joint targeted area inspection of {area}" if area else "Joint targeted area inspection"


def _joined(names: Sequence[str]) -> str | None:
    if len(names) < 2:
        return names[0] if names else None
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _topic(block: Block) -> Region | None:
    if block.kind in ("table", "box", "footnote", "bullet"):
        return None
    if len(block.text) > 120:
        return "study" if _study_title(block)[1] else None
    return _topic_of_line(block.text)


def _topic_of_line(line: str) -> Region | None:
    plain = _clean(re.sub(r"\A[\d.]+\s+", "", line)).rstrip(" .:?")
    if plain != plain.strip() or len(plain) > 90:
        return None
    return next((region for region, form in _TOPIC if form.fullmatch(plain)), None)


def _study_title(block: Block) -> tuple[str, Block | None]:
    """The heading of a study and, where the text runs on behind it, the rest of the block."""
    first, newline, _ = block.text.partition("\n")
    if newline and _STUDY.fullmatch(_clean(first)):
        return _clean(first), _rest(block, len(first) + 1)
    run_on = re.match(
        r"((?:case|practice) (?:study|example)\s*:\s*(?:(?:highly )?effective practice|"
        r"(?:good|strong) practice|areas? for (?:improvement|priority action)))[\s:–-]+(?=[A-Z])",
        block.text,
        re.IGNORECASE,
    )
    if run_on and run_on.end() < len(block.text):
        return _clean(run_on[1]), _rest(block, run_on.end())
    return _clean(block.text), None


def _rest(block: Block, at: int) -> Block:
    return replace(block, text=block.text[at:], start=block.start + at)


def _study_polarity(title: str) -> Polarity | None:
    if re.search(r"\b(?:improve|improvement|priority action|ineffective|poor|weak)\b", title, re.I):
        return "improvement"
    if re.search(r"\b(?:effective|good|strong|best|strengths?)\b", title, re.I):
        return "strength"
    return None


def _is_box(block: Block) -> bool:
    one_cell = block.kind == "table" and all(
        sum(bool(c.strip()) for c in r) <= 1 for r in block.rows
    )
    return block.kind == "box" or one_cell


def _sections_with_bullets(blocks: Sequence[Block]) -> frozenset[str]:
    found = set()
    title = ""
    for block in blocks:
        topic = _topic(block)
        if topic and topic != "study":
            title = _clean(block.text)
        elif block.kind in ("bullet", "numbered"):
            found.add(title)
    return frozenset(found)


def _clean(text: str) -> str:
    return " ".join(text.split()).strip(" *_")
