"""Places of the key: whole, by the part that tells, turned about, by letters, with a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from workbench.briefings.gate import fold, ordinary
from workbench.briefings.gate.addresses import TYPES
from workbench.briefings.gate.key import Key
from workbench.briefings.gate.lists import Lists
from workbench.briefings.gate.view import Hit, View, hits

_CAPITAL_WORD = re.compile(r"(?<![\w'])[A-Z][A-Za-z']{5,}")
_SURE_SLIP = 7  # letters
_TYPED_SMALL = ("property", "link", "code", "string")


class KeyPlaces:
    """The key's places, whole and by the part that tells."""

    def __init__(self, key: Key, lists: Lists) -> None:
        self.lists = lists
        self._reals = [fold.plain(e.real) for e in key.entries if e.kind == "place"]
        forms: set[str] = set()
        for entry in key.entries:
            if entry.kind == "place":
                forms |= set(self._forms(fold.plain(entry.real)))
        longest = sorted(forms, key=lambda form: (-len(form), form))
        self._letters = [
            re.compile(rf"(?<![\w.-]){letters}(?![\w-])")
            for letters in sorted({_letters_of(e.real) for e in key.entries if e.kind == "place"})
            if len(letters) == 3 and letters not in lists.words["abbreviations"]
        ]
        self._pattern = re.compile(
            rf"(?<![^\W_])(?:{'|'.join(longest)})(?:'?s)?(?![^\W_])" if longest else r"(?!)",
            re.IGNORECASE,
        )

    def find(self, view: View) -> Iterator[Hit]:
        """Places of the key in one segment."""
        yield from hits("place", self._pattern, view.text)
        yield from hits("place", self._hyphened, view.text)
        for hit in hits("place", self._spaced, view.text):
            yield replace(hit, action="warn")  # two words of their own, perhaps
        yield from self._in_small_letters(view)
        yield from self._nearly(view)
        for pattern in self._letters:
            for hit in hits("place", pattern, view.text):
                yield replace(hit, action="warn")

    def _in_small_letters(self, view: View) -> Iterator[Hit]:
        """Keywords, bookmarks and files' names are typed without capitals; in a sentence a word in
        small letters may be only a word."""
        typed = view.segment.role in _TYPED_SMALL
        for hit in hits("place", self._small, view.text):
            if typed:
                yield hit
            elif hit.end - hit.start > _SURE_SLIP:
                yield replace(hit, action="warn")

    @cached_property
    def _single(self) -> list[str]:
        """Telling parts that are one long word of no other meaning, in lower case."""
        words = {self._telling_part(real).lower() for real in self._reals}
        taken = {*self.lists.words["often_words"], *self.lists.words["sometimes_words"]}
        return sorted(
            w
            for w in words - taken
            if w.isalpha() and len(w) >= _SURE_SLIP - 1 and not ordinary.is_one(w)
        )

    @cached_property
    def _small(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![^\W_])(?:{'|'.join(self._single) or '(?!)'})(?![^\W_])")

    def _parted(self, mark: str) -> re.Pattern[str]:
        cuts = (
            rf"(?=(?-i:[A-Z])){word[:n]}{mark}{word[n:]}"
            for word in self._single
            for n in range(3, len(word) - 2)
        )
        return re.compile(rf"(?<![^\W_])(?:{'|'.join(cuts) or '(?!)'})(?![^\W_])", re.IGNORECASE)

    @cached_property
    def _hyphened(self) -> re.Pattern[str]:
        """A hyphen that stayed in a name when its line was set anew: PENN-WICK."""
        return self._parted("-")

    @cached_property
    def _spaced(self) -> re.Pattern[str]:
        return self._parted(" ")

    def _nearly(self, view: View) -> Iterator[Hit]:
        """One slip of the keyboard in a long name: Pennwick for Penwick."""
        from rapidfuzz.distance import OSA

        for word in _CAPITAL_WORD.finditer(view.text):
            plain = re.sub(r"'?s$", "", word[0].lower())
            if ordinary.is_one(plain) or plain in self.lists.given_names:
                continue
            if any(OSA.distance(plain, name, score_cutoff=1) == 1 for name in self._long):
                sure = len(plain) >= _SURE_SLIP
                yield Hit("place", *word.span(), action=None if sure else "warn")

    @cached_property
    def _long(self) -> frozenset[str]:
        """The telling words of the key's places that are long enough for a slip to be seen."""
        words = (
            w
            for real in self._reals
            for w in re.findall(r"[a-z]+", self._telling_part(real).lower())
        )
        return frozenset(w for w in words if len(w) >= _SURE_SLIP - 1 and not ordinary.is_one(w))

    def _forms(self, real: str) -> Iterator[str]:
        """The whole name; without what kind of place it is; turned about; its letters."""
        yield _loosely(real)
        words = set(self.lists.words["often_words"]) | set(self.lists.words["sometimes_words"])
        core = self._telling_part(real)
        after = real[len(core) :].lower().split()
        # Of a town's own hospital only the whole tells: its town is the name of the area.
        towns = core == real.split()[0] and bool(set(after) & _OF_A_TOWN)
        if core != real and len(core) > 3 and core.lower() not in words and not towns:
            yield _with_capital(_loosely(core)) if " " not in core else _loosely(core)
        short = real.rsplit(" ", 1)[0]
        if towns and " " in short:  # Eastmere District General
            yield _loosely(short)
        inside = re.sub(r",.*", "", real)
        if inside != real and len(inside) > 3:
            yield _loosely(inside)
        yield from _turned_about(core, real)
        devoted = _DEVOTED.match(core)
        if devoted:  # Our Lady's, of Our Lady of Lourdes
            yield r"(?=(?-i:[A-Z][\w.]* [A-Z]))" + _loosely(devoted[1]) + "(?:'?s)?"
        letters = _letters_of(real)
        if len(letters) >= 4:
            yield rf"(?-i:{letters})"

    def _telling_part(self, real: str) -> str:
        """ "Tollgate" of the Tollgate Estate."""
        kinds = "|".join(
            sorted((re.escape(w) for w in self.lists.words["place_words"]), key=len, reverse=True)
        )
        tail = rf"(?:\s+(?:{kinds}|{'|'.join((*TYPES, *_KINDS))}))+$"
        core = re.sub(tail, "", real, flags=re.IGNORECASE).strip(" ,")
        return re.sub(
            r"^(?:the|flat \w+,?|apartment \w+,?|\d+\w?,?|ward)\s+", "", core, flags=re.IGNORECASE
        )


_DEVOTED = re.compile(
    r"((?:Our|Sacred|Holy|Blessed|Immaculate|St\.?|Saint) [A-Z]\w+) (?:of|and|&|the) ",
    re.IGNORECASE,
)
_OF_A_TOWN = frozenset("royal general district university county community".split())
_SMALL = frozenset("of and the for in at on".split())
# What a place is, at the end of its name: with place_words and the types of streets.
_KINDS = (
    (
        "heath moor bay sands marsh cove forest wood woods fen fens beck ferry haven mills spa "
        "magna parva regis abbas common "
        "estate house houses heights towers tower flats village town farm cottage lodge manor "
        "community "
        "nhs trust foundation general primary junior infants? secondary high special rc catholic "
        "centre "
        "district school's hub unit site campus building home homes depot works social club pub "
        "inn arms "
        "hotel shop stores pre-?school playgroup c\\sof\\se ce roman"
    )
    .replace("c\\sof\\se", r"c\sof\se")
    .split()
)
_NAMES_NO_PLACE = frozenset(
    "royal general district community primary infant infants junior high school hospital infirmary "
    "academy college nursery the st saint church catholic special secondary centre health medical "
    "nhs trust foundation university county city town north south east west new old great".split()
)


def _letters_of(real: str) -> str:
    """As people shorten it: MRI of the Marwick Royal Infirmary."""
    words = re.findall(r"[A-Za-z][\w']*", fold.plain(real))
    return "".join(w[0].upper() for w in words if w.lower() not in _SMALL)


def _with_capital(form: str) -> str:
    """One word that is a place's and may be an ordinary one: with a capital first."""
    return rf"(?=(?-i:[A-Z])){form}"


def _turned_about(core: str, real: str) -> Iterator[str]:
    """ "the Royal Infirmary in Marwick" for Marwick Royal Infirmary."""
    words = real.split()
    town, rest = words[0], words[1:]
    if len(rest) < 2 or town.lower() in _NAMES_NO_PLACE:
        return
    first = rest[0].lower()
    if first in _NAMES_NO_PLACE:
        kind = _loosely(" ".join(rest))
        yield rf"{kind},?\s+(?:in|at|of|near)\s+{_loosely(town)}"
        yield rf"{_loosely(town)}(?:'s)?\s+(?:own\s+)?{_loosely(rest[-1])}"


_SHORT_FORMS = {
    "street": "st",
    "road": "rd",
    "avenue": "ave?",
    "lane": "ln",
    "drive": "dr",
    "close": "cl",
    "crescent": "cres",
    "court": "ct",
    "terrace": "terr",
    "hospital": "hosp",
    "primary": "prim",
    "school": "sch",
}


def _loosely(name: str) -> str:
    """A place's name with its punctuation as people vary it."""
    written = re.split(r"[\s\-]+", name)
    return r"[\s\-.,_]*".join(_loose_word(word, alone=len(written) == 1) for word in written)


def _loose_word(word: str, *, alone: bool) -> str:
    if re.fullmatch(r"(?i)st\.?|saint", word):
        return r"(?:st\.?|saint)"
    # Beside other words of the name a space may have slipped into it.
    letters = list(word) if alone or len(word) < 6 else [f"{c}\0" for c in word[:-1]] + [word[-1]]
    form = "".join(re.escape(c[0]) + (" ?" if len(c) > 1 else "") for c in letters)
    form = form.replace("' ?", "'").replace("'", r"[\s']?")
    if "'" not in form:
        form = re.sub(r"(?<=[a-z ?])s$", "'?s", form)
    short = _SHORT_FORMS.get(word.lower())
    return rf"(?:{form}|{short}\.?)" if short else form
