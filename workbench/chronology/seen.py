"""Whether the child was seen at each contact: the agency's own answer, else what its words tell.

Most returns have no column for it, so the words are read, sentence by sentence, by the terms of
the rules file. What was only heard (a call, a letter, what a parent or a neighbour says) or is yet
to be (due, booked, offered) shows nobody the child. An adult who was seen is not the child.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from workbench.chronology.case import Case
from workbench.chronology.subjects import about_child, own_name_patterns
from workbench.chronology.terms import Terms
from workbench.chronology.view import View, listed


class Told(NamedTuple):
    """What a row tells: "yes", "alone", "no" or None, and the words it was read from.

    ``words`` is empty where the agency answered in a column of its own, or nothing is told.
    ``whose``: they tell of another child of the case alone, of this name ("Jay drew his family").
    """

    status: str | None
    words: str = ""
    whose: str = ""


_NOTHING = Told(None)
_READ = (
    "not_seen",
    "seen_alone",
    "seen",
    "saw",
    "seems",
    "child_is",
    "done_to_child",
    "done_to_patient",
    "came",
    "not_brought",
)


def seen_status(view: View) -> list[Told]:
    """For each row what its agency answered, else what its words tell."""
    terms = view.rules.terms
    worth = {i for name in _READ for i in view.said.having(terms[name])}
    whose = Whose(view.case)
    reader = _Reader(terms, view.people, whose)
    read: dict[tuple[str, str], Told] = {}
    told = []
    for i, answer in enumerate(view.columns["child_seen"]):
        text = view.initials.spelt(i)
        listed_there = view.initials.named(view.columns["people"][i])
        about = ", ".join((listed_there, view.initials.named([view.columns["sheet"][i]])))
        if answer == "not_applicable" or (answer is None and i not in worth):
            told.append(_NOTHING)
            continue
        if (text, about) not in read:
            read[text, about] = reader.read(text, about, listed_there)
        found = read[text, about]
        if answer is None:
            told.append(found)
            continue
        # A return of two children has one column: "Jay seen at school, alone" answers for Jay.
        same = bool(found.words) and {found.status, answer} <= {"yes", "alone"}
        told.append(Told(answer, "", found.whose if same else whose.of_unnamed(text, about)))
    return told


class Whose:
    """Of which child of the case words tell, where they tell of another than the first alone."""

    def __init__(self, case: Case) -> None:
        self._first, *others = (re.compile(each) for each in own_name_patterns(case))
        names = [child.name for child in case.children[1:]]
        self._others = tuple(zip(names, others, strict=True))

    def of(self, *parts: str) -> str:
        """The other child whom the first part that names any child names alone; or ""."""
        for part in parts if self._others else ():
            if self._first.search(part) or _ANY_CHILD.search(part):
                return ""
            named = [name for name, pattern in self._others if pattern.search(part)]
            if named:
                return listed(named)
        return ""

    def of_unnamed(self, text: str, about: str) -> str:
        """The other child whom a column or sheet names, where the words themselves name none."""
        named = self._first.search(text) or any(p.search(text) for _, p in self._others)
        return "" if named else self.of(about)


# Words that may mean the child whom the review is about, though another is named.
_ANY_CHILD = re.compile(
    r"\b(?:children|baby|infant|toddler|newborn|both|siblings|twins|kids|girls|boys)\b"
)


def with_seen_in_words(events: pd.DataFrame, view: View) -> pd.DataFrame:
    """The events, each with what was read of the child being seen where no column says it.

    Returns
    -------
    DataFrame
        The same, with ``seen_in_words`` ("yes", "alone", "no"; None where the agency answered,
        nothing is told, or only of another child), ``seen_words`` (the words it was read from, ""
        where none) and ``seen_of`` (the other child, or children, that they tell of; "" else).
    """
    read = {i: t for i, t in zip(view.ids, view.told_seen, strict=True) if t.words or t.whose}
    told = [read.get(i, _NOTHING) for i in events["id"]]
    status = [t.status if t.words and not t.whose else None for t in told]
    return events.assign(
        seen_in_words=pd.Series(status, index=events.index, dtype=object),
        seen_words=pd.Series([t.words for t in told], index=events.index, dtype="str"),
        seen_of=pd.Series([t.whose for t in told], index=events.index, dtype="str"),
    )


_SHOWN = {"yes": "Seen", "alone": "Seen alone", "no": "Not seen"}


def seen_shown(answer: str | None, in_words: str | None, of_another: str = "") -> str:
    """What is shown: the agency's answer, else what its words tell, and that they do; or "".

    Words that tell only of another child say whose they are, and no more.
    """
    if answer is None and in_words is not None:
        return f"{_SHOWN[in_words]} (in words)"
    if answer is None and of_another:
        return f"Only of {of_another} (in words)"
    return _SHOWN.get(answer or "", "")


# A full stop within a number or an abbreviation ends nothing.
_SENTENCE_END = re.compile(r"[.;!?]+(?=\s|$)|\n| but ")
# How far into a row a word such as "telephone" says what kind of contact it was.
_BEGINNING = 40
_PRONOUN = re.compile(r"\s*(?:to |with |on )?(?:him|her|them|both)\b")
_OBJECT_WITHIN = 30  # letters after a verb in which the one who was seen is named
_WITH_CHILD = re.compile(r"\b(?:with|w|w/|and|&)\s+(?:the |her |his |their |new )?$")
_SEEING = re.compile(r"^(?!only).*(?:see|spoke|check)")
# Somebody who is neither child nor relative by any word: "Dale Orton was (not spoken to)".
_UNKNOWN = re.compile(r"\b(?!s?he\b|they\b|was\b|were\b)[a-z'-]+ (?:was|were|is|had been)\s*$")
# After these a word has no subject of its own: "home visit, alert", "appeared well".
_OPENS = re.compile(
    r"(?:^|[,:(–-]|\b(?:and|both|all|was|were|is|are|be|been|appeared|appears|looked|looks|seemed|"
    r"seems|remains|very|quite|found|today|again|also|then|when|visit|check|clinic|review))\s*$"
)
# A patient who came with a parent is the child: "seen in clinic with mum and aunt".
_BROUGHT = re.compile(
    r"\b(?P<how>seen|attended|came|presented|brought|reviewed|examined)(?: [\w'&-]+){0,4}? "
    r"(?P<beside>(?:with|by) (?:his |her |their |the )?(?:mum|mother|mam|dad|father|nan|nana|gran|"
    r"grandmother|grandma|grandfather|grandad|grandparents?|parents?|aunt|(?:foster )?carers?))\b"
)
_ALONE = re.compile(
    r"\b(?P<how>seen|saw|spoken to|spoke (?:to|with)|talked (?:to|with)|met|interviewed|visited)\b"
    r"(?P<who>(?: [\w'-]+){0,8}?) (?P<alone>alone|1:1|one to one|one-to-one"
    r"|on (?:his|her|their) own|by (?:him|her)self"
    r"|without (?:\w+ )?(?:mum|mother|dad|father|parents?|carers?|adults?))\b"
)


# "Sat 19th", "withdrawn from nursery", "well below", "running water": nobody's state.
_NO_STATE = re.compile(
    r"sat (?:the )?\d|withdrawn from|well (?:below|above|known|aware|over|under|before|after)|"
    r"running (?:water|late|costs)|(?:un)?settled (?:bill|status)|bright (?:red|spark)"
)
_CHILDS_OWN = re.compile(
    r"\b(?:imms?|immunis\w*|vaccin\w*|clinic|check|review|hearing|audiolog\w*|vision|orthoptic\w*|"
    r"paed\w*|speech|salt|physio\w*|hip|scan|dental|dentist|weigh\w*|baby|child|camhs|appointment|appts?)\b"
)
_OF_ADULTS = re.compile(
    r"\b(?:core group|conference|meeting|antenatal|midwi\w*|booking|probation|course|group work|"
    r"counselling|smear|substance|drug|methadone|mot(?:her|)'s own|marac|taf|tac)\b"
)


class _Found(NamedTuple):
    """Words found in a sentence, and where what they say of somebody ends."""

    words: str
    end: int


class _Reader:
    """Reads one row's words."""

    def __init__(self, terms: dict[str, Terms], people: re.Pattern[str], whose: Whose) -> None:
        self._terms, self._people, self._whose = terms, people, whose

    def read(self, text: str, people: str = "", patient: str = "") -> Told:
        """What a tidied text tells; ``people`` are those its return lists beside it.

        ``patient``: whom a column of its own names; a child, and the row is about it.

        What is told of the first child weighs more than what is told only of another; of one
        child, that it was not seen weighs most, then that it was seen alone.
        """
        sentences = [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]
        told = [*self._told(sentences, text, patient)] if sentences else []
        owned = [
            Told(status, found.words, self._whose.of(part[: found.end], part, text, people))
            for status, part, found in told
        ]
        ranked = sorted(owned, key=lambda t: (bool(t.whose), _WEIGHT.index(t.status or "")))
        return ranked[0] if ranked else _NOTHING

    def _told(
        self, sentences: list[str], text: str, patient: str
    ) -> Iterator[tuple[str, str, _Found]]:
        """(status, sentence, words) of all that is told."""
        remote = bool(self._terms["remote"].find(sentences[0][:_BEGINNING]))
        beside = [bool(found["child"]) for found in self._people.finditer(patient)]
        of_child, of_adult = bool(beside) and all(beside), bool(patient) and not any(beside)
        for part in sentences:
            unseen = self._unseen(part, remote or of_adult) or self._missed(part, of_adult)
            if unseen:
                yield "no", part, unseen
        if remote:
            return
        named = [bool(found["child"]) for found in self._people.finditer(text)]
        only_child = of_child or (bool(named) and all(named) and not of_adult)
        for part in sentences:
            first_hand = self._first_hand(part)
            alone = self._alone(first_hand)
            if alone:
                yield "alone", part, alone
            seen = self._seen(first_hand, only_child) or (
                self._done(first_hand) if of_child else None
            )
            if seen:
                yield "yes", part, seen

    def _done(self, part: str) -> _Found | None:
        """What is done to a patient, of a row that is the child's own."""
        for words, at in self._terms["done_to_patient"].found_in(part):
            return _Found(words, at + len(words))
        return None

    def _missed(self, part: str, of_adult: bool) -> _Found | None:
        """An appointment of the child's that nobody came to; no meeting, and none of an adult's."""
        if of_adult or _OF_ADULTS.search(part):
            return None
        for words, at in self._terms["not_brought"].found_in(part):
            if _CHILDS_OWN.search(part) and about_child(part, words, self._people) is not False:
                return _Found(words, at + len(words))
        return None

    def _unseen(self, part: str, only_named: bool) -> _Found | None:
        """Words that say the child was not seen; of an adult who was not, none.

        ``only_named``: what others tell, or of an adult, counts only where the child is named.
        """
        for words, at in self._terms["not_seen"].found_in(part):
            after = part[at + len(words) :]
            if part[:at].endswith("made ") or after.startswith((" it", " this", " that")):
                continue  # "made no reply to caution", "had not seen it"
            if _SEEING.search(words) or only_named:
                about = about_child(part, words, self._people)
                if not about and (only_named or about is False or _UNKNOWN.search(part[:at])):
                    continue
            return _Found(words, at + len(words))
        return None

    def _first_hand(self, part: str) -> str:
        """What of a sentence the writer saw: nothing yet to be, nothing an adult only says."""
        if self._terms["planned"].find(part):
            return ""
        for _, at in self._terms["hearsay"].found_in(part):
            before = list(self._people.finditer(part[:at]))
            if not before or not before[-1]["child"]:
                # "Seen at home, mother says he eats well" and "asleep upstairs, mother said"
                return part[:at] if self._terms["seen"].find(part[:at]) else ""
        return part

    def _about(self, part: str, words: str) -> bool | None:
        """Whether words are about the child; None where nobody is named.

        Not about them are a thing of theirs ("Tilda's room tidy"), and what stands after a word
        that may well be a name unknown here ("Leanne seen at the office").
        """
        before = part[: part.find(words)]
        named = list(self._people.finditer(before))
        if named and before.startswith("'s ", named[-1].end()):
            return False
        if not named and not _OPENS.search(before):
            return False
        return about_child(part, words, self._people)

    def _alone(self, part: str) -> _Found | None:
        for words, at in self._terms["seen_alone"].found_in(part):
            if self._about(part, words) is not False:
                return _Found(words, at + len(words))
            break
        for found in _ALONE.finditer(part):
            who = [*self._people.finditer(part[: found.start()])][-1:]
            who += self._people.finditer(found["who"])
            if all(each["child"] for each in who):
                # between the two stand names
                return _Found(f"{found['how']} … {found['alone']}", found.end())
        return None

    def _seen(self, part: str, only_child: bool) -> _Found | None:
        """Words that show the child in a sentence; ``only_child``: the row names nobody else."""
        for name, by_default in (("seen", True), ("seems", True), ("child_is", False)):
            for words, at in self._terms[name].found_in(part):
                if _NO_STATE.match(part, at):
                    continue
                about = self._about(part if by_default else part[: at + len(words)], words)
                if about or (about is None and only_child and by_default):
                    return _Found(words, at + len(words))
        for words, at in self._terms["saw"].found_in(part):
            end = at + len(words)
            after = part[end:][:_OBJECT_WITHIN]
            child = [found for found in self._people.finditer(after) if found["child"]]
            if child:
                return _Found(words, end + child[0].end())
            if only_child and _PRONOUN.match(after):
                return _Found(words, end)
        for words, at in self._terms["done_to_child"].found_in(part):
            if about_child(part, words, self._people) is not False:
                return _Found(words, at + len(words))
        brought = _BROUGHT.search(part)
        if brought and not self._people.search(part[: brought.start()]):
            return _Found(f"{brought['how']} … {brought['beside']}", brought.end("how"))
        return self._with_child(part)

    def _with_child(self, part: str) -> _Found | None:
        """``Mother attended with baby``: an adult who came, and the child beside."""
        came = self._terms["came"].find(part)
        if came:
            for found in self._people.finditer(part):
                beside = found["child"] and _WITH_CHILD.search(part[: found.start()])
                if beside and found.start() > part.find(came):
                    return _Found(f"{came} with the child", found.end())
        return None


_WEIGHT = ("no", "alone", "yes", "")  # of what is told of one child, the first counts
