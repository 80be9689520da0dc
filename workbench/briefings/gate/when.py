"""Days: dates of birth always, other exact days where the policy is the month or the age.

A document's own dates are not a child's: when it was published, approved or is to be reviewed, a
deadline, when a law came in, the year a report covers. They are let stand, or only shown.
"""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Literal

from workbench.briefings.gate.numbers import otherwise
from workbench.briefings.gate.view import Hit, View

_MONTHS = {name.lower(): n for n, name in enumerate(month_name) if name}
_MONTHS |= {name.lower(): n for n, name in enumerate(month_abbr) if name}
_MONTHS |= {
    "sept": 9,
    "janu": 1,
    "febr": 2,
    "febuary": 2,
    "feburary": 2,
    "septmber": 9,
    "octber": 10,
    "agust": 8,
    "novemeber": 11,
    "decmber": 12,
    "janurary": 1,
    "apirl": 4,
    "jly": 7,
}
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_ONES = "first second third fourth fifth sixth seventh eighth ninth".split()
_TEENS = (
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth "
    "eighteenth nineteenth"
).split()
_ORDINALS = {w: n for n, w in enumerate([*_ONES, *_TEENS, "twentieth"], 1)}
_ORDINALS |= {f"twenty-{w}": 20 + n for n, w in enumerate(_ONES, 1)} | {
    "thirtieth": 30,
    "thirty-first": 31,
}
_ORDINAL = "|".join(w.replace("-", "[ -]") for w in sorted(_ORDINALS, key=len, reverse=True))
_ONES_SAID = "one two three four five six seven eight nine".split()
_TEENS_SAID = (
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
)
_TENS = (
    r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    r"twenty|thirty)"
)
_YEAR_WORDS = (
    rf"(?:two thousand(?:[ ,]+(?:and )?(?:{_TENS}|one|two|three|four|five|six|seven|eight|nine)"
    r"(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)?|"
    rf"(?:twenty|nineteen)[ -](?:oh[ -])?(?:{_TENS}|forty|fifty|sixty|seventy|eighty|"
    rf"ninety|one|two|three|"
    r"four|five|six|seven|eight|nine)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_DAY_TH = rf"{_DAY}\s?(?:st|nd|rd|th|\^th)?"
_WEEKDAY = (
    r"(?:(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s+(?:the\s+)?)?"
)
_YEAR4 = r"(?:19|20)\d\d"
_YEAR = rf"(?:{_YEAR4}|'?\d\d)"
_ROMAN = r"(?:xii|xi|x|ix|viii|vii|vi|v|iv|iii|ii|i)"
_JOIN = r"\s*(?:to|until|and|-|&|/)\s*"

_FORMS = [
    # 14 March 2021, 14th of March '21, 14-Mar-21, Sunday 14 March; days of a range before it
    rf"{_WEEKDAY}(?:(?:the\s+)?{_DAY_TH}{_JOIN})?(?:the\s+)?{_DAY_TH}(?:\s+inst\.?)?(?:\s*(?:day\s+)?of(?:\s+(?:last|this|next))?)?[\s.,/\-_]*"
    rf"{_MONTH}(?:\b|(?=\d))\.?(?:[\s.,/\-_]*(?:{_YEAR}|{_YEAR_WORDS})(?!\d))?",
    # March 14th, 2021; Mar 14 2021
    rf"\b{_WEEKDAY}{_MONTH}\b\.?[\s.,\-]*(?:the\s+)?{_DAY}\s?(?:st|nd|rd|th)?(?!\d)(?![:.]\d)"
    rf"(?:[\s.,/\-]+(?:of\s+)?{_YEAR4})?(?![\d%])",
    # the fourteenth of March, twenty twenty-one
    rf"\b(?:the\s+)?(?:{_ORDINAL})(?:\s+day)?(?:\s+of)?\s+{_MONTH}\b(?:[\s,]+(?:in\s+)?(?:{_YEAR4}|"
    rf"{_YEAR_WORDS}))?",
    rf"\b{_MONTH}\s+(?:the\s+)?(?:{_ORDINAL})\b(?:[\s,]+(?:{_YEAR4}|{_YEAR_WORDS}))?",
    # 14/03/2021, 14.3.21, 14 - 03 - 2021, 14 03 2021, 14|03|2021
    rf"{_DAY}\s?([/.\-_|,\\'])\s?(?:1[0-2]|0?[1-9])\s?\1\s?(?:{_YEAR4}|\d\d)(?![\d])",
    rf"{_DAY}[ ](?:1[0-2]|0[1-9])[ ]{_YEAR4}(?!\d)",
    # 2021-03-14, 2021/3/14, 20210314
    rf"{_YEAR4}(?P<y> ?[/\-] ?|[._])(?:1[0-2]|0?[1-9])(?P=y){_DAY}(?!\d)",
    rf"{_YEAR4}[ |](?:1[0-2]|0[1-9])[ |](?:3[01]|[12]\d|0[1-9])(?!\d)",
    r"(?:19|20)\d\d(?:1[0-2]|0[1-9])(?:3[01]|[12]\d|0[1-9])(?!\d)",
    # 14.iii.2021
    rf"{_DAY}[.\-/ ]{_ROMAN}[.\-/ ](?:{_YEAR4}|\d\d)(?!\d)",
    # month first, as American programs write it: 03/14/2021
    r"(?:1[0-2]|0?[1-9])(?P<m>[/\-])(?:3[01]|2\d|1[3-9])(?P=m)(?:19|20)?\d\d(?!\d)",
]
_ANY_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_WEEKDAY_AND_DAY = re.compile(
    rf"\b(?:{_ANY_WEEKDAY}|(?-i:Mon|Tues?|Weds?|Thurs?|Thu|Fri|Sat|Sun)\.?),? "
    rf"(?:the )?(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)(?!\w)",
    re.IGNORECASE,
)
# the last Friday of April 2015, the second Sunday in Advent
_COUNTED_DAY = re.compile(
    rf"\b(?:the )?(?:first|second|third|fourth|fifth|last|final|penultimate|1st|2nd|3rd|4th|5th) "
    rf"{_ANY_WEEKDAY} (?:of|in|after|before) (?:the )?(?:{_MONTH}|advent|lent|epiphany|easter|"
    rf"trinity|"
    rf"ramadan|(?:spring|summer|autumn|winter)(?: term| holidays?)?|term|year|new year)\b"
    rf"(?:,? (?:of |in )?{_YEAR4})?|"
    # the last day of March 2021; the 14th day of the third month of 2016
    rf"\b(?:the )?(?:first|last|final|second|penultimate) day of {_MONTH}\b(?:,? {_YEAR4})?|"
    rf"\b(?:the )?(?:{_DAY_TH}|{_ORDINAL}) (?:day )?of the (?:{_ORDINAL}|{_DAY_TH}) ?(?:month)?,? "
    rf"(?:of |in )?{_YEAR4}",
    re.IGNORECASE,
)


@lru_cache(maxsize=4)
def _named_days(days: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Days that have a name: with their year, and "on" one of them without."""
    forms = "|".join(
        re.escape(d.lower()).replace("'", "'?").replace(r"\-", r"[\s\-]?").replace(r"\ ", r"[\s]+")
        for d in sorted(days, key=len, reverse=True)
    ).replace("|st[\\s]+", r"|(?:st\.?|saint)\s+")
    return (
        re.compile(rf"\b(?:{forms})[\s,]+(?:in |of )?(?:{_YEAR4}|'\d\d)(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<=\bon )(?:the )?(?:{forms})(?!\w)(?! (?:card|lunch|dinner|party))", re.I),
    )


# A day and month without a year, only where it is called one: "on 22/5".
_SHORT = re.compile(
    rf"(?<=\bon )(?:the )?{_DAY}[/.](?:1[0-2]|0?[1-9])(?![\w/.%]|\.\d)", re.IGNORECASE
)
_MISSPELT = re.compile(
    rf"(?<![\w£]){_DAY_TH}(?:\s+of)?\s+([A-Za-z]{{3,10}})\.?,?\s+{_YEAR4}(?!\w)", re.IGNORECASE
)
_DATE = re.compile(
    rf"(?<![\w£$€])(?<!\d[.,/\-:])(?:{'|'.join(_FORMS)})(?!(?!T\d)\w|/\d)", re.IGNORECASE
)
_MONTH_YEAR = re.compile(
    rf"(?<![\w£$€]){_MONTH}\b\.?[\s,'\-/]*(?:{_YEAR4}|'\d\d)(?!\w)", re.IGNORECASE
)
_EIGHT = re.compile(r"(?<!\w)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)?\d\d(?!\w)")
# "1 6 2016", after a word for a birth
_IN_SPACES = re.compile(rf"(?<![\w.,/]){_DAY} (?:1[0-2]|0?[1-9]) (?:{_YEAR4}|\d\d)(?![\w/]|[.,]\d)")
# "twelve eleven sixteen", after a word for a birth
_SAID = "|".join((*_ONES_SAID, *_TEENS_SAID, "twenty", "thirty", "oh"))
_SPOKEN = re.compile(
    rf"\b(?:{_SAID})(?:[ -](?:{_SAID}))?[,/. \-]+(?:the )?(?:{_SAID})[,/. \-]+(?:of )?"
    rf"(?:{_YEAR_WORDS}|"
    rf"{_YEAR4}|"
    rf"(?:{_SAID})(?:[ -](?:{_SAID}))?)(?!\w)|"
    # "the third of the fourth sixteen"
    rf"\b(?:the )?(?:{_ORDINAL}) of (?:the )?(?:{_ORDINAL})[ ,]+(?:of )?(?:{_YEAR_WORDS}|{_YEAR4}|"
    rf"'?\d\d|(?:{_SAID})(?:[ -](?:{_SAID}))?)(?!\w)",
    re.IGNORECASE,
)
_DAY_OF_MONTH = re.compile(rf"(?<![\w.])(?:the\s+)?{_DAY}(?:st|nd|rd|th)(?!\w)", re.IGNORECASE)

_BORN = re.compile(
    r"(?:\bborn\b|\bd\.?\s?[o0]\.?\s?b\b\.?|date[s]? of birth|birth ?dates?|birthdays?|birth date|"
    r"\bb\.|\bdelivered\b|\bestimated due date\b|\bedd\b|gave birth|\bbirth of\b|date-of-birth)"
    r"[^.;!?]{0,40}$"
)
_BORN_AFTER = re.compile(
    r"^[\s,)]*(?:\(?(?:dob|date of birth|birth|born|d\.o\.b)\b|(?:was|is|as) (?:his|her|"
    r"their) (?:date of birth|birthday|dob))"
)
# A law's own days, and those of a court's rule: nobody's.
_OF_A_LAW = re.compile(
    r"\b(?:(?:regulations|act|policy|guidance|circular|code) of(?: the)?|"
    r"law (?:was |has )?(?:changed|took effect|altered)|royal assent|"
    r"(?:act|regulations?|order|rules|directive)\b[^.]{0,25}\b(?:19|20)\d\d[^.]{0,50}\b(?:received|"
    r"commenced|in force|into force|applies|applied|enacted|passed|made law|repealed)|"
    r"(?:enacted|repealed|became law|made law|passed into law))\b[^.]{0,25}$"
)
# Just before a date of the document's own.
_OWN = re.compile(
    r"(?:\b(?:(?:paper|report|briefing|note|document) (?:is |was )?dated|"
    r"made|prepared|produced|compiled|drafted|generated|publish(?:ed|ing)|"
    r"publication(?: date)?|date of publication|report (?:date|dated)|"
    r"date of (?:the )?(?:report|meeting|board|issue|review meeting)|issued|issue date|"
    r"(?:board|partnership|panel|executive|committee|group)(?: meeting)?(?: held| on| of| date)*|"
    r"meeting (?:date|held|of|on)|(?:board|panel|group) meets|"
    r"version(?: \d+(?:\.\d+)*)?|draft(?: \d+)?|v\d+(?:\.\d+)*|last (?:updated|reviewed|"
    r"modified|changed|amended|checked|revised)|(?:first|re)[ -]?(?:issued|published)|updated|"
    r"revised|next (?:review|meeting)|(?:next|will) be reviewed|next reviewed|review (?:date|due|"
    r"by)|as (?:at|of)|correct (?:at|"
    r"on)|due(?: by| date| on)?|"
    r"deadline|closing date|approved(?: by the (?:board|partnership))?|signed off|ratified|"
    r"agreed by the (?:board|partnership)|"
    r"in force|effective|commenced|came into (?:force|effect)|launch(?:ed|es)?|webinar|training|"
    r"conference|seminar|event|workshop|briefing date|completed? by|to be completed|"
    r"implement(?:ed)? by|respond by|response by|"
    r"accessed|retrieved|viewed|printed|downloaded|year (?:ended|ending|to)|period|financial year|"
    r"inspected|inspection(?: dates?)?|date)\b)(?: (?:on|by|from|in|the|at|is|was|of|to|"
    r"for|held))*[\s:;,(\-–]*(?:on |the )*$"
)
# The partnership's own work, and when something is to be done.
_WORK = re.compile(
    r"\b(?:review|inspection|audit|fieldwork|survey|consultation|panel|inspectors|"
    r"reviewers?|order|policy|"
    r"procedure|system|process|service|programme|direction|"
    # A strategy discussion is about a child.
    r"strategy(?! (?:discussion|meeting))|guidance|partnership|"
    r"board|it)\b[^.]{0,25}?"
    r"\b(?:began|started|took place|(?:was|were) (?:carried out|held|completed|"
    r"commissioned|agreed|published|"
    r"implemented|introduced|launched|set up|established|lifted|changed)|met|ended|"
    r"concluded|looked at|covers?|"
    r"covered|finished|runs?|ran)[^.]{0,30}?(?:on|from|between|in|the period|of)\s+(?:the )?$|"
    r"\b(?:implemented|introduced|launched|into force|rolled out|commences?|changed to "
    r"\S+)\s+(?:on|from)\s+(?:the )?$|"
    r"\b(?:statement|response|plan|report|reply|evidence|submit(?:ted)?|send|sent|"
    r"provided?|publish(?:ed)?|"
    r"completed?|in place|returned?|action|implemented|delivered|done|ready|achieved|"
    r"reviewed)\b[^.]{0,60}\bby (?:the )?$"
)
# A paper of the partnership's and what was done with it: "the policy (version 5, reviewed …)".
_PAPER = re.compile(
    r"\b(?:policy|policies|procedures?|protocols?|guidance|guide|toolkit|pathway|strategy|chapter|"
    r"(?:this |the |our )?(?:paper|report|briefing|note)|document|leaflet|terms of reference|"
    r"action "
    r"plan|business plan|framework|standards?|version)\b[^.]{0,70}(?:[^.]|\d\.\d){0,20}"
    r"\b(?:reviewed|agreed|approved|endorsed|adopted|ratified|signed off|signed|written|drafted|"
    r"published|issued|updated|revised|amended|changed|withdrawn|replaced|superseded|launched|"
    r"presented|cleared)\b"
    r"(?:,? (?:and|then) [a-z]+)?(?:,? (?:by|at|with|to) (?:the |our |its )?[\w ']{3,40}?)?"
    r"(?:,? (?:on|in|of))?[\s(:,]*(?:the )?$|"
    r"\bagreed by (?:the |our )?(?:partners|partnership|board|executive|panel|"
    r"committee)\b[^.]{0,20}$"
)
# Meetings about a child and what is made or issued in a case: no dates of the document.
_OF_THE_CASE = re.compile(
    r"\b(?:strategy|core group|child protection|professionals'?|discharge|planning|legal planning|"
    r"gateway|care team|family group|family|network|transition|reintegration|escalation|cin|"
    r"child in need|team around the (?:child|family)|pep|ehcp|marac|mappa)"
    r"(?: (?:review|planning))? (?:meetings?|discussions?|conferences?|panel|visits?)\b[^.]{0,25}$|"
    r"\b(?:order|referral|disclosure|allegation|complaint|arrest|999 call|call|decision to remove|"
    r"placement|diagnosis|injur(?:y|ies)|warning|summons|tenancy|prescription)s? (?:was|were|had "
    r"been) (?:first )?(?:made|issued|revised|updated|due|given|reviewed)\b[^.]{0,20}$|"
    # What workers write and do, day by day.
    r"\b(?:(?:case|file|daily|nursing|ward|medical|school) notes?|notes|entr(?:y|ies)|recordings?|"
    r"logs?|statements?|contacts?|appointments?|visits?|photographs?|threats?|checks?|body maps?) "
    r"(?:was|were|had been) (?:first |last )?(?:made|written|taken|entered|recorded|updated|"
    r"due|booked|kept)\b[^.]{0,20}$"
)
# When something that anybody may take up ends or begins: a post, an offer, a consultation.
_OPEN_TO_ALL = re.compile(
    r"\b(?:consultation|survey|applications?|bookings?|registrations?|nominations?|recruitment|"
    r"vacanc(?:y|ies)|post|role|secondment|internship|offer|discount|early bird|funding|grants?|"
    r"contract|pilot|scheme|course|campaign|call for (?:papers|views|evidence)|exhibition|tender|"
    r"bids?|sign-?up|enrolment|poll|competition|subscription|trial period)\b[^.]{0,30}?"
    r"\b(?:ends?|ending|closes?|closing|opens?|opening|expires?|finish(?:es)?|starts?|runs?|"
    r"available|extended)(?: (?:from|until|till|to|on|at (?:noon|midnight|\d[\w.:]*) on|by))*"
    r"[\s:]*(?:the )?$|"
    r"\b(?:training|learning|event|course|session|conference|seminar|webinar|workshop|launch|forum|"
    r"drop-in|celebration|lunch)(?: (?:day|event|session|evening|morning))?s?"
    r"(?:(?: (?:will be held|will take place|takes? place|is|are|are held|runs?))(?: on)?|:) "
    r"(?:the )?$|"
    r"\b(?:applications?|nominations?|bids?|replies|bookings?|submissions?|"
    r"expressions of interest)\b"
    r"[^.]{0,25}?\bby (?:noon |midnight |\d[\w.:]* )?(?:on )?(?:the )?$|"
    r"\binterviews?(?:: ?| (?:will be|are to be|are|to be) (?:held )?(?:on )?)(?:the )?$"
)
_ENDS = re.compile(
    r"(?:^|[.;:(|•]\s*)(?:ends|closes|opens|expires|finishes|starts|closing|opening)(?: on)?[\s:]*"
    r"(?:the )?$"
)
_ENDS_FOR_SOMEBODY = re.compile(
    r"\b(?:order|tenancy|placement|bail|curfew|licence|sentence|plan|child|pupil|patient|custody|leave|"
    r"injunction|visa)\b"
)
_YEAR_END = re.compile(
    rf"(?:the )?(?:31(?:st)?(?: of)? (?:march|august)|0?1(?:st)?(?: of)? (?:april|"
    rf"september))(?:,? {_YEAR4})?|"
    rf"31/0?3/{_YEAR4}|0?1/0?4/{_YEAR4}",
    re.IGNORECASE,
)
_COUNTED_AT = re.compile(
    r"(?:\b(?:at|as|to|from|of|ending|since|between|and|until|post|before|by|period|with "
    r"effect from|year|[-–]))\s*(?:the )?$|^\s*$|[•\n(:]\s*$"
)
_LAW_AFTER = re.compile(
    r"^[\s,]*(?:bank holiday|act|regulations?|order|guidance|edition|version|meeting|board|"
    r"webinar|conference|(?:of )?(?:each|every) year|yearly|annually)\b"
)
_LABEL_OWN = re.compile(
    r"\b(?:published|publication|report date|date of (?:report|publication|meeting|issue)|meeting|"
    r"version|updated|reviewed|review date|due|deadline|by when|target|completion|"
    r"timescale|approved|"
    r"issue date|next review|when by|complete by)\b"
)
_YEAR_ENDS = re.compile(
    rf"\b(?:0?1|1st|first)\s+(?:of\s+)?april\s*,?\s*(?:{_YEAR4})?\s*(?:to|until|and|-|"
    rf"through)\s*(?:31|31st|thirty-first)"
    rf"\s+(?:of\s+)?march\s*,?\s*{_YEAR4}|\b(?:0?1|1st) september\s*(?:{_YEAR4})?\s*(?:to|"
    rf"-|until)\s*31(?:st)? august\s*{_YEAR4}",
    re.IGNORECASE,
)
_TO = re.compile(r"\s*(?:to|and|until|till|-|through)\s*(?:the\s+)?", re.IGNORECASE)
_SECTION = re.compile(
    r"(?:sections?|paragraphs?|paras?\.?|version|ver\.?|\bv|§|chapter|tables?|figures?|"
    r"recommendations?|"
    r"appendix|annex|invoice|order|item|clause|finding|sort ?-?code|score[sd]?|ratio|"
    r"pages?|isbn|ref\w*|"
    r"s/c|sc|no)[\s.:(]*$"
)
_MODAL = re.compile(r"^(?:may|mar|march|sat|sun|dec)$", re.IGNORECASE)


def find(view: View) -> Iterator[Hit]:
    """Dates in one segment."""
    if view.segment.role == "code":
        return
    for folded in (view.folded, *otherwise(view.folded)):
        for hit in _in(replace(view, folded=folded)):
            yield replace(hit, folded=folded)


def _in(view: View) -> Iterator[Hit]:
    text = view.text
    spans = [m.span() for m in _YEAR_ENDS.finditer(text)]
    last: tuple[int, Hit] | None = None
    for start, end in sorted(_days(view)):
        if any(a <= start and end <= b for a, b in spans):
            continue
        for hit in _as_meant(view, start, end):
            # "from 3 May to 5 June": the second end is what the first is.
            if last and last[1].action == "warn" and _TO.fullmatch(text[last[0] : start]):
                hit = replace(hit, action="warn", mend=_LOOK)
            last = (end, hit)
            yield hit
    if view.policy != "day":
        _, bare = _named_days(view.lists.words["named_days"])
        for found in bare.finditer(text):
            yield Hit("exact_date", *found.span(), action="warn")
    for found in _SPOKEN.finditer(text):
        if _born(view, *found.span()):
            yield Hit("date_of_birth", *found.span())
    for found in _IN_SPACES.finditer(text):
        if _born(view, *found.span()):
            yield Hit("date_of_birth", *found.span())
    for found in _EIGHT.finditer(text):
        if _born(view, *found.span()):
            yield Hit("date_of_birth", *found.span())
    for found in _MONTH_YEAR.finditer(text):
        if view.policy == "age" and _own(view, *found.span()) is None:
            yield Hit("exact_date", *found.span(), mend="Give the age at the time instead.")


def _days(view: View) -> Iterator[tuple[int, int]]:
    """Where a day is written, in whatever way."""
    for found in _DATE.finditer(view.text):
        if _possible(view, found):
            start, end = found.span()
            yield start, end - len(found[0]) + len(found[0].rstrip(" ,.-/_"))
    named, _ = _named_days(view.lists.words["named_days"])
    for pattern in (named, _WEEKDAY_AND_DAY, _COUNTED_DAY, _SHORT):
        for found in pattern.finditer(view.text):
            yield found.span()
    for found in _MISSPELT.finditer(view.text):
        if _nearly_a_month(found[1].lower()):
            yield found.span()


def _nearly_a_month(word: str) -> bool:
    from rapidfuzz.distance import OSA

    return word not in _MONTHS and any(
        word[0] == name[0] and OSA.distance(word, name) <= (2 if len(name) > 5 else 1)
        for name in map(str.lower, month_name)
        if len(name) > 3
    )


def _as_meant(view: View, start: int, end: int) -> Iterator[Hit]:
    if _born(view, start, end):
        yield Hit("date_of_birth", start, end)
        return
    if view.policy == "day":
        return
    own = _own(view, start, end)
    if own == "stands":
        return
    if own == "shown":
        yield Hit("exact_date", start, end, action="warn", mend=_LOOK)
        return
    mend = "Give the age at the time instead." if view.policy == "age" else ""
    yield Hit("exact_date", start, end, mend=mend)


_HEAD = 90  # characters before a day that are read
_LOOK = "It looks like a date of the document itself: leave it if it is, else give the month."


def _born(view: View, start: int, end: int) -> bool:
    return bool(_BORN.search(view.before(start, 60)) or _BORN_AFTER.match(view.after(end)))


def _own(view: View, start: int, end: int) -> Literal["stands", "shown"] | None:
    """A date of the document's own: let stand in its head, else shown; None for any other."""
    before = view.text[max(0, start - _HEAD) : start].lower()
    counted = _COUNTED_AT.search(before) or (before.endswith((", ", "; ")) and not view.after(end))
    year_end = _YEAR_END.fullmatch(view.text[start:end]) and counted
    told = f"{view.labels}: {before}" if view.segment.role == "cell" else before
    if _OF_A_LAW.search(told):
        return "stands"
    if _OF_THE_CASE.search(before):
        return None
    somebodys = _ENDS_FOR_SOMEBODY.search(f"{view.labels} {before}")
    cued = bool(
        _OWN.search(before)
        or _WORK.search(before)
        or _PAPER.search(before)
        or year_end
        or _OPEN_TO_ALL.search(before)
        or (start < _HEAD and _ENDS.search(before) and not somebodys)
    ) or (not before.strip() and bool(_LABEL_OWN.search(view.labels)))
    alone = _alone(view, start, end)
    if view.segment.role == "property" and alone:
        return "stands"
    if cued or _LAW_AFTER.match(view.after(end)):
        return "stands" if view.segment.top or view.published else "shown"
    if view.segment.top and alone and view.segment.role != "cell":
        return "shown"
    # The page of a PDF has no cells: under "Answer due" a day stands by itself on its line.
    in_a_cell = view.segment.role == "body" and (alone or _ends_a_cell(view, start, end))
    return "shown" if in_a_cell and _under_due(view, start, end) else None


# A line of column headings of which the last says when something is to be done, and none when
# something happened.
_DUE_ABOVE = re.compile(
    r"(?:^|\n)(?P<others>[^\n]{0,60}\b(?:owner|who|lead|responsible|action|what|agency|asked of)\b"
    r"[^\n.]{0,60})\b(?:answer due|response due|due(?: date| by)?|by when|deadline|target date|"
    r"complete by)[ \t]*(?=\r?\n)",
    re.IGNORECASE,
)


def _ends_a_cell(view: View, start: int, end: int) -> bool:
    """The day is the last of a line too short for prose: "Chair of the Board 25 June 2025"."""
    before, day, after = _on_its_line(view, start, end)
    return len(before + day) <= _CELLS and not after.strip()


_CELLS = 60  # characters of a line that holds two cells of a narrow table


_WHEN_IT_WAS = re.compile(
    r"\b(?:dates?|times?|when|events?|incidents?|happened|seen|visits?|contacts?)\b", re.IGNORECASE
)


def _under_due(view: View, start: int, end: int) -> bool:
    """Whether the nearest such headings above have no other column of days."""
    above = view.folded.raw[: view.folded.span(start, end)[0]]
    headings = [found["others"] for found in _DUE_ABOVE.finditer(above)]
    return bool(headings) and not _WHEN_IT_WAS.search(headings[-1])


def _alone(view: View, start: int, end: int) -> bool:
    """Nothing else stands on its line, as in the head of a letter."""
    before, day, after = _on_its_line(view, start, end)
    line = before + day + after
    if line.lstrip()[:1].islower():
        return False  # the rest of a sentence that began on the line before, as in a PDF
    return len(line.strip()) - len(day) <= 12


def _on_its_line(view: View, start: int, end: int) -> tuple[str, str, str]:
    """As it was written: what stands before it on its line, itself, and what follows there."""
    first, last = view.folded.span(start, end)
    raw = view.folded.raw
    return raw[raw.rfind("\n", 0, first) + 1 : first], raw[first:last], raw[last:].split("\n", 1)[0]


# "in June. 4. The school": the end of a sentence and the number of the next heading.
_SENTENCE_BETWEEN = re.compile(
    rf"(?:{'|'.join(name.lower() for name in month_name if len(name) > 3)})\.\s+\d{{1,2}}"
)


# "recommendations 3.5, 5.1.15 and 5.2.10": numbers of one list, whatever they look like.
_LISTED = re.compile(
    r"\b(?:recommendations?|findings?|paragraphs?|points?|sections?|strengths?|improvements?)\b"
    r"(?:[^.;:|]{0,60}:)?\s+(?P<before>(?:\d[\d.]*[a-z]?(?:\s*(?:,|;|and|&|to)\s*)+)*)$"
)
_AND_MORE = re.compile(r"\s*(?:,|;|and\b|&|to\b)\s*\d+(?:\.\d+)*\b(?!\s?(?:am|pm|years?|weeks?))")
# How a briefing names the place that a statement comes from (``formats.listing``).
_ANCHOR = re.compile(r"#?from(?:-[a-z0-9]+)+")
_SLUG_NUMBER = re.compile(r"[1-9]\d?-[1-9]\d?-[1-9]\d?")
_NUMBERED = re.compile(r"[1-9]\d?\.[1-9]\d?\.[1-9]\d?")


def _in_a_list_of_numbers(view: View, found: re.Match[str]) -> bool:
    """Whether it is one of several numbers of a report, or in the name of a place in our pages."""
    if _SLUG_NUMBER.fullmatch(found[0]) and _ANCHOR.fullmatch(view.text.strip()):
        return True
    start, end = found.span()
    listed = _NUMBERED.fullmatch(found[0].strip(" ,")) and _LISTED.search(
        view.text[max(0, start - _LIST) : start].lower()
    )
    return bool(listed and (listed["before"] or _AND_MORE.match(view.text[end:].lower())))


_LIST = 400  # characters of such a list that are read


def _possible(view: View, found: re.Match[str]) -> bool:
    """A day there was, or might have been; not a section's number or a sort code."""
    written = found[0].lower()
    if _in_a_list_of_numbers(view, found):
        return False
    before = view.text[max(0, found.start() - 16) : found.start()].lower()
    if _SECTION.search(before) and not re.search(r"[a-z]{3}", written):
        return False
    if _SENTENCE_BETWEEN.fullmatch(written):
        return False
    numbers = [int(n) for n in re.findall(r"\d+", written)]
    month = re.search(rf"\b{_MONTH}\b|{_MONTH}", written)
    if month:
        return _named_day(view, found, written, numbers)
    if len(numbers) == 1:  # 20210314, or a day with a Roman month gone wrong
        text = str(numbers[0])
        return len(text) == 8 and _exists(int(text[:4]), int(text[4:6]), int(text[6:]))
    if len(numbers) == 2:  # 14.iii.2021
        return True
    first, second, third = numbers[:3]
    if first > 1900:
        return _exists(first, second, third)
    dotted_short = re.fullmatch(r"\d{1,2}\.\d{1,2}\.\d{2}", written)
    if dotted_short and not _like_a_date(view, found):
        return False
    if re.search(r"[,|]", written) and not re.search(r"(?:19|20)\d\d", written):
        return False
    if re.fullmatch(r"\d\d-\d\d-\d\d", written) and re.search(r"sort|account", before):
        return False
    year = third + 2000 if third < 100 else third
    return _exists(year, second, first) or _exists(year, first, second)


def _like_a_date(view: View, found: re.Match[str]) -> bool:
    """14.3.21 is a date; 3.2.14 that opens a line of words is its number."""
    before, _, after = _on_its_line(view, *found.span())
    return not (not before.strip(" \t\r*#>-") and re.match(r"[.)]?\s+\S", after))


def _named_day(view: View, found: re.Match[str], written: str, numbers: list[int]) -> bool:
    """ "May 3" after a modal is no date: "it may 3 times"; "12 may" needs a capital or a year."""
    original = view.text[found.start() : found.end()]
    named = re.search(rf"(?<![a-z])(?:{_MONTH})(?![a-z])", original, re.IGNORECASE)
    if named is None:
        return True
    has_year = any(n > 1900 for n in numbers) or bool(re.search(_YEAR_WORDS, written))
    short_year = bool(re.search(r"[a-z][\s.,/\-']+\d\d$", written)) and len(numbers) > 1
    if has_year or short_year:
        return True
    if named[0].islower() and named[0] in ("may", "mar", "sun", "sat", "dec"):
        # "22 may be late": the verb, unless the words around take it for the month.
        before, after = view.before(found.start(), 12), view.after(found.end(), 12)
        return bool(
            re.search(r"\b(?:on|from|until|to|by|since|dated|the)\s+$", before)
        ) or not re.match(r"\s+[a-z]", after)
    return not (
        _MODAL.match(named[0])
        and named.start() == 0
        and named[0] in ("May", "Mar", "Sun", "Sat")
        and not re.search(r"\d(?:st|nd|rd|th)?$", written)
    )


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
