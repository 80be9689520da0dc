"""Where somebody lives or was: places of the key, addresses, postcodes, positions on a map."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from workbench.briefings.gate import fold
from workbench.briefings.gate.key import Key
from workbench.briefings.gate.lists import Lists
from workbench.briefings.gate.public import is_public_office
from workbench.briefings.gate.view import Hit, View, hits

# The 124 postcode areas (Royal Mail), and the Crown dependencies'.
_AREAS = frozenset(
    "AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL "
    "DN DT DY "
    "E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L "
    "LA LD LE LL "
    "LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG "
    "SK SL SM SN "
    "SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE".split()
)
_OUT = r"[A-PR-UWYZ](?:[A-HK-Y]?[0-9O][0-9O]?|[0-9][A-HJKPSTUW]|[A-HK-Y][0-9][ABEHMNPRVWXY])"
_IN = r"[0-9O][ABD-HJLNP-UW-Z]{2}"
_FULL = re.compile(rf"(?<![^\W_])({_OUT})[ .\-_,/]{{0,3}}({_IN})(?![^\W_])", re.IGNORECASE)
_SPACED = re.compile(r"(?<!\w)(?:[A-Z] ){1,2}\d (?:[A-Z0-9] )?\d [A-Z] [A-Z](?!\w)", re.IGNORECASE)
_OUT_PARTED = re.compile(
    rf"(?<![^\W_])[A-PR-UWYZ][A-HK-Y]? \d{{1,2}}[A-Z]? {_IN}(?![^\W_])|"
    rf"(?<![^\W_]){_OUT} [0-9O] [ABD-HJLNP-UW-Z]{{2}}(?![^\W_])|\bBFPO ?\d{{1,4}}\b|\bGIR ?0AA\b"
)
_ORDINAL = re.compile(r"(?:1st|2nd|3rd|[04-9]th)", re.IGNORECASE)
_MASKED = re.compile(
    rf"(?<![^\W_])({_OUT}) ?\d ?(?:\*\*|xx|\.\.|__|\?\?|--)(?!\w)|"
    rf"(?<![^\W_])({_OUT}) (?:\*{{3}}|xxx)(?!\w)",
    re.IGNORECASE,
)
_PART = re.compile(rf"(?<![\w])({_OUT})(?:[ ](\d))?(?![\w])", re.IGNORECASE)
_PART_BEFORE = re.compile(
    r"(?:post ?-?codes?|postal|post code)(?:[ \-](?:area|district|sector|prefix|beginning|starting|"
    r"begins|starts|of|is|was|with|in|the|outward|code|:))*[\s:(\"'=]*$"
)
_PART_AND = re.compile(r"(?:post ?-?codes?|postal)[^.]{0,40}\b(?:and|or|,|/)\s*$")
_PART_AFTER = re.compile(r"^[ \"')]*(?:area|postcodes?|post code|postal|district\b)")
_LIVES = re.compile(r"\b(?:in|near|around|across|within|from|to|of|at|,|\()\s*(?:the )?$|^\s*$")
# Codes that mean something else in this work: a social worker, a vitamin, a road, a form.
_NOT_AREAS = frozenset("SW EC CT PE ME PA CP CO PO SP TA CA HR IP EN".split())

_NO_AREA = _NOT_AREAS | frozenset("KS GP HV MP PC QS NG CG RR HC CM SI JSA".split())

_TYPES = (
    "street st road rd avenue ave av lane ln close cl drive dr way crescent cres court ct place pl "
    "terrace terr tce gardens gdns garden grove gr walk row square sq hill view mews park rise "
    "green parade fold croft bank garth gate side mount villas vale wynd loan brow nook meadow "
    "meadows meadowview quay wharf yard circus heights approach common end bottom top bridge path "
    "boulevard esplanade promenade ridge dale lea ley holme causeway alley buildings cottages "
    "chase copse dene glebe hollow ginnel snicket".split()
)
_SURE_TYPES = (
    "street st road rd avenue ave lane ln close drive crescent cres terrace terr tce gardens gdns "
    "grove mews croft fold villas garth cottages court ct place pl way walk row square sq parade "
    "rise mount heights drive boulevard gate".split()
)
_NAME_WORD = r"(?:(?:St\.?|Saint|Mc|O')?\s?[A-Z][A-Za-z'\-]+\.?|of|the|upon|le)"
_HOUSE = r"\d{1,4}(?:\s?[A-Fa-f])?(?:\s?[\-/]\s?\d{1,4}[A-Fa-f]?)?"
_STREET = re.compile(
    rf"(?<![\w£$€.,/\-])(?:no\.?\s?|number\s)?({_HOUSE}),?\s+((?:{_NAME_WORD}[ \-]){{1,4}})"
    rf"({'|'.join(t.title() for t in _TYPES)})\b\.?",
)
_STREET_ANY_CASE = re.compile(
    rf"(?<![\w£$€.,/\-])(?:no\.?\s?|number\s)?({_HOUSE}),?\s+((?:[a-z'\-]+[ ]){{1,3}}?)"
    rf"({'|'.join(_SURE_TYPES)})\b\.?",
    re.IGNORECASE,
)
_HOUSE_WORDS = re.compile(
    rf"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    rf"fourteen|fifteen|"
    rf"sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty)(?:[ \-](?:one|two|three|four|"
    rf"five|six|seven|eight|nine))?,? ((?:[A-Z][A-Za-z'\-]+ ){{1,3}})"
    rf"({'|'.join(t.title() for t in _SURE_TYPES)})\b",
    re.IGNORECASE,
)
_FLAT = re.compile(
    r"(?<![\w])(?:flat|apartment|apt\.?|bedsit|maisonette|house no\.?|house number|caravan|"
    r"pitch|lodge)\s*(?:no\.?\s*|number\s*|#\s*)?(?:\d{1,4}[A-Za-z]?|[A-Z]\d{0,3})(?![\w%])"
    r"(?-i:,?\s+(?:[A-Z0-9][\w'\-]*,?\s*){1,5})?",
    re.IGNORECASE,
)
_STREET_FIRST = re.compile(
    rf"(?<!\w)(?:[A-Z][A-Za-z'\-]+ ){{1,3}}(?:{'|'.join(t.title() for t in _SURE_TYPES)}),?"
    r"(?: (?i:no\.?|number|house|flat))? \d{1,4}[A-Za-z]?(?!\w)|"
    rf"(?<!\w)(?:[A-Z][A-Z'\-]+ ){{1,3}}(?:{'|'.join(t.upper() for t in _SURE_TYPES)}),? "
    rf"NO\.? \d{{1,4}}(?!\w)"
)
_HOUSE_NAME = re.compile(
    r"(?<!\w)(?:(?:The )?(?:[A-Z][a-z'\-]+ ){1,2}(?:Cottages?|House|Farm(?:house)?|Lodge|Barns?|"
    r"Villa|Rectory|Manor|Hall|Court|Mill|Bungalow|Vicarage|Towers?|Dairy|Forge|Smithy|Stables?|"
    r"Granary|Oast|Bakery|Brewery|Schoolhouse|Gatehouse|Tollhouse|Croft|View|Nook|Haven|Rest)|"
    r"The (?:Old [A-Z][a-z]+|Elms|Firs|Laurels|Limes|Beeches|Willows|Hollies|Poplars|Oaks|Gables|"
    r"Birches|Chestnuts|Cedars|Hawthorns|Bungalow|Cottage|Forge|Smithy|Granary|Stables)),? "
    r"(?:[A-Z][a-z'\-]+ ){1,2}"
    r"(?:Street|Road|Avenue|Lane|Crescent|Terrace|Gardens|Grove|Mews|Close|Croft|Drive|Way|"
    r"Place|Hill|Row|Rise)\b"
)
_THE_STREET = re.compile(
    r"(?<![\w£.,/\-])\d{1,3}[A-Fa-f]?,? the (?:crescent|close|avenue|grove|mews|terrace|"
    r"gardens|parade|rise|"
    r"square|lane|croft|paddock|street|circle|oval)\b",
    re.IGNORECASE,
)
_PO_BOX = re.compile(r"\bP\.?\s?O\.?\s?Box\s?\d+", re.IGNORECASE)
_NO_STREET = re.compile(
    r"\b(?:family|county|crown|high|magistrates'?|youth|supreme|appeal|in|the|a|this|that|any|same|"
    r"right|good|safe|working|school|calendar|of|to|for|first|no|per|each|and|or|new|"
    r"better|different|other|particular|timely|only|one|two|open|weeks?|days?|months?|"
    r"years?|hours?|"
    r"minutes?|children|people|families|staff|police|officers?|cases|visits|meetings)\s*$",
    re.IGNORECASE,
)
_NO_STREET_AFTER = re.compile(
    r"^\s*(?:hearings?|orders?|proceedings|cases?|applications?|judges?|reports?|of safety|"
    r"forward)\b",
    re.IGNORECASE,
)
_NO_STREET_BEGINS = re.compile(
    r"(?:working|calendar|month|year|week|day|hour|minute|percent|per|of|in|to)\b", re.IGNORECASE
)
_NUMBERED_THINGS = re.compile(
    r"(?:section|schedule|article|regulation|part|rule|page|chapter|level|tier|grade|band|stage|"
    r"standard|paragraph|recommendation|finding|question|table|figure|form|year|age|aged|ward)\s*$"
)
# Ends of streets that are also words: only with capitals, and not before "hearing" and the like.
_AMBIGUOUS = frozenset(
    "court place way park view green hill end top side common bank gate path row walk rise "
    "drive st "
    "close square parade mount approach bridge yard garden".split()
)
_STREET_ALONE = re.compile(
    r"(?<![\w])(?:[A-Z][a-z'\-]+ ){1,2}(?:Street|Road|Avenue|Lane|Crescent|Terrace|Gardens|"
    r"Grove|Mews|"
    r"Close|Croft)\b"
)

_DECIMAL = re.compile(
    r"(?<![\w.])(-?[4-6]\d\.\d{3,})°?\s?[NSns]?[\s,;/]{1,3}(?:lon\w*[\s:=]*)?(-?\d{1,2}\.\d{3,})°?\s?[EWew]?(?!\w|"
    r"\.\d)"
)
_ONE_DECIMAL = re.compile(r"(?<![\w.])-?\d{1,2}\.\d{4,}°?\s?[NSEWnsew]?(?!\w|\.\d)")
_POSITION_LABEL = re.compile(
    r"\b(?:lat(?:itude)?|lon(?:g|gitude)?|gps|coordinates?|co-ordinates?|position|location|"
    r"pin|geo\w*)"
    r"\b[\s:=(]*$"
)
_DEGREES = re.compile(
    r"(?<!\w)\d{1,2}\s?[°º˚o]\s?\d{1,2}(?:\.\d+)?\s?['m]\s?(?:\d{1,2}(?:\.\d+)?\s?(?:\"|''|"
    r"s)\s?)?[NS]"
    r"[\s,;]*\d{1,3}\s?[°º˚o]\s?\d{1,2}(?:\.\d+)?\s?['m]\s?(?:\d{1,2}(?:\.\d+)?\s?(?:\"|''|"
    r"s)\s?)?[EW]",
    re.IGNORECASE,
)
_GRID = re.compile(
    r"(?<![^\W_])(?:[HJNOST][A-HJ-Z]|[A-HJ-Z](?=\d))\s?(?:\d{3}\s?\d{3}|\d{4}\s?\d{4}|"
    r"\d{5}\s?\d{5})(?!\w)",
    re.IGNORECASE,
)
# The Ordnance Survey's squares that hold land of Great Britain.
_SQUARES = frozenset(
    "HP HT HU HW HX HY HZ NA NB NC ND NF NG NH NJ NK NL NM NN NO NR NS NT NU NW NX NY NZ "
    "OV SC SD SE "
    "SH SJ SK SM SN SO SP SR SS ST SU SV SW SX SY SZ TA TF TG TL TM TQ TR TV".split()
)
_GRID_LABEL = re.compile(r"\b(?:grid|os ref|ngr|os map|map ref)\b[^\d]{0,25}$")
_THREE_WORDS = re.compile(
    r"(?<![\w:])///[a-z]{3,}\.[a-z]{3,}\.[a-z]{3,}|"
    r"\bw3w[\s:/.co]*[a-z]{3,}\.[a-z]{3,}\.[a-z]{3,}|what3words\W+(?:is |was "
    r")?[a-z]{3,}\.[a-z]{3,}\.[a-z]{3,}"
)


class KeyPlaces:
    """The key's places, whole and by the part that tells."""

    def __init__(self, key: Key, lists: Lists) -> None:
        self.lists = lists
        forms: set[str] = set()
        for entry in key.entries:
            if entry.kind == "place":
                forms |= set(self._forms(fold.plain(entry.real)))
        longest = sorted(forms, key=lambda form: (-len(form), form))
        self._pattern = re.compile(
            rf"(?<![^\W_])(?:{'|'.join(longest)})(?:'?s)?(?![^\W_])" if longest else r"(?!)",
            re.IGNORECASE,
        )

    def find(self, view: View) -> Iterator[Hit]:
        """Places of the key in one segment."""
        yield from hits("place", self._pattern, view.text)

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
        letters = "".join(
            w[0] for w in re.findall(r"[A-Za-z][\w']*", real) if w.lower() not in _SMALL
        )
        if len(letters) >= 4:
            yield rf"(?-i:{letters.upper()})"

    def _telling_part(self, real: str) -> str:
        """ "Tollgate" of the Tollgate Estate."""
        kinds = "|".join(
            sorted((re.escape(w) for w in self.lists.words["place_words"]), key=len, reverse=True)
        )
        tail = rf"(?:\s+(?:{kinds}|{'|'.join((*_TYPES, *_KINDS))}))+$"
        core = re.sub(tail, "", real, flags=re.IGNORECASE).strip(" ,")
        return re.sub(
            r"^(?:the|flat \w+,?|apartment \w+,?|\d+\w?,?|ward)\s+", "", core, flags=re.IGNORECASE
        )


_OF_A_TOWN = frozenset("royal general district university county community".split())
_SMALL = frozenset("of and the for in at on".split())
# What a place is, at the end of its name: with place_words and the types of streets.
_KINDS = (
    (
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


def find(view: View) -> Iterator[Hit]:
    """Postcodes, addresses, positions and named institutions in one segment."""
    yield from _postcodes(view)
    yield from _addresses(view)
    yield from _positions(view)
    yield from _institutions(view)


def _postcodes(view: View) -> Iterator[Hit]:
    for found in _FULL.finditer(view.text):
        if _ORDINAL.fullmatch(found[2]) and not found[2].isupper():
            continue
        area = re.match(r"[A-Za-z]+", found[1])
        parted = re.search(r"[.\-_,/]", view.text[found.end(1) : found.start(2)])
        if parted and area and area[0].upper() not in _AREAS:
            continue
        if re.search(r"\d", found[1]) or "postcode" in view.before(found.start()):
            yield _of_office(view, Hit("postcode", *found.span()))
    for pattern in (_SPACED, _OUT_PARTED, _MASKED):
        for hit in hits("postcode", pattern, view.text):
            yield _of_office(view, hit)
    for found in _PART.finditer(view.text):
        if _is_part(view, found):
            yield Hit("postcode", *found.span())


_OFFICE = "It looks like the address of an office: leave it if it is."


def _of_office(view: View, hit: Hit) -> Hit:
    """The same, only shown where it is an office's."""
    if is_public_office(view.text, hit.start, hit.end, view.labels):
        return replace(hit, action="warn", mend=_OFFICE)
    return hit


def _is_part(view: View, found: re.Match[str]) -> bool:
    before, after = view.before(found.start(), 60), view.after(found.end())
    if _PART_BEFORE.search(before) or _PART_AND.search(before):
        return True
    if re.search(r"post ?-?code", view.label) and found[0] == view.text.strip():
        return True
    area = re.match(r"[A-Z]+", found[1].upper())
    if area is None:
        return False
    invented = len(area[0]) == 2 and area[0] not in _NO_AREA and found[1].isupper()
    if _PART_AFTER.match(after) and invented:
        return True
    if area[0] not in _AREAS:
        return False
    road = len(area[0]) == 1 and area[0] in "AMB"
    if _PART_AFTER.match(after):
        return not road or "postcode" in after[:20]
    sure = len(area[0]) == 2 and area[0] not in _NOT_AREAS and found[1].isupper()
    return (
        sure
        and bool(
            re.search(r"\b(?:in|near|around|across|within|from|to|of|at)\s+(?:the )?$", before)
        )
        and not re.match(r"^[\s]*(?:form|level|unit|module)", after)
    )


def _addresses(view: View) -> Iterator[Hit]:
    for pattern in (_STREET, _STREET_ANY_CASE):
        for found in pattern.finditer(view.text):
            if _is_street(view, found):
                yield _of_office(view, Hit("address", *found.span()))
    for found in _HOUSE_WORDS.finditer(view.text):
        if found[1][0].isupper() and not _NO_STREET.search(found[1]):
            yield Hit("address", *found.span())
    for found in _FLAT.finditer(view.text):
        end = found.start() + len(found[0].rstrip(" ,"))
        if re.search(r"\d", found[0]) or (
            re.match(r"(?i)flat\s+[A-Z](?!\w)", found[0]) and "Flat" in found[0]
        ):
            yield Hit("address", found.start(), end)
    yield from hits("address", _PO_BOX, view.text)
    for pattern in (_STREET_FIRST, _HOUSE_NAME, _THE_STREET):
        for hit in hits("address", pattern, view.text):
            yield _of_office(view, hit)
    for found in _STREET_ALONE.finditer(view.text):
        if not re.match(
            r"(?:The|A|In|At|Mr|Mrs|Ms|Miss|Dr|Downing|Sesame|Fleet|Harley|High) ", found[0]
        ):
            yield Hit("address", *found.span(), action="warn")


def _is_street(view: View, found: re.Match[str]) -> bool:
    name, kind = found[2].strip(), found[3].lower()
    if _NO_STREET.search(name) or _NO_STREET_BEGINS.match(name):
        return False
    if _NUMBERED_THINGS.search(view.before(found.start(), 25)):
        return False
    number = re.match(r"\d+", found[1])
    if number and len(number[0]) == 4 and 1900 <= int(number[0]) <= 2099:
        return False
    if kind not in _AMBIGUOUS:
        return True
    if _NO_STREET_AFTER.match(view.text[found.end() :]):
        return False
    capitals = all(word[0].isupper() for word in name.split())
    return capitals and (view.text[found.start(3)].isupper() or kind == "st")


def _positions(view: View) -> Iterator[Hit]:
    yield from hits("gps", _DECIMAL, view.text)
    yield from hits("gps", _DEGREES, view.text)
    yield from hits("gps", _THREE_WORDS, view.text)
    for found in _ONE_DECIMAL.finditer(view.text):
        if _POSITION_LABEL.search(view.before(found.start())):
            yield Hit("gps", *found.span())
    for found in _GRID.finditer(view.text):
        written = found[0]
        figures = len(re.sub(r"\D", "", written))
        square = written[:2].upper() in _SQUARES and written[:2].isupper() and " " not in written
        usual = written[:2].isupper() and written[1].isalpha() and figures in (6, 8, 10)
        long_enough = usual and re.search(r"\d \d|\d{8}", written)
        if square or long_enough or _GRID_LABEL.search(view.before(found.start())):
            yield Hit("gps", *found.span())


def _institutions(view: View) -> Iterator[Hit]:
    """A school or hospital by name: perhaps meant to be named, so only shown."""
    kinds = "|".join(w.title() for w in view.lists.words["place_words"])
    pattern = re.compile(rf"(?<!\w)(?:(?:St\.?|Saint|[A-Z][a-z'\-]+) ){{1,3}}(?:{kinds})\b")
    for found in pattern.finditer(view.text):
        if re.match(
            r" (?:NHS|Foundation|Trust|Board|Service|Nurs|Place|Admission|Council)",
            view.text[found.end() :],
        ):
            continue
        if not re.match(
            r"(?:The|A|An|Each|Every|Her|His|Their|This|That|In|At|Primary|Secondary|Local|"
            r"Special|National|Royal College|Of|With|From|For|And|But|When|While|Both) ",
            found[0],
        ):
            yield Hit("place", *found.span(), action="warn")
    yield from _villages(view)


# Little Marwick, St Dyfrig's, Our Lady of Sorrows; the town somebody came from.
_SMALL_PLACE = re.compile(
    r"(?<![\w-])(?:Little|Great|Nether|Upper|Lower|Much|Market|Chipping|King's|"
    r"Bishops|Bishop's|Abbots|Abbot's) [A-Z][a-z]{3,}(?:-[a-z]+-[A-Z][a-z]+)?(?!\w)"
)
_SAINT = re.compile(
    r"(?<![\w-])(?:(?:St\.?|Saint) [A-Z][a-z]+(?:'?s)?(?: and [A-Z][a-z]+)?|Our Lady of (?:the "
    r")?[A-Z][a-z]+|"
    r"(?:All Saints|Holy Trinity|Sacred Heart|Holy Family)(?= (?:Church|Parish|Hall|School|in|"
    r"at)|,))"
    r"(?! (?:John Ambulance|George's Day|Andrew's Day|David's Day|Patrick's Day|Day|Helena))"
)
_FROM = re.compile(
    r"\b(?:(?:came|flown|flew|moved|travelled|arrived|fled|returned|originally|hails?|back|sent|"
    r"trafficked)(?: (?:here|over|in|back|out|away))? (?:from|to)|left for|born (?:and raised )?in|"
    r"grew up in|emigrated (?:from|to)|deported to|family (?:is|are|were) from)"
    r" (?-i:([A-Z][a-z]{3,}(?:[ -](?:[A-Z][a-z]+|on|upon|de|el|al))?))(?!\w)",
    re.IGNORECASE,
)
# Lands, and bodies that send and receive: they point at nobody.
_WIDE = frozenset(
    "england wales scotland ireland britain northern europe africa asia america australia canada "
    "india "
    "pakistan bangladesh poland romania france germany spain italy portugal nigeria ghana "
    "somalia kenya "
    "eritrea ethiopia sudan syria iraq iran afghanistan turkey ukraine russia china vietnam "
    "albania "
    "lithuania latvia bulgaria hungary slovakia jamaica children police social health hospital "
    "home "
    "adult adults early year court care mother father child baby school local london north south "
    "east "
    "west section working level step phase being having people foster family staff other others "
    "january february march april june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday christmas easter spring "
    "summer".split()
)


_COURT_AT = re.compile(
    r"(?<!\w)(?:(?:Crown|County|Family|Magistrates'?|Youth|Coroner'?s) Court (?:at|in|sitting at) "
    r"[A-Z][a-z]+|[A-Z][a-z]+ (?:Crown|County|Family|Magistrates'?|Youth|Coroner'?s) Court)(?!\w)"
)


def _villages(view: View) -> Iterator[Hit]:
    """Places so small, or so far, that they tell who it is: shown."""
    for pattern in (_SMALL_PLACE, _SAINT, _COURT_AT):
        yield from (replace(h, action="warn") for h in hits("place", pattern, view.text))
    for found in _FROM.finditer(view.text):
        if found[1].split()[0].split("-")[0].lower() not in _WIDE:
            yield Hit("place", *found.span(1), action="warn")
