"""Names of the key, however they are written.

Whole words in any case; first and last name together, turned about or with initials; parts alone;
apostrophes, hyphens and spaces as people vary them; other spellings and short forms of the same
first name; letters spaced out or with figures in their place; run together in file names and
addresses. A name that is also a word ("will", "Grace period") needs a capital and a sentence that
takes it for a name, or somebody is asked to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from workbench.briefings.gate import fold, ordinary
from workbench.briefings.gate.fold import Folded
from workbench.briefings.gate.initials import LATIN, bare_initials
from workbench.briefings.gate.key import Entry, Key
from workbench.briefings.gate.lists import Lists
from workbench.briefings.gate.model import Action
from workbench.briefings.gate.name_context import Context
from workbench.briefings.gate.short_forms import fond_of, made_from
from workbench.briefings.gate.sounds import LEAST_LETTERS, sounds_like
from workbench.briefings.gate.view import Hit, View

_TITLES = frozenset(
    "mr mrs ms miss mx dr sir dame lady lord prof professor rev child baby mother father aunt "
    "auntie uncle nan nanna pc dc sgt".split()
)
_PARTICLES = frozenset(
    "de la le du da di dos van von der den el al bin ibn abu ben ap ab ni nic ui the of and".split()
)
_OF_SURNAMES = _PARTICLES - {"the", "of", "and"}
_SAINTS = frozenset(("st", "saint"))  # of a surname such as St John: nobody by itself
_FRONT, _BACK = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_GAP = r"[\s._,/\\+'\"()\-]*"
_APART = r"[\s._\-]"
_LEET = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"}
_LEET_WORD = re.compile(r"(?<![\w@$])(?=[\w@$!]*[A-Za-z])(?=[\w@$!]*[0134578@$!])[\w@$!]{3,}")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_RUN_TOGETHER = re.compile(
    r"[#@][\w.]+|\S{0,120}(?:@|//|www\.|\.com|\.uk|\.org|\.docx?|\.pdf|\.jpe?g|_)\S{0,200}"
)
_SHORTEST_INSIDE = 4


class Names:
    """The key's people, ready to be looked for."""

    def __init__(self, key: Key, lists: Lists) -> None:
        self.lists = lists
        given = " ".join(entry.pseudonym for entry in key.entries)
        self._pseudonyms = frozenset(re.findall(r"[a-z']+", fold.plain(given).lower()))
        self.people = tuple(
            person for e in key.entries if e.kind == "name" if (person := _Person(e, lists)).words
        )

    def find(self, view: View) -> Iterator[Hit]:
        """Names in one segment."""
        if not self.people:
            return
        yield from self._in(view, view.folded)
        for other in _otherwise(view.folded):
            yield from self._in(view, other)
        yield from self._inside(view)
        yield from self._initials(view)
        yield from self._one_letter(view)
        yield from self._shortened(view)
        yield from self._nearly(view)
        yield from self._by_ear(view)

    def _in(self, view: View, folded: Folded) -> Iterator[Hit]:
        taken: list[tuple[int, int]] = []
        for found in self._whole.finditer(folded.text):
            if self._is_phrase(found[0]):
                continue
            taken.append(found.span())
            yield Hit("name", *found.span(), folded=folded)
        for found in self._single.finditer(folded.text):
            if any(a <= found.start() and found.end() <= b for a, b in taken):
                continue
            if re.fullmatch(r"\w(?:\W\w)+", found[0]):  # letters kept apart are no ordinary word
                yield Hit("name", *found.span(), folded=folded)
                continue
            word = _bare(found[0])
            if len(word) < 4 and found[0].isupper() and found[0] in self._usual:
                continue
            action = self._weigh(word, found, folded.text)
            headed = view.segment.row != 1 and _SAYS_WHO.search(view.label)
            if headed and found[0] == folded.text.strip():
                action = "block"  # alone in a cell under "Name"
            if action:
                yield Hit("name", *found.span(), action=action, mend=_ASK(action), folded=folded)

    def _is_phrase(self, written: str) -> bool:
        """ "A stone", "I will": an initial and a word, not a first letter and a name."""
        letter, _, word = written.partition(" ")
        return letter in ("A", "I", "a") and word.islower() and word in self.often | self.sometimes

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        forms = {form for person in self.people for form in person.whole()}
        return _any_of(forms)

    @cached_property
    def _single(self) -> re.Pattern[str]:
        forms = {form for person in self.people for word in person.alone for form in _word(word)}
        apart = [w for w in self._known - self.often if len(w) >= _SHORTEST_INSIDE]
        spaced = {_spaced(word) for word in apart}
        parted = {_parted(word) for word in self.distinct if len(word) >= 6 and word.isalpha()}
        return _any_of(forms | spaced | parted)

    @cached_property
    def distinct(self) -> frozenset[str]:
        """Single names that are not also words."""
        words = {_bare(word) for person in self.people for word in person.alone}
        return frozenset(w for w in words if w not in self.often and w not in self.sometimes)

    @cached_property
    def _usual(self) -> frozenset[str]:
        return frozenset(self.lists.words["abbreviations"])

    @cached_property
    def often(self) -> frozenset[str]:
        return frozenset(self.lists.words["often_words"])

    @cached_property
    def sometimes(self) -> frozenset[str]:
        return frozenset(self.lists.words["sometimes_words"])

    @cached_property
    def _phrases(self) -> re.Pattern[str]:
        forms = []
        for phrase in self.lists.words["ordinary_phrases"]:
            form = re.escape(phrase.rstrip("*")).replace(r"\ ", r"[\s:-]+").replace(r"\#", r"\d+")
            forms.append(form + (r"\w*" if phrase.endswith("*") else r"\b"))
        return re.compile(rf"\b(?:{'|'.join(forms)})", re.IGNORECASE)

    def _weigh(self, word: str, found: re.Match[str], text: str) -> Action | None:
        """A single name: certainly one, perhaps one, or only a word."""
        word = re.sub(r"'?s$", "", word) if word not in self._known else word
        often, sometimes = word in self.often, word in self.sometimes
        if not sometimes and found[0].islower() and ordinary.is_one(word):
            often = True  # somebody may be called Court: "the court" is nobody
        if not often and not sometimes:
            return "block"
        around = text[max(0, found.start() - 30) : found.end() + 30]
        shift = max(0, found.start() - 30)
        context = Context(text, found.start(), found.end())
        # No verb has a capital within a sentence: "staff told Rose to wait".
        within = found[0][:1].isupper() and not context.opens and not context.title_case
        if any(
            p.start() + shift <= found.start() and found.end() <= p.end() + shift
            for p in self._phrases.finditer(around)
            if not (within and not context.all_capitals and _VERB_AND.search(p[0]))
        ):
            return None
        return context.of_frequent_word(word) if often else context.of_rare_word()

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(_bare(word) for person in self.people for word in person.alone)

    @cached_property
    def _run_together(self) -> re.Pattern[str] | None:
        words = [w for w in self.distinct if len(w) >= _SHORTEST_INSIDE]
        runs = [_run(person) for person in self.people if len(person.words) > 1]
        inside = sorted({*words, *filter(None, runs)}, key=lambda w: (-len(w), w))
        return re.compile("|".join(map(re.escape, inside)), re.IGNORECASE) if inside else None

    def _inside(self, view: View) -> Iterator[Hit]:
        """Names run together with other letters: #justiceforwren, wrenashby09, a file's name."""
        if self._run_together is None:
            return
        for chunk in _RUN_TOGETHER.finditer(view.text):
            for found in self._run_together.finditer(chunk[0]):
                yield Hit("name", chunk.start() + found.start(), chunk.start() + found.end())

    @cached_property
    def _initial_forms(self) -> list[tuple[str, re.Pattern[str], re.Pattern[str]]]:
        forms = []
        for letters in sorted({i for person in self.people for i in person.initials}):
            if len(letters) > 1:
                dotted = r"[.\-]\s?".join(letters) + r"\."
                with_dots = re.compile(rf"(?<![\w.]){dotted}?(?![\w])", re.IGNORECASE)
                bare = re.compile(rf"(?<![\w/.&-]){letters}(?=(?:'s)?(?![\w/&-]))")
                forms.append((letters, with_dots, bare))
        return forms

    def _initials(self, view: View) -> Iterator[Hit]:
        for letters, with_dots, bare in self._initial_forms:
            for found in with_dots.finditer(view.text):
                if "." in found[0] and (found[0].isupper() or letters not in LATIN):
                    yield Hit("name", *found.span())
            for found in bare.finditer(view.text):
                action = bare_initials(letters, view.text, self.lists.words["abbreviations"])
                yield Hit("name", *found.span(), action=action, mend=_ASK(action))

    def _one_letter(self, view: View) -> Iterator[Hit]:
        """A key may hold no more of a name than its first letter: each such letter is shown."""
        letters = {p.words[0] for p in self.people if len(p.words) == 1 and len(p.words[0]) == 1}
        for letter in letters:
            alone = rf"(?<![\w.&/-]){re.escape(letter)}(?=(?:'s)?(?![\w&/-]))"
            for found in re.finditer(alone, view.text):
                yield Hit("name", *found.span(), action="warn", mend=_ASK("warn"))

    @cached_property
    def _short_forms(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """Made-up short forms of first names: by themselves, and after a relation."""
        firsts = {_bare(p.words[0]) for p in self.people if p.words[0].isalpha()}
        made = {form for first in firsts for form, _ in made_from(first)}
        made |= {form for first in firsts for form in fond_of(first)}
        listed = {_bare(w) for p in self.people for w in p.alone} | {
            f"{first[:2]}(?:e|y|ie)?" for first in firsts if len(first) > 4
        }
        alone = "|".join(sorted(made)) or "(?!)"
        relation = "|".join(sorted(self.lists.words["relations"]))
        after = "|".join(sorted(made | listed)) or "(?!)"
        return (
            re.compile(rf"(?<![\w'@./-])(?=[A-Z])(?i:{alone})(?=(?:'?s)?(?![\w@/-]))"),
            re.compile(rf"(?<!\w)(?:{relation}) ({after})(?='?s?(?!\w))", re.IGNORECASE),
        )

    @cached_property
    def _fond(self) -> re.Pattern[str]:
        """The whole first name with a fond ending (Gracie): the same person, if also a name."""
        firsts = {_bare(p.words[0]) for p in self.people if p.words[0].isalpha()}
        forms = {form for first in firsts for form in fond_of(first, own_names=False)}
        return re.compile("|".join(sorted(forms)) or "(?!)")

    @cached_property
    def _no_short_forms(self) -> frozenset[str]:
        return frozenset(self.lists.words["not_short_forms"]) | self.often | self.sometimes

    def _shortened(self, view: View) -> Iterator[Hit]:
        """Dec for Declan, Oliwka for Oliwia, "nana marg"."""
        if view.segment.role == "code":
            return
        alone, after = self._short_forms
        kin = self.lists.words["kin_titles"]
        for found in after.finditer(view.text):
            # "nan dawn" is somebody; "a big bill" nobody.
            sure = found[0][: -len(found[1])].strip().lower() in kin
            if sure or found[1].lower() not in self._no_short_forms:
                yield Hit("name", *found.span())
        for found in alone.finditer(view.text):
            word = found[0].lower()
            if word in self._known or (
                word in self._no_short_forms and word.rstrip("s") not in self._known
            ):
                continue
            if ordinary.is_one(word):
                continue
            context = Context(view.text, *found.span())
            action = context.of_short_form()
            if (
                action == "block"
                and word in self.lists.given_names
                and not self._fond.fullmatch(word)
            ):
                action = "warn"  # another name of its own, it may be
            if action:
                yield Hit("name", *found.span(), action=action, mend=_ASK(action))

    def _nearly(self, view: View) -> Iterator[Hit]:
        """A slip of the keyboard in a name: blocked when it can hardly be another word."""
        goals = [w for w in self.distinct if len(w) >= 5]
        for word in re.finditer(r"(?<![\w'])[A-Z][A-Za-z']{4,}", view.text):
            bare = re.sub(r"'s?$", "", word[0].lower())
            if bare in self._known or len(bare) < 5:
                continue
            near = [g for g in goals if _is_slip(bare, g)]
            if not near or any(bare == g + "s" or bare + "s" == g for g in near):
                continue
            sure = self._is_sure(view, word, bare, near)
            if not sure and ordinary.is_one(bare):
                continue
            action: Action = "block" if sure else "warn"
            yield Hit("name", *word.span(), action=action, mend=_ASK(action))

    def _by_ear(self, view: View) -> Iterator[Hit]:
        """Shawna for Shauna, as another person heard it: only shown, two people may be so called.

        Within a sentence or with what is somebody's, since any word begins a sentence with a
        capital; in a cell a name stands alone.
        """
        if view.segment.role == "code":
            return
        for word in re.finditer(r"(?<![\w'])[A-Z][A-Za-z']{3,}", view.text):
            bare = re.sub(r"'s?$", "", word[0].lower())
            if word[0].isupper() or not self._heard(bare):
                continue  # letters such as JSNA are no name by ear
            context = Context(view.text, *word.span())
            whose = word[0].endswith("'s")
            opens = context.opens and not re.search(r"[(;]\s*$", context.before)
            within = not opens or view.segment.role == "cell"
            if whose or (within and not context.all_capitals and not context.title_case):
                yield Hit("name", *word.span(), action="warn", mend=_HEARD)

    def _heard(self, bare: str) -> bool:
        """Whether it is another spelling, by ear, of a name that is in the key."""
        if bare not in self._ears:
            self._ears[bare] = (
                len(bare) >= LEAST_LETTERS
                and bare not in self._known
                and bare not in self._pseudonyms
                and not ordinary.is_one(bare)
                and any(sounds_like(bare, name) for name in self._written)
            )
        return self._ears[bare]

    @cached_property
    def _ears(self) -> dict[str, bool]:
        return {}

    @cached_property
    def _written(self) -> frozenset[str]:
        """The names as the key has them: a short form is too short to be told by ear."""
        halves = {_bare(half) for p in self.people for w in p.words for half in w.split("-")}
        return frozenset(name for name in halves if len(name) >= LEAST_LETTERS)

    def _is_sure(self, view: View, word: re.Match[str], bare: str, near: list[str]) -> bool:
        """Beside its other half or a title; or long, and no name or word of its own."""
        if self._beside_its_half(view, word, near):
            return True
        context = Context(view.text, *word.span())
        if re.search(_TITLE_BEFORE, context.before):
            return True
        if bare in self.lists.given_names or bare in self.often or bare in self.sometimes:
            return False
        if ordinary.is_one(bare):
            return False
        if word[0].lower() in re.findall(r"\b[a-z]+", view.text):
            return False  # a word of the text's own
        if context.opens or context.title_case:
            return context.does or len(bare) >= 8
        return len(bare) >= 6

    def _beside_its_half(self, view: View, word: re.Match[str], near: list[str]) -> bool:
        from rapidfuzz.distance import OSA

        beside = re.findall(r"[A-Za-z']+", view.text[max(0, word.start() - 20) : word.end() + 20])
        partners = {
            p for person in self.people if set(person.alone) & set(near) for p in person.alone
        } - set(near)
        return any(
            b.lower() in partners or any(OSA.distance(p, b.lower()) <= 1 for p in partners)
            for b in beside
            if len(b) > 2 and b != word[0]
        )


_SAYS_WHO = re.compile(
    r"\b(?:names?|who|child(?:'s name)?|pupil|person|sibling|parent|mother|father|family member|"
    r"relative|carer|author|patient|contact|attend(?:ed|ee)s?|present)\b"
)
_HEARD = "It sounds like a name of the key: look, and use the pseudonym if it is that person."
_VERB_AND = re.compile(r"\s(?:to|from|by|that)$", re.IGNORECASE)
_TITLE_BEFORE = r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|PC|DC|Nurse|Master)\.? $"


def _is_slip(written: str, name: str) -> bool:
    """One slip from the name; two in a long one that begins and ends alike."""
    from rapidfuzz.distance import OSA

    if abs(len(name) - len(written)) > 2:
        return False
    distance = OSA.distance(name, written, score_cutoff=2)
    return distance == 1 or (
        distance == 2 and len(name) >= 9 and written[:3] == name[:3] and written[-1] == name[-1]
    )


def _ASK(action: Action) -> str:  # noqa: N802 - reads as the constant it nearly is
    return "" if action == "block" else "It may be a name of the key: look, and use the pseudonym."


class _Person:
    """One entry taken apart into its names."""

    def __init__(self, entry: Entry, lists: Lists) -> None:
        text = fold.plain(entry.real).replace("\u2019", "'")
        if "," in text:  # "Ashby, Wren"
            last, _, first = text.partition(",")
            text = f"{first.strip()} {last.strip()}"
        self.words = [re.sub(r"^[\W_]+|[\W_]+$", "", w) for w in text.split()]
        self.words = [w for w in self.words if w and w.lower() not in _TITLES]
        self.lists = lists
        nobody = _PARTICLES | _SAINTS
        longer = [w for w in self.words if len(_bare(w)) > 1 and w.lower() not in nobody]
        self.alone = self._alone(longer)

    @property
    def initials(self) -> set[str]:
        """As they are put together: of each name, and of each half of a double name."""
        if len(self.words) < 2:
            return set()
        whole = [w for w in self.words if w[0].isalpha()]
        outer = [*whole[:1], *whole[-1:]]  # without middle names
        found = set()
        for some in (whole, outer):
            halves = [p for w in some for p in w.split("-") if p[:1].isalpha()]
            found |= {"".join(w[0].upper() for w in words) for words in (some, halves)}
        return {letters for letters in found if len(letters) > 1}

    def _alone(self, longer: list[str]) -> list[str]:
        """Each name that tells by itself, in lower case, with parts, spellings, short forms."""
        found: list[str] = []
        for place, word in enumerate(longer):
            parts = [p for p in re.split(r"[-]", word) if len(p) > 2]
            for piece in (word, *(parts if len(parts) > 1 else ())):
                found.append(piece.lower())
                if place == 0:
                    found += self._other_forms(piece.lower())
        for place, word in enumerate(self.words[:-1]):
            if place and word.lower() in _PARTICLES:  # de Souza, also written Desouza
                found.append(f"{word} {' '.join(self.words[place + 1 :])}".lower())
        return list(dict.fromkeys(found))

    def _other_forms(self, first: str) -> list[str]:
        spellings = [first]
        for group in self.lists.same_names:
            if first in group:
                spellings += [name for name in group if name != first]
        short = [s for name in spellings for s in self.lists.short_names.get(name, ())]
        short += [other for s in short if (other := _with_other_ending(s)) not in short]
        long = [name for name, shorts in self.lists.short_names.items() if first in shorts]
        return [*spellings[1:], *short, *long]

    def whole(self) -> Iterator[str]:
        """Patterns of several names together."""
        if len(self.words) < 2:
            return
        first, last = self.words[0], self.words[-1]
        particles = self.words[1:-1]
        tail = [*(w for w in particles if w.lower() in _PARTICLES), last]
        last_form = _GAP.join(_letters(w) for w in tail)
        firsts = [first.lower(), *self._other_forms(first.lower())]
        first_form = "(?:" + "|".join(_letters(f) for f in firsts) + ")"
        between = rf"(?:{_GAP}|\s+(?:(?:(?:\w\.)+|\w[\w'\-]*)\s+){{1,2}})"
        initial = re.escape(first[0])
        yield rf"{first_form}{between}{last_form}(?:e?s)?"
        yield rf"{last_form}\s*,?[\s_.\-/]*{first_form}"
        yield rf"{initial}(?:\.?\s?\w\.?)?[\s._\-]*{last_form}(?:e?s)?"
        yield rf"{last_form}\s*,?[\s_.]+{initial}\b\.?"
        yield rf"{_GAP}".join(_letters(w) for w in self.words)
        yield rf"{first_form}[\s.]+{re.escape(last[0])}\b\.?"
        middle = r"\s+".join(re.escape(w) for w in particles if w.lower() in _OF_SURNAMES)
        if middle:  # S. de V., Sofie de V.
            yield rf"(?:{initial}\.|{first_form})\s*{middle}\s+{re.escape(last[0])}\b\.?"
        halves = [re.escape(p[0]) for p in last.split("-") if p]
        if len(halves) > 1:  # Wren A-C
            yield rf"{first_form}[\s.]+" + r"\.?[\s\-]?".join(halves) + r"\b\.?"
        yield rf"{_spaced(_bare(first))}{_APART}+{_spaced(_bare(last))}"


def _with_other_ending(short: str) -> str:
    """Milly for Millie: a fond ending is spelt as each family likes."""
    stem = re.fullmatch(r"(\w{2,}[^aeiou\W])(y|ie)", short)
    return short if stem is None else stem[1] + ("ie" if stem[2] == "y" else "y")


def _bare(word: str) -> str:
    return re.sub(r"[^\w]", "", word).lower()


def _run(person: _Person) -> str:
    joined = _bare(person.words[0]) + _bare(person.words[-1])
    return joined if len(joined) >= 6 else ""


def _letters(word: str) -> str:
    """A name as a pattern: its punctuation and spaces as people vary them."""
    if re.fullmatch(r"(?i)st\.?", word):
        return r"(?:st\.?|saint)"
    scots = re.fullmatch(r"(?i)(ma?c)([a-z]{3,})", word)
    if scots:
        return rf"ma?c[\s\-']?{scots[2]}"
    form = re.escape(word).replace(r"\-", r"[\s\-]*").replace(r"\ ", r"[\s\-]*")
    form = form.replace("'", r"[\s']?")
    return re.sub(r"\[\\s'\]\?(s)$", r"'?\1", form)


def _word(word: str) -> Iterator[str]:
    form = _letters(word)
    yield form
    if len(word) >= 4:  # the Ashbys, and an apostrophe forgotten
        yield rf"{form}s" if not word.endswith("y") else rf"(?:{form}s|{form[:-1]}ies)"
        if word[-1] in "shxz":
            yield rf"{form}es"


def _spaced(word: str) -> str:
    """Letters kept apart: W r e n, W.r.e.n, W-r-e-n."""
    return r"[\s._*\-]".join(map(re.escape, word))


def _parted(word: str) -> str:
    """A space slipped into a name with a capital: Mai sie."""
    name = word.capitalize()
    cuts = "|".join(rf"{name[:n]}[ \-]{name[n:]}" for n in range(2, len(name) - 1))
    return rf"(?-i:{cuts})"


def _any_of(forms: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(rf"{_FRONT}(?:{'|'.join(longest) or '(?!)'}){_BACK}", re.IGNORECASE)


def _otherwise(folded: Folded) -> Iterator[Folded]:
    """The text with figures read as letters, with runs of words parted at capitals."""
    leet = fold.rewritten(
        folded, _LEET_WORD, lambda m: "".join(_LEET.get(c, c) for c in m[0]) if m[0] else m[0]
    )
    if leet:
        yield leet
        ells = fold.rewritten(
            folded, _LEET_WORD, lambda m: "".join({**_LEET, "1": "l"}.get(c, c) for c in m[0])
        )
        if ells:
            yield ells
    if _CAMEL.search(folded.text):
        parted = fold.rewritten(folded, _CAMEL_PAIR, lambda m: f"{m[0][0]} {m[0][1]}")
        if parted:
            yield parted


_CAMEL_PAIR = re.compile(r"[a-z][A-Z]")
