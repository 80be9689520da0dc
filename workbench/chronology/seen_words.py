"""Reads whether the child was seen from the words of one row, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from workbench.chronology.case import Case
from workbench.chronology.hands_on import HandsOn
from workbench.chronology.own_entries import SENTENCE_END, Standing
from workbench.chronology.subjects import about_child, called, name_pattern, own_name_patterns
from workbench.chronology.terms import Terms
from workbench.chronology.view import listed


class Told(NamedTuple):
    """What a row tells: "yes", "alone", "no" or None, and the words it was read from.

    ``words`` is empty where the agency answered in a column of its own, or nothing is told.
    ``whose``: they tell of another child of the case alone, of this name ("Jay drew his family").
    """

    status: str | None
    words: str = ""
    whose: str = ""


_NOTHING = Told(None)


def remote(kind: str, text: str, terms: dict[str, Terms]) -> str:
    """``remote`` where a row opens with a call or a letter, ``paper`` with a meeting; else ""."""
    opening = _opening(kind, text)
    if any(terms["remote"].find(each) or _ELSEWHERE_BEFORE.match(each) for each in opening):
        return "remote"
    papers = (at for each in opening for _, at in terms["paper"].every(each))
    return "paper" if any(at == 0 for at in papers) else ""


# "Attended 20/11", "attended evening of 24th": of another place, from its letter.
_ELSEWHERE_BEFORE = re.compile(
    r"^attended (?:[\w'-]+ ){0,3}?(?:on )?(?:the )?(?:(?:evening|night|morning) of |"
    r"\d{1,2}[/.]\d{1,2}\b|\d{1,2}(?:st|nd|rd|th)\b)"
)


def without(kind: str, text: str) -> str:
    """A row's text without the kind of contact in front of it."""
    return text[len(kind) + 2 :] if kind else text


_SPOKEN_OF = re.compile(r"\b(?:about|re|regarding|discussed|because of|after|due to) (?:the |a )?$")


class Whose:
    """Of which child of the case words tell, where they tell of another than the first alone."""

    def __init__(self, case: Case, siblings: Sequence[str] = ()) -> None:
        # a case of several children whose first has the names of all: a baby may be any of them
        self._several = len(called(case.children[0].name)) > 1
        self._first, *others = (re.compile(each) for each in own_name_patterns(case))
        names = [child.name for child in case.children[1:]]
        told = [(name, re.compile(name_pattern(name))) for name in siblings]
        self._others = (*zip(names, others, strict=True), *told)

    def is_first(self, text: str) -> bool:
        """Whether a text names the child under review, or children in general."""
        return bool(self._first.search(text) or _ANY_CHILD.search(text))

    def of(self, *parts: str, young: bool = True) -> str:
        """The other child whom the first part that names any child names alone; or "".

        Where the child under review is not ``young``, a baby is another.
        """
        for part in parts:
            if self._first.search(part):
                return ""
            if _ANY_CHILD.search(part):
                return "" if young or self._several or _CHILDREN.search(part) else "a younger child"
            named = [name for name, pattern in self._others if pattern.search(part)]
            if named:
                return listed(named)
        return ""

    def of_unnamed(self, text: str, about: str, young: bool) -> str:
        """The other child whom a column or sheet names, where the words themselves name none."""
        named = self._first.search(text) or any(p.search(text) for _, p in self._others)
        return "" if named else self.of(about, young=young)


# Words that may mean the child whom the review is about, though another is named.
_ANY_CHILD = re.compile(
    r"\b(?:children|baby|infant|toddler|newborn|both|siblings|twins|kids|girls|boys)\b"
)
_CHILDREN = re.compile(r"\b(?:children|both|siblings|twins|kids|girls|boys)\b")


# How far into a row a word such as "telephone" says what kind of contact it was.
_BEGINNING = 40
_PRONOUN = re.compile(r"\s*(?:to |with |on )?(?:him|her|them|both)\b")
_OBJECT_WITHIN = 30  # letters after a verb in which the one who was seen is named
# "Taxi stopped as Tilda now at nan's": what follows is no longer whom the verb is done to.
_NEXT_CLAUSE = re.compile(
    r"\b(?:as|because|so|since|when|while|if|that|until|after|before|about|re|regarding|for)\b|[,;:]"
)
_SPOKEN_OF_CHILD = re.compile(r"\b(?:about|re|regarding|for|of) $")
_ABOUT_THEM = re.compile(r"\b(?:about|re|for|of|on|regarding|between|from|with|to|by|that) $")
_AND = re.compile(r" (?:and|&|\+) (?:(?:her|his|their|the) )?")
_WITH_CHILD = re.compile(r"\b(?:with|w|w/|and|&)\s+(?:the |her |his |their |new )?$")
_SEEING = re.compile(r"^(?!only).*(?:see|spoke|check|asleep)")
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
    r"\b(?P<how>seen|saw|spoken to|spoke (?:to|with)|talked (?:to|with)|met|interviewed|visited"
    r"|taken out|took (?=[\w ]{1,20} out))\b"
    r"(?P<who>(?: [\w'-]+){0,8}?) (?P<alone>alone|1:1|one to one|one-to-one"
    r"|on (?:his |her |their )?own|by (?:him|her)self"
    r"|out of (?:\w+ )?(?:[\w']+ )?(?:hearing|earshot)|away from (?:\w+ )?"
    r"(?:mum|mother|dad|father|parents|carers?|family)"
    r"|without (?:\w+ )?(?:mum|mother|dad|father|parents?|carers?|adults?))\b"
)


# A kind of contact at which the writer stands before somebody, whatever the row opens with.
# "Ward rang", under the kind of contact "Ward".
_RANG = re.compile(r"\w+(?: \w+)? (?:rang|phoned|telephoned|e-?mailed)\b")
_FACE_TO_FACE = re.compile(r"visit|clinic|session|\bward\b|\bf2f\b|face")
# Where somebody went after a call: what follows, they saw.
_ARRIVAL = re.compile(
    r"\b(?:officers?|police|pcs?|pcsos?|crew|units?|patrol)\b[^.;]{0,25} "
    r"(?:attend\w*|arriv\w*|on scene)"
    r"|\bon (?:our |police )?arrival\b|\bo/a\b|^attended\b"
)
_TAKEN = re.compile(
    r"(?:^|, )(?:conveyed|taken|walked|driven|brought|dropped|returned|escorted) "
    r"(?:back )?(?:home|to|safely|by)\b|located\b"
)
_HIM_OR_HER = re.compile(r"(?: or \w+)? (?P<whom>him|her)\b(?! \w+'s)")
_WOMEN = frozenset(
    "mother mum mummy mam stepmother stepmum girlfriend grandmother gran nan".split()
)
_MEN = frozenset("father dad daddy stepfather stepdad boyfriend grandfather grandad uncle".split())
_WITH = re.compile(r"\bwith (?:the |her |his |their )?$")
_ABED = re.compile(r"^asleep|disturb|wake|woken")
_LOOKED_IN = re.compile(r"\b(?:seen|checked|observed|sighted|looked in on|saw|found)\b")
_TO_CAUTION = re.compile(r" (?:to|when|after) (?:caution\w*|charged?|interview)")
# "Tilda needs a coat, asked SSW": who asks is who writes.
_TELLING = frozenset("asked told wanted said says".split())
_BESIDE = re.compile(r"next (?:door|to|room)\b")
_OBJECT_WORDS = 3
_WRITER = re.compile(r"(?:me|us|myself|staff|sw|hv|eps?|elsa|dsl|ta|mr|mrs|ms|miss|dr|pc|dc)\b")
_OF_A_SESSION = re.compile(r"work|feelings|therap|\babe\b|evidence|session|1:1|chat")
_WITH_WHOM = re.compile(r" (?:with|for|to|by) (?:the |her |his |their )?")
# "Wishes and feelings not recorded", "play therapy referral made".
_ONLY_TALK = re.compile(
    r"(?: (?:work|sessions?|of \w+(?: \w+)?))?[ ,]*(?:(?:is|was|were|are|has|have|had|been) )*"
    r"(?:not|never|unknown|unclear|missing|lacking|referrals?|referred|funding|waiting|list|"
    r"applications?|needed|needs|discussed|ended|recommended|suggested|considered|requested|agreed|"
    r"approved|reports?|should|sought|due|to)\b"
)
_WAS_TOLD = re.compile(r"\s*(?:$|before|beforehand|after\b|by\b|in advance|in writing|why\b)")
_SPEECH = re.compile(r"(?<!\w)'[^']+'(?!\w)")
_SPEAKS = re.compile(r"\b(?:asked|said|says|told|wants|wanted|showed|drew)\b")
_HELD = re.compile(r"\b(?:held|holding|fed|feeding|changed) (?P<whom>[\w']+(?: [\w']+)?)")
_BROUGHT_ALONG = re.compile(
    r"(?<!not )(?<!never )\b(?:brought|bringing) (?:her |his |the |both )*$"
)
_HAD_WITH = re.compile(r"\bhad (?P<whom>[\w' ]{1,30}) with (?:her|him|them)\b")
# In a row of a meeting the child came to it, or was not there.
_AT_MEETING = frozenset("attended came present joined there".split())


def _opening(kind: str, text: str) -> tuple[str, ...]:
    """Where a row says whether it is a contact: the kind of contact, and its beginning."""
    beginning = next(iter(SENTENCE_END.split(without(kind, text).strip())), "")[:_BEGINNING]
    if kind and _FACE_TO_FACE.search(kind):
        rang = "visit" not in kind and _RANG.match(beginning)
        return (kind, beginning) if rang else (kind,)
    return (kind, beginning) if kind else (beginning,)


def _from_arrival(sentences: list[str]) -> list[str]:
    """The sentences from that in which whoever was called arrived."""
    for n, part in enumerate(sentences):
        arrived = _ARRIVAL.search(part)
        if arrived:
            return [part[arrived.start() :], *sentences[n + 1 :]]
    return []


# "Sat 19th", "withdrawn from nursery", "well below", "running water": nobody's state.
_NO_STATE = re.compile(
    r"sat (?:the )?\d|withdrawn from|well (?:below|above|known|aware|over|under|before|after)|"
    r"running (?:water|late|costs|total)|(?:un)?settled (?:bill|status)|bright (?:red|spark)"
)
# What follows was not before whoever writes: said to be, in a picture, or seen at another time.
_NOT_BEFORE_ONE = re.compile(
    r"\b(?:(?:said|reported|thought|believed|known|alleged|understood) to (?:be|have)"
    r"|(?:photo\w*|pictures?|videos?|footage|images?|clips?|recordings?) (?:of|shows?|showing)"
    r"|(?:seen |caught |captured |filmed )?on (?:cctv|camera|video|film)"
    r"|last seen"
    r"|(?:was|were|been) (?:seen|weighed|examined|visited|spoken to)(?= [^.;]*\b(?:by (?:the |her |"
    r"his )?previous|last (?:week|month|year)|previously|yesterday)\b))\b"
)
_HEARD = re.compile(r"\b(?:hears?|heard)\b")
_AND_SAW = re.compile(r"\b(?:saw|seen|found|checked|opened|spoke|looked)\b")
_CHILDS_OWN = re.compile(
    r"\b(?:imms?|immunis\w*|vaccin\w*|clinic|check|review|hearing|audiolog\w*|vision|orthoptic\w*|"
    r"paed\w*|speech|salt|physio\w*|hip|scan|dental|dentist|weigh\w*|baby|child|camhs|"
    r"appointment|appts?)\b"
)
_OF_ADULTS = re.compile(
    r"\b(?:core group|conference|meeting|antenatal|midwi\w*|booking|probation|course|group work|"
    r"counselling|smear|substance|drug|methadone|mot(?:her|)'s own|marac|taf|tac)\b"
)


# At a visit or a call somebody is away from it; in other rows one is only said to be elsewhere.
_CALLED = re.compile(
    r"\b(?:visit\w*|called (?:at|in|to|on|round)|came|attend\w*|patrol|officers?|"
    r"went to|address|home|door)\b"
)
_THEN = re.compile(r"(?: (?:was|were|is|are|had|has|been|still|again|also|both|out))* ")
# "Absent 12 days this term", "often out at night": no one day.
_ONCE = re.compile(
    r"\b(?:often|usually|sometimes|always|total|times|sessions|days|to date|term)\b|%"
)


def _but_for_the_door(told: list[tuple[str, str, _Found]]) -> list[tuple[str, str, _Found]]:
    """Without "would not let me in" where whoever stood there saw the child behind the door."""
    if not any(status != "no" and _SAW_IT.search(part) for status, part, _ in told):
        return told
    return [each for each in told if not (each[0] == "no" and _LET_IN.search(each[2].words))]


_SAW_IT = re.compile(r"\b(?:saw|seen|sighted|spoke to|spoken to)\b")
_LET_IN = re.compile(r"\blet\b|\b(?:access|entry)\b")


def _but_for_school(told: list[tuple[str, str, _Found]]) -> list[tuple[str, str, _Found]]:
    """Without "off school" where the same row shows the child: "off school, seen on the settee"."""
    if all(status == "no" for status, _, _ in told):
        return told
    return [each for each in told if not (each[0] == "no" and _OFF_SCHOOL.search(each[2].words))]


_OFF_SCHOOL = re.compile(r"^(?:not in|absent from|off) (?:school|nursery|today|again)$")


def _together(before: str, named: list[re.Match[str]]) -> bool:
    """Whether a child and an adult are what a verb is said of: "Tilda and mum seen"."""
    return (
        len(named) > 1
        and bool(named[-2]["child"])
        and not _ABOUT_THEM.search(before[: named[-2].start()])
        and bool(_AND.fullmatch(before, named[-2].end(), named[-1].start()))
    )


class _Found(NamedTuple):
    """Words found in a sentence, and where what they say of somebody ends."""

    words: str
    end: int


class Reader:
    """Reads one row's words."""

    def __init__(
        self,
        terms: dict[str, Terms],
        people: re.Pattern[str],
        whose: Whose,
        names: frozenset[str] = frozenset(),
    ) -> None:
        """``names``: words that the rows write as names, of whomever."""
        self._terms, self._people, self._whose, self._names = terms, people, whose, names
        self._hands_on = HandsOn(terms, people)

    def read(
        self, text: str, people: str, kind: str, standing: Standing, young: bool = True
    ) -> Told:
        """What a tidied text tells; ``people`` are those its return lists beside it.

        What is told of the first child weighs more than what is told only of another; of one
        child, that it was not seen weighs most, then that it was seen alone.
        """
        sentences = [part.strip() for part in SENTENCE_END.split(text) if part.strip()]
        told = [*self._told(sentences, text, kind, standing)] if sentences else []
        told = _but_for_school(_but_for_the_door(told)) or [
            *self._away(sentences, text, kind, standing)
        ]
        rest = () if standing.own == "listed" else (text,)
        owned = []
        for status, part, found in told:
            near = () if standing.own == "listed" else (part,)
            whose = self._whose.of(part[: found.end], *near, *rest, people, young=young)
            owned.append(Told(status, found.words, whose))
        ranked = sorted(owned, key=lambda t: (bool(t.whose), _WEIGHT.index(t.status or "")))
        return ranked[0] if ranked else _NOTHING

    def _told(
        self, sentences: list[str], text: str, kind: str, standing: Standing
    ) -> Iterator[tuple[str, str, _Found]]:
        """(status, sentence, words) of all that is told."""
        how = remote(kind, text, self._terms)
        of_other = standing.own == "others"
        before_it = ""
        for part in sentences:
            unseen = self._unseen(part, how == "remote" or of_other)
            if not (of_other or standing.setting == "adults"):
                unseen = unseen or self._missed(part, before_it, kind)
            before_it = part
            if unseen:
                yield "no", part, unseen
        if how == "remote" and standing.setting == "attends":
            sentences, how = _from_arrival(sentences), ""
        if how == "remote":
            return
        # What is said of nobody by name is said of the child; of whom the police name, it is not.
        named_another = standing.setting == "attends" and self._tells_of_another(text)
        by_default = standing.setting != "adults" and not (of_other or named_another)
        if how == "paper":
            for part in sentences:
                first_hand = self._first_hand(part)
                came = self._came(first_hand) or self._by_hand(first_hand, standing, "")
                if came:
                    yield "yes", part, came
            return
        named = [bool(found["child"]) for found in self._people.finditer(text)]
        only_child = standing.own == "listed" or (bool(named) and all(named))
        before: bool | None = None  # whether the person named last is a child
        for part in sentences:
            first_hand = self._first_hand(part)
            carried = self._carried(first_hand) if before else None
            if carried:
                yield "yes", part, carried
            last = [*self._people.finditer(_SPEECH.sub("", part))][-1:]
            before = bool(last[0]["child"]) if last else before
            alone = self._alone(first_hand, by_default)
            if alone:
                yield "alone", part, alone
            seen = self._seen(first_hand, only_child, by_default)
            seen = seen or self._by_hand(first_hand, standing, text)
            if seen:
                yield "yes", part, seen

    def _by_hand(self, part: str, standing: Standing, text: str) -> _Found | None:
        found = self._hands_on.read(part, standing.setting, text)
        return _Found(*found) if found else None

    def _carried(self, part: str) -> _Found | None:
        """What was done to the child whom an earlier sentence names: "Conveyed home"."""
        done = _TAKEN.search(part)
        if done:
            return _Found(done[0], done.end())
        for words, at in self._terms["saw"].found_in(part):
            pronoun = _PRONOUN.match(part, at + len(words))
            if pronoun and not self._people.search(part[:at]):
                return _Found(words, pronoun.end())
        return None

    def _missed(self, part: str, before_it: str, kind: str) -> _Found | None:
        """An appointment of the child's that nobody came to; no meeting, and none of an adult's.

        ``Did not attend.`` by itself is told of the appointment in the sentence ``before_it``, or
        the kind of contact.
        """
        for words, at in self._terms["not_brought"].found_in(part):
            if words.endswith("appointments") or _SPOKEN_OF.search(part[:at]):
                continue  # no one day's, or an earlier one
            told = part if at else f"{kind}, {before_it}, {part}"
            if _OF_ADULTS.search(told) or not _CHILDS_OWN.search(told):
                continue
            if not _CHILDS_OWN.search(part) and self._tells_of_another(before_it):
                continue
            if about_child(part, words, self._people) is not False:
                return _Found(words, at + len(words))
        return None

    def _tells_of_another(self, text: str) -> bool:
        """Whether who is named in a text may be somebody else than a child."""
        named = [*self._people.finditer(text)]
        rest = self._people.sub(" ", text)
        return any(not each["child"] for each in named) or not self._names.isdisjoint(
            re.findall(r"[a-z'-]+", rest)
        )

    def _away(
        self, sentences: list[str], text: str, kind: str, standing: Standing
    ) -> Iterator[tuple[str, str, _Found]]:
        """A child who is named was out when somebody called, or away from its school."""
        keeps = standing.setting == "keeps"
        how = remote(kind, text, self._terms)
        if standing.setting == "adults" or (how and standing.setting != "attends"):
            return
        for part in sentences:
            if not (keeps or _CALLED.search(kind) or _CALLED.search(text)):
                return
            terms = self._terms["pupil_missing" if keeps else "child_away"]
            for words, at in terms.found_in(part):
                before = [*self._people.finditer(part[:at])][-1:]
                near = before and _THEN.fullmatch(part, before[0].end(), at)
                heard = self._terms["hearsay"].find(part[:at])
                if near and before[0]["child"] and not heard and not _ONCE.search(part):
                    yield "no", part, _Found(words, at + len(words))

    def _unseen(self, part: str, only_named: bool) -> _Found | None:
        """Words that say the child was not seen; of an adult who was not, none.

        ``only_named``: what others tell, or of an adult, counts only where the child is named.
        """
        for words, at in self._terms["not_seen"].found_in(part):
            after = part[at + len(words) :]
            if _ABED.search(words) and _LOOKED_IN.search(part[:at]):
                continue
            if _TO_CAUTION.match(after) or part[:at].endswith("made "):
                continue
            if after.startswith((" it", " this", " that")):
                continue  # "had not seen it"
            if _SEEING.search(words) or only_named:
                about = about_child(self._without_beside(part, at), words, self._people)
                about = about or self._of_the_other_sex(part, at, at + len(words)) or about
                if not about and (only_named or about is False or _UNKNOWN.search(part[:at])):
                    continue
            return _Found(words, at + len(words))
        return None

    def _of_the_other_sex(self, part: str, at: int, end: int) -> bool:
        """Whether "him" or "her" cannot be the adult named last, and a child is named before.

        "Wren in bed, mother did not want him woken, left without seeing him".
        """
        pronoun = _HIM_OR_HER.match(part, end)
        named = [*self._people.finditer(part[:at])]
        if not pronoun or not named or named[-1]["child"]:
            return False
        others = _MEN if pronoun["whom"] == "her" else _WOMEN
        return named[-1][0] in others and any(found["child"] for found in named)

    def _without_beside(self, part: str, at: int) -> str:
        """A sentence without the adults with whom somebody is said to be, up to a place in it.

        "Ivy upstairs in bed with her nan, I did not see her": it is Ivy who was not seen.
        """
        named = [found for found in self._people.finditer(part[:at]) if not found["child"]]
        for found in reversed(named):
            if _WITH.search(part[: found.start()]):
                part = part[: found.start()] + part[found.end() :]
        return part

    def _first_hand(self, part: str) -> str:
        """What of a sentence the writer saw: nothing yet to be, nothing an adult only says."""
        part = _NOT_BEFORE_ONE.split(part)[0]
        heard = _HEARD.search(part)
        if heard and not _AND_SAW.search(part, heard.end()):
            part = part[: heard.start()]
        for words, at in self._terms["planned"].found_in(part):
            if words == "next" and _BESIDE.match(part, at):
                continue
            speaks = _SPEAKS.search(part[:at])
            named = [*self._people.finditer(part[: speaks.start()])] if speaks else []
            return part[:at] if named and named[-1]["child"] else ""
        for _, at in self._terms["hearsay"].found_in(part):
            before = list(self._people.finditer(part[:at]))
            spoken_of = before and _SPOKEN_OF_CHILD.search(part[: before[-1].start()])
            if not before or not before[-1]["child"] or spoken_of:
                # "Seen at home, mother says he eats well" and "asleep upstairs, mother said"
                shown = ("seen", "seen_alone")
                if part[:at].rstrip().endswith("therapist"):
                    return ""  # it is the therapist who says it
                return part[:at] if any(self._terms[s].find(part[:at]) for s in shown) else ""
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
        if self._terms["seen"].find(words) == words and _together(before, named):
            return True
        if not named:
            after = self._people.search(part, len(before) + len(words))
            if after and _ABOUT_THEM.search(part[: after.start()]):
                return None  # "happy about Tilda coming home"
        return about_child(part, words, self._people)

    def _alone(self, part: str, by_default: bool) -> _Found | None:
        for words, at in self._terms["seen_alone"].found_in(part):
            if self._not_alone(words, part[at + len(words) :]):
                continue
            before = [*self._people.finditer(part[:at])]
            about = bool(before[-1]["child"]) if before else self._about(part, words)
            if about or (about is None and by_default):
                return _Found(words, at + len(words))
            break
        for found in _ALONE.finditer(part):
            who = [*self._people.finditer(part[: found.start()])][-1:]
            who += self._people.finditer(found["who"])
            if not who and not (by_default and _OPENS.search(part[: found.start()])):
                continue
            if all(each["child"] for each in who):
                # between the two stand names
                return _Found(f"{found['how']} … {found['alone']}", found.end())
        return None

    def _not_alone(self, words: str, after: str) -> bool:
        """Whether what follows says that no child was alone with a worker.

        "Left on her own with the lodger", "direct work with mum", "play therapy referral".
        """
        if words.endswith(" with"):
            near = " ".join(after.split()[:_OBJECT_WORDS])
            named = self._people.match(near)
            with_child = named and named["child"] and not words.endswith("own with")
            worker = _WRITER.match(near) or self._terms["practitioner"].find(near)
            return not (with_child or worker)
        if not _OF_A_SESSION.search(words):
            return False
        with_whom = _WITH_WHOM.match(after)
        whom = self._people.match(after, with_whom.end()) if with_whom else None
        adult = whom is not None and not whom["child"]
        return bool(_ONLY_TALK.match(after)) or adult

    def _seen(self, part: str, only_child: bool, by_default: bool) -> _Found | None:
        """Words that show the child in a sentence; ``only_child``: the row names nobody else."""
        for name, anybody in (("seen", True), ("seems", True), ("child_is", False)):
            for words, at in self._terms[name].found_in(part):
                if _NO_STATE.match(part, at):
                    continue
                if words in _TELLING and self._is_apart(part[:at]):
                    continue
                if words == "told" and _WAS_TOLD.match(part, at + len(words)):
                    continue
                about = self._about(part if anybody else part[: at + len(words)], words)
                if about or (about is None and only_child and anybody and by_default):
                    return _Found(words, at + len(words))
        for words, at in self._terms["saw"].found_in(part):
            end = at + len(words)
            seer = [*self._people.finditer(part[:at])][-1:]
            if seer and not seer[0]["child"] and not part[seer[0].end() : at].strip():
                continue  # "mum found Tilda": whoever writes did not
            after = part[end:][:_OBJECT_WITHIN]
            child = [found for found in self._people.finditer(after) if found["child"]]
            own = child and part.startswith("'s ", end + child[0].end())
            if own and not self._hands_on.body(part, end + child[0].end()):
                continue  # "found vapes in Tilda's bag"
            if child and not _NEXT_CLAUSE.search(after[: child[0].start()]):
                return _Found(words, end + child[0].end())
            if only_child and _PRONOUN.match(after):
                return _Found(words, end)
        for words, at in self._terms["done_to_child"].found_in(part):
            about = about_child(part[: None if by_default else at], words, self._people)
            if about or (about is None and by_default):
                return _Found(words, at + len(words))
        brought = _BROUGHT.search(part)
        if brought and by_default and not self._people.search(part[: brought.start()]):
            return _Found(f"{brought['how']} … {brought['beside']}", brought.end("how"))
        return self._with_child(part)

    def _is_apart(self, before: str) -> bool:
        """Whether a comma parts a verb from whoever is named last before it."""
        named = [*self._people.finditer(before)][-1:]
        return bool(named) and bool(re.search(r"[,:;(–]", before[named[0].end() :]))

    def _came(self, part: str) -> _Found | None:
        """Words that say the child came to a meeting."""
        for words, at in self._terms["child_is"].found_in(part):
            named = [*self._people.finditer(part[:at])]
            near = named and len(part[named[-1].end() : at].split()) < 2
            if words in _AT_MEETING and near and named[-1]["child"]:
                return _Found(words, at + len(words))
        for child in self._people.finditer(part):
            brought = child["child"] and _BROUGHT_ALONG.search(part[: child.start()])
            if brought and not part.startswith("'s ", child.end()):
                return _Found("brought", child.end())
        held = _HELD.search(part)
        if held and any(found["child"] for found in self._people.finditer(held["whom"])):
            return _Found("held", held.end())
        return self._with_child(part)

    def _with_child(self, part: str) -> _Found | None:
        """``Mother attended with baby``: an adult who came, and the child beside."""
        had = _HAD_WITH.search(part)
        if had and any(found["child"] for found in self._people.finditer(had["whom"])):
            return _Found("had … with", had.end())
        came = self._terms["came"].find(part)
        if came:
            for found in self._people.finditer(part):
                beside = found["child"] and _WITH_CHILD.search(part[: found.start()])
                if beside and found.start() > part.find(came):
                    return _Found(f"{came} with the child", found.end())
        return None


_WEIGHT = ("no", "alone", "yes", "")  # of what is told of one child, the first counts
