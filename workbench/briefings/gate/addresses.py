"""Where somebody lives: a number and a street, a flat, a house by name, a door or a room."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.briefings.gate.public import of_office
from workbench.briefings.gate.view import Hit, View, hits

TYPES = (
    "street st road rd avenue ave av lane ln close cl drive dr way crescent cres court ct place pl "
    "terrace terr tce gardens gdns garden grove gr walk row square sq hill view mews park rise "
    "green parade fold croft bank garth gate side mount villas vale wynd loan brow nook meadow "
    "meadows meadowview quay wharf yard circus heights approach common end bottom top bridge path "
    "boulevard esplanade promenade ridge dale lea ley holme causeway alley buildings cottages "
    "chase copse dene glebe hollow ginnel snicket towers point apartments mansions maltings "
    "almshouses bungalows paddock orchard spinney".split()
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
    rf"({'|'.join(t.title() for t in TYPES)})\b\.?",
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
    r"pitch|lodge)\s*(?:no\.?\s*|number\s*|#\s*)?(?:\d{1,4}[A-Za-z]?|[A-Z]\d{0,3}|one|two|three|"
    r"four|five|six|seven|eight|nine|ten|eleven|twelve)(?![\w%])"
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
    r"square|lane|croft|paddock|street|circle|oval|row|green|hill|mount|oaks|elms|limes|firs|"
    r"beeches|poplars|willows|maltings|mews|drive|orchard|spinney|butts|pastures)\b",
    re.IGNORECASE,
)
# at 4 mill close: in small letters only after what says that somebody is there
_AT_SMALL = re.compile(
    r"\b(?:at|from|of|lived at|address(?: is| was|:)?|home(?: is| was|:)?) (\d{1,3}[a-f]? (?!(?:am|"
    r"pm|to|or|and|per|of|the|other|different|in)\b)[a-z'\-]{3,} (?:close|drive|court|place|way|"
    r"rise|square|green|hill|view|park|walk|row))"
    r"(?=[.,;:)]|$| (?:and|with|where|when|until|for|in)\b)"
)
_SAID_NUMBER = (
    r"(?:\d{1,4}[A-Fa-f]?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)"
)
# at no. 6, living at number forty-seven, the blue door, no. 31: shown, since a street may be told
# elsewhere; a list's "number one" stands after no "at".
_DOOR = re.compile(
    rf"\b(?:at|of|from|to|into|outside|opposite|door,?|gate,?|house,?|home,?|next to|neighbours? "
    rf"(?:at|from|in),?) (?:number|no\.?|nos\.?) ?({_SAID_NUMBER})"
    r"(?!\w|[.,]\d| (?:of|in|on|out)\b)",
    re.IGNORECASE,
)
_ROOM = re.compile(
    r"\b(?:room|bay|bed|unit|plot|pitch|berth|cabin|chalet|dorm)s? (?:no\.? |number )?"
    r"(?:\d{1,4}[A-Za-z]?|[A-Z]\d{0,3})(?!\w)",
    re.IGNORECASE,
)
_LODGED = re.compile(
    r"\b(?:hotel|hostel|refuge|b&b|bed and breakfast|lodgings?|bedsit|placed|accommodated|"
    r"accommodation|homeless|caravan|marina|site|guest ?house|tenancy|lived|living|stayed)\b"
)
_DOOR_MEND = "It may be the number of a home: say what kind of home it is."
_A_HEADER = 40  # characters at most: longer are the words before a table
# All of a cell under "Address", unless it says that nothing is known.
_SAYS_WHERE = re.compile(
    r"(?<!mail )(?<!web )(?<!ip )(?<!to )\baddress(?:es)?\b(?! (?:the|this|these|issues?|needs?))"
)
_AN_ADDRESS = re.compile(
    r"(?!(?:unknown|not |none|n/a|withheld|confidential|same|as above|various|no fixed|homeless|"
    r"yes|no\b))(?=.*[A-Z\d])[\w'\-,./ ]{4,80}",
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
_SOMEBODY = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|PC)\b")  # "24 Family home Mr Croft"
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


def find(view: View) -> Iterator[Hit]:
    """Addresses in one segment."""
    for pattern in (_STREET, _STREET_ANY_CASE):
        for found in pattern.finditer(view.text):
            if _is_street(view, found):
                yield of_office(view, Hit("address", *found.span()))
    for found in _HOUSE_WORDS.finditer(view.text):
        if found[1][0].isupper() and not _NO_STREET.search(found[1]):
            yield Hit("address", *found.span())
    for found in _FLAT.finditer(view.text):
        end = found.start() + len(found[0].rstrip(" ,"))
        if re.search(r"\d|(?i:flat|apartment|bedsit)\s+[a-z]{3}", found[0]) or (
            re.match(r"(?i)flat\s+[A-Z](?!\w)", found[0]) and "Flat" in found[0]
        ):
            yield Hit("address", found.start(), end)
    headed = view.segment.role == "cell" and view.segment.row != 1 and len(view.label) < _A_HEADER
    if headed and _SAYS_WHERE.search(view.label):
        whole = view.text.strip()
        if _AN_ADDRESS.fullmatch(whole):
            start = view.text.index(whole)
            yield of_office(view, Hit("address", start, start + len(whole)))
    yield from hits("address", _PO_BOX, view.text)
    yield from hits("address", _AT_SMALL, view.text, 1)
    for found in _DOOR.finditer(view.text):
        yield Hit("address", *found.span(), action="warn", mend=_DOOR_MEND)
    for found in _ROOM.finditer(view.text):
        if _LODGED.search(view.before(found.start(), 80)):
            yield Hit("address", *found.span(), action="warn", mend=_DOOR_MEND)
    for pattern in (_STREET_FIRST, _HOUSE_NAME, _THE_STREET):
        for hit in hits("address", pattern, view.text):
            yield of_office(view, hit)
    for found in _STREET_ALONE.finditer(view.text):
        if not re.match(
            r"(?:The|A|In|At|Mr|Mrs|Ms|Miss|Dr|Downing|Sesame|Fleet|Harley|High) ", found[0]
        ):
            yield Hit("address", *found.span(), action="warn")


def _is_street(view: View, found: re.Match[str]) -> bool:
    name, kind = found[2].strip(), found[3].lower()
    if _NO_STREET.search(name) or _NO_STREET_BEGINS.match(name) or _SOMEBODY.search(name):
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
