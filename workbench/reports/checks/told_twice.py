"""What a report says twice in different words: a review's status, how often a panel meets."""

from __future__ import annotations

import re
from collections import defaultdict

from workbench.documents.model import Document
from workbench.records import Check, Reading
from workbench.reports.checks.wording import quoted, where
from workbench.reports.numbers.amounts import WORDS
from workbench.reports.shared.sections import Placed, placed
from workbench.reports.yearly.challenges import is_label
from workbench.reports.yearly.review_tellings import Mention
from workbench.reports.yearly.reviews_mentioned import Told, gathered, mentions
from workbench.sentences import sentences

_OPEN = ("considered", "commissioned", "under_way")
_DONE = ("completed", "published", "withheld")


def statuses(reading: Reading, document: Document) -> list[Check]:
    """A review that one place calls finished and another not: a list that was printed twice.

    Lists are compared, and of the prose only the sentences that say of a review with a name
    that it "was under way at the end of the year".
    """
    blocks = placed(document, skip=is_label)
    found = []
    for told in gathered(mentions(blocks)):
        counted = [mention for mention in told.mentions if mention.listed or _is_still(mention)]
        done = next((m for m in counted if m.listed and m.status in _DONE), None)
        still = next((m for m in counted if m.status in _OPEN and m.joint_with is None), None)
        if done is None or still is None or done.here.index == still.here.index:
            continue
        first, second = sorted((done, still), key=lambda m: m.here.index)
        found.append(
            Check(
                reading.review.id,
                "review_with_two_statuses",
                f"The {_called(told)} is {_status(first)} in {_place(first)} "
                f"(“{quoted(first.sentence, 120)}”) "
                f"and {_status(second)} in {_other(first, second)} {where(second.here.block)} "
                f"(“{quoted(second.sentence, 120)}”).",
                page=first.here.block.page,
                line=first.here.block.line,
            )
        )
    return found


_STILL = re.compile(
    r"\b(?:is|are|was|were|remain(?:s|ed)?)\s+(?:still\s+)?(?:under ?way|in progress|ongoing)\b",
    re.IGNORECASE,
)


def _is_still(mention: Mention) -> bool:
    """A sentence that says of a named review that it is not finished."""
    return mention.name is not None and _STILL.search(mention.sentence) is not None


def _place(mention: Mention) -> str:
    return "one list" if mention.listed else "the text"


def _other(first: Mention, second: Mention) -> str:
    if not second.listed:
        return "the text"
    return "another" if first.listed else "a list"


def _called(told: Told) -> str:
    kind = told.kind.replace("_", " ")
    subject = next((m.subject for m in told.mentions if m.subject), None)
    return f"{kind} “{told.name}”" if told.name else f"{kind} on {subject}"


def _status(mention: Mention) -> str:
    if not mention.listed:
        return "under way"
    return (mention.status or "").replace("_", " ")


_OFTEN = {
    "daily": r"daily|every day",
    "weekly": r"weekly|every week|once a week",
    "fortnightly": r"fortnightly|every (?:two weeks|fortnight)|every other week",
    "monthly": r"monthly|every month|once a month",
    "six-weekly": r"six[- ]weekly|every six weeks",
    "bi-monthly": r"bi-?monthly|every (?:two|other) months?",
    "quarterly": r"quarterly|every (?:quarter|three months)|four times a year",
    "termly": r"termly|every term|each term",
    "twice a year": r"twice a year|bi-?annually|six[- ]monthly|every six months",
    "yearly": r"annually|once a year|every year",
}
_HOW_OFTEN = "|".join(f"(?P<f{i}>(?<!half ){words})" for i, words in enumerate(_OFTEN.values()))
_ANY_OFTEN = re.compile("|".join(_OFTEN.values()))
_BODY = (
    r"(?P<{0}>(?:[A-Z][\w’'&-]*\s+){{0,4}}(?:[A-Z]{{2,8}}|[A-Z][\w’'&-]+)(?:\s+[Pp]anel|"
    r"\s+[Mm]eetings?"
    r"|\s+[Gg]roup|\s+[Ss]ub-?\s?[Gg]roup|\s+[Ff]orum|\s+[Bb]oard|\s+[Cc]ommittee)?)"
)
_MEETS = re.compile(r"(?:panel|meetings?|group|forum|board|committee)$", re.IGNORECASE)
_FREQUENCIES = (
    re.compile(rf"(?:{_HOW_OFTEN})\s+(?:multi-agency\s+)?{_BODY.format('a')}"),
    re.compile(
        rf"{_BODY.format('b')}\s+(?:panel |meetings? |group |sub-?group |forum |board |committee )?"
        rf"(?:now |also |continues? to |has )?(?:meets?|met|meeting|is held|are held|held|"
        rf"takes? place|"
        rf"reviews?|sits?)(?:\s+\w+){{0,3}}?\s+(?:on an?\s+)?(?:{_HOW_OFTEN})"
    ),
    re.compile(rf"{_BODY.format('c')}\s+on an?\s+(?:{_HOW_OFTEN})\s+basis"),
)
_ARTICLE = re.compile(r"^(?:The|This|A|An|All|Our|Each|From|During|In|At)\s+")


def frequencies(reading: Reading, document: Document) -> list[Check]:
    """A panel or meeting that meets weekly in one place and fortnightly in another."""
    told: dict[str, dict[str, tuple[str, Placed, str]]] = defaultdict(dict)
    for here in placed(document):
        if here.block.kind == "heading" or not _ANY_OFTEN.search(here.block.text):
            continue
        for start, end in sentences(here.block.text):
            sentence = here.block.text[start:end]
            if not _ANY_OFTEN.search(sentence):
                continue
            for pattern in _FREQUENCIES:
                for match in pattern.finditer(sentence):
                    groups = match.groupdict()
                    name = next(groups[k] for k in ("a", "b", "c") if groups.get(k))
                    often = next(
                        word for i, word in enumerate(_OFTEN) if groups.get(f"f{i}") is not None
                    )
                    # "monthly MASH enquiries" says nothing of a meeting.
                    meets = groups.get("a") is None or _MEETS.search(name)
                    key = _key(name) if meets else ""
                    if key:
                        told[key].setdefault(often, (name, here, sentence))
    found = []
    for ways in told.values():
        if len(ways) < 2:
            continue
        (one, (name, here, said)), (other, (_, there, again)) = list(ways.items())[:2]
        found.append(
            Check(
                reading.review.id,
                "same_meeting_two_frequencies",
                f"{_ARTICLE.sub('', name)} is {one} here (“{quoted(said, 120)}”) and {other} "
                f"{where(there.block)} (“{quoted(again, 120)}”).",
                page=here.block.page,
                line=here.block.line,
            )
        )
    return found


def _key(name: str) -> str:
    """The initials or the name a body is known by, without "panel" or "meetings"."""
    initials = re.findall(r"\b[A-Z]{3,8}s?\b", name)
    if initials:
        return initials[-1].rstrip("s")
    plain = re.sub(
        r"\b(?:panel|meetings?|group|sub-?\s?group|forum|committee)$",
        "",
        _ARTICLE.sub("", name),
        flags=re.I,
    ).strip()
    return plain.casefold() if len(plain.split()) > 1 else ""


_STATED = re.compile(
    rf"(?:^|\s)(?P<count>\d{{1,2}}|{'|'.join(w for w in WORDS if w not in ('no', 'one'))})\s+"
    r"(?:[a-z][\w’'-]*\s+){0,5}?(?P<noun>[a-z][\w’'-]*s)\b(?P<rest>(?:\s+(?!found|"
    r"that)[\w’'-]+){0,5}):\s*$",
    re.IGNORECASE,
)
_COUNTS = re.compile(rf"\W*(?:\d{{1,3}}|{'|'.join(WORDS)}|both|a (?:pair|few))\b", re.IGNORECASE)
_SOME = re.compile(
    r"\b(?:includ\w*|such as|for example|e\.g|some of|among|of which|at least|over the|in the)\b",
    re.IGNORECASE,
)


def stated_counts(reading: Reading, document: Document) -> list[Check]:
    """ "Three priorities:" above a list of four."""
    found = []
    blocks = placed(document)
    for position, here in enumerate(blocks):
        block = here.block
        if block.kind not in ("paragraph", "heading", "numbered"):
            continue
        spans = sentences(block.text)
        last = block.text[spans[-1][0] :] if spans else ""
        match = _STATED.search(last)
        if match is None or _SOME.search(last) or len(re.findall(r"\d+", last)) > 1:
            continue
        listed = _list_after(blocks, position)
        count = WORDS.get(match["count"].casefold()) or int(match["count"])
        if any(_COUNTS.match(item.block.text) for item in listed):
            continue  # "four systems: two in the hospital; one on paper; ..."
        if not listed or len(listed) == count or abs(len(listed) - count) > max(3, count):
            continue
        found.append(
            Check(
                reading.review.id,
                "stated_count_differs",
                f"“{quoted(last, 120)}” announces {count}, but {len(listed)} are listed.",
                page=block.page,
                line=block.line,
            )
        )
    return found


def _list_after(blocks: list[Placed], position: int) -> list[Placed]:
    """The items of the list that follows, of its first kind and level."""
    items: list[Placed] = []
    for here in blocks[position + 1 :]:
        if here.block.kind not in ("bullet", "numbered"):
            break
        if items and here.block.kind != items[0].block.kind:
            break
        if not items or here.block.level == items[0].block.level:
            items.append(here)
    return items
