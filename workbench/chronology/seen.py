"""Whether the child was seen at each contact: the agency's own answer, else what its words tell.

Most returns have no column for it, so the words are read, sentence by sentence, by the terms of
the rules file. What was only heard (a call, a letter, what a parent or a neighbour says) or is yet
to be (due, booked, offered) shows nobody the child. An adult who was seen is not the child.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import pandas as pd

from workbench.chronology.subjects import about_child, own_name_patterns
from workbench.chronology.terms import Terms
from workbench.chronology.view import View


class Told(NamedTuple):
    """What a row tells: "yes", "alone", "no" or None, and the words it was read from.

    ``words`` is empty where the agency answered in a column of its own, or nothing is told.
    ``of_another``: they tell of another child of the case alone ("Jay drew his family").
    """

    status: str | None
    words: str = ""
    of_another: bool = False


_NOTHING = Told(None)
_READ = ("not_seen", "seen_alone", "seen", "saw", "seems", "child_is", "done_to_child", "came")


def seen_status(view: View) -> list[Told]:
    """For each row what its agency answered, else what its words tell."""
    terms = view.rules.terms
    worth = {i for name in _READ for i in view.said.having(terms[name])}
    reader = _Reader(terms, view.people)
    first, others = (re.compile(p) for p in own_name_patterns(view.case))
    read: dict[str, Told] = {}
    told = []
    for i, answer in enumerate(view.columns["child_seen"]):
        if answer in ("yes", "no", "alone"):
            told.append(Told(answer))
        elif answer == "not_applicable" or i not in worth:
            told.append(_NOTHING)
        else:
            text = view.said.tidied[i]
            if text not in read:
                found = reader.read(text)
                another = bool(found.words) and _of_another(text, found.words, first, others)
                read[text] = found._replace(of_another=another)
            told.append(read[text])
    return told


def _of_another(text: str, words: str, first: re.Pattern[str], others: re.Pattern[str]) -> bool:
    """Whether the sentence up to the words, or else after them, names only another child."""
    begin = words.split(" … ")[0].split(" with the child")[0]
    for sentence in _SENTENCE_END.split(text):
        at = sentence.find(begin)
        if at < 0:
            continue
        for part in (sentence[: at + len(begin)], sentence):
            if first.search(part) or _ANY_CHILD.search(part):
                return False
            if others.search(part):
                return True
    return False


# Words that may mean the child whom the review is about, though another is named.
_ANY_CHILD = re.compile(
    r"\b(?:children|baby|infant|toddler|newborn|both|siblings|twins|kids|girls|boys)\b"
)


def with_seen_in_words(events: pd.DataFrame, view: View) -> pd.DataFrame:
    """The events, each with what was read of the child being seen where no column says it.

    Returns
    -------
    DataFrame
        The same, with ``seen_in_words`` ("yes", "alone", "no"; None where the agency answered or
        nothing is told) and ``seen_words`` (the words it was read from, "" where none).
    """
    read = {i: told for i, told in zip(view.ids, view.told_seen, strict=True) if told.words}
    told = [read.get(i, _NOTHING) for i in events["id"]]
    return events.assign(
        seen_in_words=pd.Series([t.status for t in told], index=events.index, dtype=object),
        seen_words=pd.Series([t.words for t in told], index=events.index, dtype="str"),
    )


_SHOWN = {"yes": "Seen", "alone": "Seen alone", "no": "Not seen"}


def seen_shown(answer: str | None, in_words: str | None) -> str:
    """What is shown: the agency's answer, else what its words tell, and that they do; or ""."""
    if answer is None and in_words is not None:
        return f"{_SHOWN[in_words]} (in words)"
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


class _Reader:
    """Reads one row's words."""

    def __init__(self, terms: dict[str, Terms], people: re.Pattern[str]) -> None:
        self._terms, self._people = terms, people

    def read(self, text: str) -> Told:
        sentences = [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]
        if not sentences:
            return _NOTHING
        unseen = next((words for part in sentences if (words := self._unseen(part))), "")
        if unseen:
            return Told("no", unseen)
        if self._terms["remote"].find(sentences[0][:_BEGINNING]):
            return _NOTHING
        named = [bool(found["child"]) for found in self._people.finditer(text)]
        only_child = bool(named) and all(named)
        seen = ""
        for part in map(self._first_hand, sentences):
            alone = self._alone(part)
            if alone:
                return Told("alone", alone)
            seen = seen or self._seen(part, only_child)
        return Told("yes", seen) if seen else _NOTHING

    def _unseen(self, part: str) -> str:
        """Words that say the child was not seen; of an adult who was not, none."""
        for words, _ in self._terms["not_seen"].found_in(part):
            if not _SEEING.search(words):
                return words
            about = about_child(part, words, self._people)
            if about or (about is None and not _UNKNOWN.search(part[: part.find(words)])):
                return words
        return ""

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

    def _alone(self, part: str) -> str:
        words = self._terms["seen_alone"].find(part)
        if words and self._about(part, words) is not False:
            return words
        for found in _ALONE.finditer(part):
            who = [*self._people.finditer(part[: found.start()])][-1:]
            who += self._people.finditer(found["who"])
            if all(each["child"] for each in who):
                return f"{found['how']} … {found['alone']}"  # between them stand names
        return ""

    def _seen(self, part: str, only_child: bool) -> str:
        """Words that show the child in a sentence; ``only_child``: the row names nobody else."""
        for name, by_default in (("seen", True), ("seems", True), ("child_is", False)):
            for words, at in self._terms[name].found_in(part):
                about = self._about(part if by_default else part[: at + len(words)], words)
                if about or (about is None and only_child and by_default):
                    return words
        for words, at in self._terms["saw"].found_in(part):
            after = part[at + len(words) :][:_OBJECT_WITHIN]
            child = any(found["child"] for found in self._people.finditer(after))
            if child or (only_child and _PRONOUN.match(after)):
                return words
        for words, _ in self._terms["done_to_child"].found_in(part):
            if about_child(part, words, self._people) is not False:
                return words
        brought = _BROUGHT.search(part)
        if brought and not self._people.search(part[: brought.start()]):
            return f"{brought['how']} … {brought['beside']}"
        return self._with_child(part)

    def _with_child(self, part: str) -> str:
        """``Mother attended with baby``: an adult who came, and the child beside."""
        came = self._terms["came"].find(part)
        if came:
            for found in self._people.finditer(part):
                beside = found["child"] and _WITH_CHILD.search(part[: found.start()])
                if beside and found.start() > part.find(came):
                    return f"{came} with the child"
        return ""
