"""People who are in no key: with a title or a calling, by a given name and a surname, by one name.

A reader would know them all the same. Somebody with a title ("PC Harris", "Mrs Thackray") is
blocked; a given name alone or with a surname is shown, since it may be meant to be public or be a
pseudonym. Who wrote, chaired or answers for the work is named on purpose and passed over, and so
are authors of research. Titles, callings, and the names themselves are in ``data/vocabulary``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from workbench.briefings.gate import fold, ordinary
from workbench.briefings.gate.aliases import aliases
from workbench.briefings.gate.key import Key
from workbench.briefings.gate.lists import Lists
from workbench.briefings.gate.model import Action
from workbench.briefings.gate.name_context import Context
from workbench.briefings.gate.view import Hit, View

MEND = "Say the role (health visitor, uncle), unless the name is meant to be public."
_ONE = r"(?:(?:O'|Mc|Mac|D')?[A-Z][a-z'][A-Za-z']*(?:-[A-Z][A-Za-z']+)*)"
_LITTLE = (
    r"(?:[Dd]e la|[Dd]e|[Dd]a|[Dd]i|[Vv]an|[Vv]on|al|el|El|Al|bin|ap|ab|Ni|Nic|Ui|Mac|Mc|Abu|Ibn)"
)
_SURNAME = rf"(?:{_LITTLE}[ \-])?{_ONE}"
_INITIALS = r"(?:[A-Z]\.? ?){0,3}"
_NUMBER = r"(?:\d{2,6} |[A-Z]{1,2}\d{2,5} )?"  # a constable's collar number
# "(2011)", "et al.", "and others": somebody cited.
_CITED = re.compile(
    r"^(?:'s)?,? (?:\(?(?:19|20)\d\d|et al|and (?:others|colleagues))|"
    r"^,? (?:&|and) [A-Z][\w'-]+,? \(?(?:19|20)\d\d|^, [A-Z]\.|^'s? (?:review|report|inquiry|"
    r"research|study|team|work|model|theory|framework|book|law)\b|"
    # Clare's Law, the Fraser guidelines, Gillick competence
    r"^(?:'s)? (?:Law|Rule|[Gg]uidelines?|[Cc]ompeten(?:ce|cy|t)|[Cc]riteria)\b",
)
_CITED_BEFORE = re.compile(r"(?:\bet al\.?,? |[A-Z]\., ?| & )$")
_OFFICE_AFTER = re.compile(
    r"^(?:,| -| \(|:)\s*(?:the |an? |our |its |who was the )?([A-Za-z' \-]{3,40})"
)
_PLAIN_WORD = re.compile(r"[A-Za-z][A-Za-z'\-]*")


class People:
    """Names that no key holds, ready to be looked for.

    Parameters
    ----------
    key
        Its pseudonyms are public, and its real names are found elsewhere.
    """

    def __init__(self, key: Key, lists: Lists) -> None:
        self.lists = lists
        self.changed = False
        told = " ".join(f"{e.pseudonym} {e.real}" for e in key.entries)
        self.passed = frozenset(w.lower() for w in _PLAIN_WORD.findall(fold.plain(told)))

    def read(self, texts: Iterable[str]) -> None:
        """Look whether the document says that its people have other names than their own."""
        self.changed = any(_CHANGED.search(text) for text in texts)

    def find(self, view: View) -> Iterator[Hit]:
        """People of no key in one segment."""
        if view.segment.role in ("code", "link", "row"):
            return
        taken = bytearray(len(view.text))  # 1 where somebody is found already
        told = (
            *self._titled(view),
            *self._kin(view),
            *self._aliases(view),
            *self._lettered(view),
            *self._called(view),
        )
        for start, end, action in told:
            if self._is_public(view.text, start, end):
                action = "warn"
            taken[start:end] = b"\1" * (end - start)
            yield Hit("name", start, end, action=action, mend=MEND)
        for start, end in self._named(view.text):
            if not any(taken[start:end]) and not self._is_public(view.text, start, end):
                taken[start:end] = b"\1" * (end - start)
                yield Hit("name", start, end, action="warn", mend=MEND)

    # --- with a title or a calling ------------------------------------------------------------

    def _titled(self, view: View) -> Iterator[tuple[int, int, Action]]:
        for found in self._title.finditer(view.text):
            end = self._end_of_name(found)
            if end is None:
                continue
            office = found["title"].split(" ")[0].rstrip(".") in self._offices
            yield found.start(), end, "warn" if office or self.changed else "block"

    def _end_of_name(self, found: re.Match[str]) -> int | None:
        """Where the name ends: before a word that is none; None when nothing is left."""
        words = list(re.finditer(r"\S+", found["name"]))
        for n, word in enumerate(words):
            plain = re.sub(r"'s$", "", word[0])
            if plain in self._no_surnames or plain in self._titles:
                return found.start("name") + words[n - 1].end() if n else None
        return found.end()

    def _kin(self, view: View) -> Iterator[tuple[int, int, Action]]:
        """ "Auntie Bev": as a child says it, whatever the name; not "Aunt B" or "Nan Said"."""
        for found in self._kinship.finditer(view.text):
            word = re.sub(r"'s$", "", found["name"])
            known = word.lower() in self.lists.given_names
            if word in self._no_surnames or word.lower() in self.passed | self._no_name:
                continue
            if not known and ordinary.is_one(word.lower()):
                continue
            yield found.start(), found.end(), "warn" if self.changed else "block"

    def _lettered(self, view: View) -> Iterator[tuple[int, int, Action]]:
        """ "SW Ogden rang": not "SW Yorkshire" or "HV Team"."""
        for found in self._letters.finditer(view.text):
            words = found["name"].split()
            if any(w in self._no_surnames or ordinary.is_one(w.lower()) for w in words):
                continue
            context = Context(view.text, *found.span("name"))
            known = self._is_given(words[0])
            yield found.start(), found.end(), "block" if known or context.does else "warn"

    def _aliases(self, view: View) -> Iterator[tuple[int, int, Action]]:
        for found in _COLLAR.finditer(view.text):
            yield *found.span(), "block"
        for start, end in aliases(view.text):
            if view.text[start:end].lower() not in self.passed:
                yield start, end, "warn" if self.changed else "block"

    def _called(self, view: View) -> Iterator[tuple[int, int, Action]]:
        for found in self._calling.finditer(view.text):
            words = found["name"].split()
            if words[0] in self._nobody or words[0].lower() in self._no_name:
                continue
            known = words[0].lower() in self.lists.given_names
            if len(words) == 1 and not known:
                surname = words[0] in self._no_surnames or ordinary.is_one(words[0].lower())
                if not surname and len(words[0]) > _LEAST_SURNAME:
                    yield *found.span("name"), "warn"
                continue
            yield (
                found.start("name"),
                found.end("name"),
                "block" if known and len(words) > 1 else "warn",
            )

    # --- without --------------------------------------------------------------------------------

    def _named(self, text: str) -> Iterator[tuple[int, int]]:
        """A given name of the list, with what follows it; two names, the last a double one."""
        for found in _WITH_SURNAME.finditer(text):
            first, last = found[1], found[2]
            if last.split()[-1] in self._no_surnames or self._goes_on(text, found.end()):
                continue
            if self._is_given(first) or (
                "-" in last
                and first.lower() not in self._no_name
                and len(first) > 2
                and not self._is_organisation(text, found.start(), found.end())
            ):
                yield found.span()
        for found in _DOING.finditer(text):
            words = {w for w in re.split(r"[ \-]", found[1]) if w}
            if not words & self._no_surnames and not self._is_organisation(text, *found.span(1)):
                yield found.span(1)
        for found in _ALONE.finditer(text):
            if self._is_given(found[0]) and self._stands_for_somebody(text, *found.span()):
                yield found.span()

    def _is_given(self, word: str) -> bool:
        plain = re.sub(r"'s?$", "", word.lower())
        return plain in self.lists.given_names and plain not in self.passed

    def _stands_for_somebody(self, text: str, start: int, end: int) -> bool:
        """A given name alone: not part of a longer name of a place or a body."""
        after, before = text[end : end + 30], text[max(0, start - 30) : start]
        if re.match(r"[ \-][A-Z]", after) or re.search(r"[A-Z][\w']*[ \-]$", before):
            return False
        context = Context(text, start, end)
        if context.all_capitals:
            return False
        if context.title_case:
            return context.does
        return True

    def _goes_on(self, text: str, end: int) -> bool:
        following = re.match(r"[ \-]([A-Z][\w']+)", text[end : end + 30])
        return following is not None and following[1] in self._no_surnames

    def _is_organisation(self, text: str, start: int, end: int) -> bool:
        around = text[max(0, start - 30) : end + 30].lower()
        return any(w in around for w in self.lists.allowed["organisation_words"])

    def _is_public(self, text: str, start: int, end: int) -> bool:
        """Named on purpose: by an office in the words around, or as an author."""
        before, after = text[max(0, start - 70) : start], text[end : end + 60]
        if (
            _CITED.match(after)
            or _CITED_BEFORE.search(before)
            or _CITED.search(text[end - 2 : end + 9])
        ):
            return True
        clause = re.split(r"[.;!?]\s+(?=[A-Z]|$)", before)[-1]
        if self._roles.search(clause.lower()):
            return True
        office = _OFFICE_AFTER.match(after)
        return office is not None and bool(self._roles.search(office[1].lower()))

    # --- patterns -------------------------------------------------------------------------------

    @cached_property
    def _offices(self) -> frozenset[str]:
        return frozenset(self.lists.words["titles_of_office"])

    @cached_property
    def _titles(self) -> frozenset[str]:
        words = self.lists.words
        roles = {w.title() for w in (*words["callings"], *words["relations"]) if " " not in w}
        return frozenset((*words["titles"], *words["titles_of_office"], "Chief", *roles))

    @cached_property
    def _nobody(self) -> frozenset[str]:
        return frozenset(self.lists.words["not_somebody"])

    @cached_property
    def _no_surnames(self) -> frozenset[str]:
        return frozenset(self.lists.words["not_surnames"]) | self._nobody

    @cached_property
    def _no_name(self) -> frozenset[str]:
        words = self.lists.words
        return frozenset(words["often_words"]) | frozenset(
            w.lower() for w in (*words["not_somebody"], *words["not_surnames"])
        )

    @cached_property
    def _title(self) -> re.Pattern[str]:
        words = self.lists.words
        short = _any(_SHORTENED)
        titles = f"(?:{short})\\b\\.?|(?:{_any((*words['titles'], *words['titles_of_office']))})\\b"
        return re.compile(
            rf"(?<![\w-])(?P<title>(?:{titles})(?: (?:{titles})){{0,2}})"
            rf" {_NUMBER}(?P<name>{_INITIALS}{_SURNAME}(?: {_SURNAME}){{0,3}})(?<!'s)(?!\w)"
        )

    @cached_property
    def _kinship(self) -> re.Pattern[str]:
        kin = _any(w.title() for w in self.lists.words["kin_titles"])
        return re.compile(rf"(?<![\w-])(?:{kin}) (?P<name>[A-Z][a-z]{{1,}}(?:-[A-Z][a-z]+)?)(?!\w)")

    @cached_property
    def _letters(self) -> re.Pattern[str]:
        letters = _any(self.lists.words["calling_letters"])
        return re.compile(
            rf"(?<![\w-])(?:{letters}):? "
            rf"(?P<name>[A-Z][a-z]+(?:-[A-Z][a-z]+)?(?: {_SURNAME})?)(?!\w)"
        )

    @cached_property
    def _calling(self) -> re.Pattern[str]:
        callings = _any(self.lists.words["callings"])
        return re.compile(
            rf"(?<![\w-])(?i:{callings})[,:]? (?:called |named |is |was )?"
            rf"(?P<name>{_INITIALS}{_SURNAME}(?: {_SURNAME}){{0,2}})(?!\w)"
        )

    @cached_property
    def _roles(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{_any(self.lists.words['public_roles'])})(?!\w)")


# Titles that may carry a full stop: after any other it ends the sentence.
_LEAST_SURNAME = 3
# A constable's collar number stands for the name: PC4417.
_COLLAR = re.compile(r"(?<!\w)(?:PC|WPC|PCSO|DC) ?\d{3,6}(?!\w)(?! (?:[A-Z][a-z]|%))")
_SHORTENED = "Mr Mrs Ms Mx Dr Prof Rev Revd Fr Sgt Insp Supt Det Cllr".split()
_WITH_SURNAME = re.compile(
    rf"(?<![\w'-])([A-Z][a-z]+(?:-[A-Z][a-z]+)?) ((?:[A-Z]\.? )?{_SURNAME}(?: "
    rf"{_SURNAME})?)(?<!'s)(?!\w)"
)
# "All names have been changed": then a name with a title is shown, not blocked.
_CHANGED = re.compile(
    r"\bpseudonym|\bnames? (?:(?:have|has) been|(?:are|is|were|was)(?: all)?) (?:changed|altered|"
    r"invented|fictional|not (?:their|her|his|the) (?:real|own))|\bnot (?:their|her|his) (?:real|"
    r"own) names?|"
    r"\b(?:other|false|changed|made-up|fictitious) names? (?:are|is|were|have been) used|"
    r"\b(?:called|known as|referred to as|named) [^.]{2,40} in this (?:report|review|briefing)|"
    r"\bin this (?:report|review|briefing) [^.]{0,30}(?:called|known as|referred to as)|"
    r"\bnames? (?:used|given) (?:here|in this \w+) (?:are|is) not",
    re.IGNORECASE,
)
# Two names of no list, of whom something is told that a person does.
_DOING = re.compile(
    r"(?<=[a-z,] )([A-Z][a-z]{2,}(?:-[A-Z][a-z]+)? [A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?)(?= (?:said|"
    r"says|told|took|"
    r"rang|wrote|came|left|went|asked|met|saw|visited|gave|found|knew|lived|died|felt|helped|"
    r"translated|"
    r"interpreted|signed|cried|drove|who|whose|spoke|worked|disclosed|phoned|texted|married)\b)"
)
_ALONE = re.compile(r"(?<![\w'@#/.-])[A-Z][a-z]{2,}(?=(?:'s)?(?![\w@/-]))")


def _any(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", r"[\s\-]") for w in ordered)
