"""Ways to reach somebody: telephone numbers, e-mail, user names, links, addresses of devices."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from workbench.briefings.gate.fold import Folded
from workbench.briefings.gate.model import Action
from workbench.briefings.gate.numbers import otherwise
from workbench.briefings.gate.public import is_public_line, is_somebodys
from workbench.briefings.gate.view import Hit, View

if TYPE_CHECKING:
    import phonenumbers

# Words before a number that make it something else.
_NOT_A_TELEPHONE = re.compile(
    r"(?:isbn|issn|doi|pmid|charity|company|invoice|order|grant|\bref(?:erence)?\b|version|"
    r"regist\w+|"
    r"catalogue|barcode|contract|tender|uprn|urn|vat|serial|product|document|publication|paper|"
    r"account|crime|cad|log|incident|occurrence|licen[cs]e|model|page|section|standard|standards|"
    r"budget|£|\$|€|total|hc|cm|cp)"
    r"(?: ?(?:numbers?|nos?|id|code))?[\s.:=#(/\-]*[a-z]{0,6}[\s:/\-]*$"
)
_TELEPHONE_LABEL = re.compile(
    r"\b(?:tele?(?:phone)?|ph(?:one)?|mob(?:ile)?|cell|fax|call(?:ed|s|ing)?|ring|rang|text(?:ed)?|"
    r"whats ?app(?:ed)?|landline|helpline|dial(?:led)?|contact|how to reach|sms|"
    r"direct(?: line| dial)?|"
    r"t|m)\b(?: (?:on|at|via))?(?: ?(?:numbers?|nos?\.?))?[\s.:=#()\-]*(?:is|was|on|at)?[\s:]*$"
)
_LOOSE = re.compile(
    r"(?<![\w/])(?<!\d[.,\-])(?:\(?(?:\+|00) ?44\)?[ .\-/]*(?:\(0\)|\[0\])?[ .\-/]*\d|\(?0\d)"
    r"(?:[ .\-/()_,]{0,3}\d){7,9}(?:\s*(?:,|;)?\s*(?:x|ext?\.?|extension|"
    r"option)\s*\d{1,6})?(?![\w])",
    re.IGNORECASE,
)
_LOCAL = re.compile(r"(?<![\w/.\-])\d(?:[ \-.]?\d){5,10}(?![\w/\-])")
_EXTENSION = re.compile(r"\b(?:ext(?:ension)?|extn)\.?[ :]*\d{3,6}\b", re.IGNORECASE)
_OUR_PLAN = re.compile(r"(?:1[1-9]|2\d|3[03-7]|[57]\d|8[047]|9[018])")

# No first part has over 64 letters (RFC 5321); looked for further, a long chain of codes would take
# the square of its length in time.
_LOCAL_PART = r"[A-Za-z0-9](?:[A-Za-z0-9._%+'\-]{0,62}[A-Za-z0-9_])?"
_EMAIL = re.compile(
    rf"(?<![\w.]){_LOCAL_PART}(?:@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{{2,24}}|"
    r" ?@ ?[A-Za-z0-9\-]+(?: ?\. ?[A-Za-z0-9\-]+){0,3} ?\. ?(?-i:[a-z]{2,12}|[A-Z]{2,12}))\b"
)
# Mailboxes of a team, at an address where pages may be linked.
_TEAM = re.compile(
    r"(?:enquir(?:y|ies)|info|information|contact(?:us)?|help|support|office|admin|general|"
    r"mail|press|"
    r"media|feedback|complaints?|inspection|safeguarding[a-z]*|training|team|learning|partnership|"
    r"duty(?:[._\-]?(?:team|desk|line))?(?=@)|hub|mash|referrals?|hello|board|secretariat|"
    r"bookings?|foi|dataprotection|"
    r"protection[a-z]*|[a-z]*(?:scb|lscp|lscb|nscp|scp|mash|lado|mailbox|enquiries|safeguarding|"
    r"partnership))(?:[._\-]\w+)?@",
    re.IGNORECASE,
)
_AT = r"(?:\s*[\[({<]\s*(?:at|@)\s*[\])}>]\s*|\s+at\s+|\s*_at_\s*|\s*\*at\*\s*)"
_DOT = r"(?:\s*[\[({<]\s*(?:dot|\.)\s*[\])}>]\s*|\s+dot\s+|\s*_dot_\s*|\s*\.\s?)"
# In a first part a plain dot is one letter among others: read in two ways, a long chain of words
# and dots would take for ever.
_DOT_APART = (
    r"(?:\s*[\[({<]\s*(?:dot|\.)\s*[\])}>]\s*|\s+dot\s+|\s+_dot_\s*|_dot_\s+|\s+\.\s?|\.\s)"
)
_EMAIL_IN_WORDS = re.compile(
    rf"(?<![\w.])[A-Za-z0-9](?:[\w%+\-.]|{_DOT_APART}(?=[A-Za-z0-9])){{0,64}}{_AT}[A-Za-z0-9\-]+"
    rf"(?:{_DOT}[A-Za-z0-9\-]+)*{_DOT}(?:com|org|net|uk|co|gov|nhs|info|me|biz|edu|io|eu|"
    r"example|test|invalid|ac|sch|email)\b(?:\s*dot\s*uk|\.uk)?",
    re.IGNORECASE,
)
# "jquill77 at gmail": of a mailbox everybody may have, the end is left out.
_EMAIL_CUT = re.compile(
    rf"(?<![\w.])[A-Za-z][\w.\-]{{2,40}}(?:@|{_AT})(?:gmail|hotmail|outlook|yahoo|icloud|btinternet|"
    r"aol|proton(?:mail)?|googlemail|live|sky|virginmedia|talktalk)(?!\w|\.\w)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[\[({<]\s*(?:at|dot|@|\.)\s*[\])}>]|\bdot\b|_at_|_dot_", re.IGNORECASE)

_LINK = re.compile(
    r"(?:\b[a-z][a-z0-9+.\-]{1,9}://|\bwww\.)[^\s<>\"')\]]+|"
    r"(?<![\w@.\-/])(?:[a-z0-9\-]+\.)+(?:com|org|net|uk|info|me|co|io|tv|ly|blog|site|online|eu|"
    r"example|social|page|link|gg)\b(?:/[^\s<>\"')\]]*)?",
    re.IGNORECASE,
)
_SOCIAL = re.compile(
    r"(?:facebook|fb|instagram|instagr|tiktok|snapchat|twitter|x|youtube|youtu|linkedin|reddit|"
    r"discord|twitch|threads|telegram|t|wa|roblox|onlyfans|tumblr|pinterest|bsky|justgiving|"
    r"gofundme|change|petition|bereal|kik|vk)\.(?:com|net|me|gg|be|app|org|social|tv)\b",
    re.IGNORECASE,
)
# A link that leads to somebody's own page or record, whoever keeps it.
_RECORD_LINK = re.compile(
    r"/(?:u|users?|profiles?)/[\w.~%\-]*\w|/(?:persons?|people|patients?|clients?|child(?:ren)?|pupils?|students?|"
    r"cases?|records?|members?|families|family|referrals?|episodes?|incidents?)/[\w.~%\-]*\d|"
    r"[?&;#](?:[\w\-]*(?:id|ref|no|num|number|user|case|record|patient|person|client|pupil|nhs|"
    r"token|entry|uid|key)(?:[=\-])\w+|\d{4,})|#[a-z]+-?\d{2,}|/\d{5,}(?:/|$)(?!.*\.pdf)",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@./])@(?:[A-Za-z_][\w.]{2,29})(?<!\.)(?![\w@])")
_REDDIT = re.compile(r"(?<![\w./])/?u/[A-Za-z][\w\-]{2,20}(?![\w/])")
_USER = re.compile(
    r"\b(?:user ?-?names?|screen ?names?|gamer ?-?tags?|handles?|snap(?: ?chat)?(?: name)?|insta"
    r"(?:gram)?|tik ?tok|discord|roblox|psn(?: id)?|xbox(?: name| live)?|fortnite|whats ?app|"
    r"telegram|facebook|twitter|kik|skype|twitch|steam|youtube|threads|bereal|minecraft)\b"
    r"(?: (?:account|profile|name|id|user|page|channel|handle|username))*"
    r"(?: (?:is|was|of|as|under|called|named|known as|:))*\s*[:=\-(]*\s*[\"'@]?"
    r"([A-Za-z0-9][\w.\-]*(?:[\d_][\w.\-]*))[\"']?",
    re.IGNORECASE,
)
_USER_QUOTED = re.compile(
    r"\b(?:user ?-?names?|screen ?names?|gamer ?-?tags?|handles?|snap(?:chat)?|insta(?:gram)?|"
    r"tiktok|discord|roblox|psn|xbox)\b(?: (?:account|profile|name|id|user))*"
    r"(?: (?:is|was|called|named|as))?(?:\s*[:=]\s*[\"'@]?([A-Za-z][\w.\-]{2,29})[\"']?|"
    r"\s*[\"']([A-Za-z][\w.\-]{2,29})[\"'])",
    re.IGNORECASE,
)
# "TollgateTruth" on Nextdoor; MulvTheMan on Snapchat
_PLATFORMS = (
    r"(?:nextdoor|snap ?chat|instagram|insta|tik ?tok|facebook|twitter|discord|roblox|xbox|psn|"
    r"fortnite|"
    r"whats ?app|telegram|kik|skype|twitch|steam|you ?tube|threads|be ?real|minecraft|reddit|"
    r"mumsnet|"
    r"omegle|wizz|yubo|vinted|gumtree|tinder|badoo|grindr|signal|messenger|linkedin|bluesky|"
    r"mastodon)"
)
_NAME_ON = re.compile(
    rf"(?:[\"']([^\s\"'][^\"'\n]{{1,30}})[\"']|(?<![\w@])((?=\w*[a-z][A-Z]|\w*\d|"
    rf"\w*_)[\w.]{{4,30}}))"
    rf",? on (?:the )?(?i:{_PLATFORMS})\b"
)
_IP4 = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2}|:\d{2,5})?(?![\w]|\.\d)")
_IP6 = re.compile(r"(?<![\w:.])[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:.]*(?![\w:])", re.IGNORECASE)
_MAC = re.compile(r"(?<![\w:])[0-9a-f]{2}(?:[:\-][0-9a-f]{2}){5}(?![\w:])", re.IGNORECASE)
_NOT_IP = re.compile(
    r"(?:section|paragraphs?|paras?\.?|version|ver\.?|\bv|§|chapter|tables?|figures?|"
    r"recommendations?|"
    r"appendix|annex|item|clause|rule|finding|standard|release|python|heading|see|step)[\s.(]*$"
)


def find(view: View) -> Iterator[Hit]:
    """Ways to reach somebody in one segment."""
    emails = list(_emails(view))
    yield from emails
    yield from _telephones(view)
    yield from _links(view, [(hit.start, hit.end) for hit in emails])
    yield from _users(view)
    yield from _devices(view)


# --- telephone ------------------------------------------------------------------------------


def _telephones(view: View) -> Iterator[Hit]:
    import phonenumbers

    allowed = _digits_of(view.lists.allowed["telephones"])
    for folded in (view.folded, *otherwise(view.folded)):
        text = folded.text
        places: set[tuple[int, int]] = set()
        if any(c.isdigit() for c in text):
            possible = phonenumbers.Leniency.POSSIBLE
            for match in phonenumbers.PhoneNumberMatcher(text, "GB", leniency=possible):
                if _is_telephone(match.raw_string, match.number):
                    places.add((match.start, match.end))
        places |= {m.span() for m in _LOOSE.finditer(text) if _loose(m[0])}
        for start, end in sorted(places):
            before = text[max(0, start - 40) : start].lower() or view.label
            if folded.raw[slice(*folded.span(start, end))].count("\n") > 1:
                continue  # figures of several lines, such as a table's in a PDF
            if _national(text[start:end]) in allowed:
                continue
            if _NOT_A_TELEPHONE.search(before) and not _TELEPHONE_LABEL.search(before):
                continue
            if _YEARS.fullmatch(text[start:end]):
                continue
            given_out = is_public_line(text, start, end, view.labels) or (
                _FREE.match(_national(text[start:end])) and not is_somebodys(text, start)
            )
            action: Action | None = (
                "warn" if given_out and _may_be_public(text[start:end]) else None
            )
            mend = _PUBLIC_LINE if action else ""
            yield Hit("telephone", start, end, action=action, mend=mend, folded=folded)
        yield from _short_numbers(view, folded, allowed)


_PUBLIC_LINE = (
    "It looks like a line that is given out: leave it if it is. A number in the settings file or "
    "in "
    "data/vocabulary/disclosure.yaml is not asked about again."
)
# Numbers that cost the caller nothing, and 030, which only public bodies and charities are given
# (Ofcom, National Telephone Numbering Plan): helplines have them, people do not.
_FREE = re.compile(r"0800|0808|0500|030|116\d{3}$")
# "ending 777", "... 900 777": the end of a number, where one is spoken of.
_NUMBERS_END = re.compile(
    r"\b(?:ending(?: in| with)?|ends(?: in| with)?|last (?:\w+ )?(?:digits|figures|numbers)"
    r"(?: (?:are|were|being|of))?)[\s:]*(\d{3}(?: ?\d{2,3})?)(?![\w%/])|"
    r"(?:\.{3}|\*{2,}|x{3,}) ?(\d{3} ?\d{3})(?![\w%/.])",
    re.IGNORECASE,
)
_YEARS = re.compile(r"[|\s]*(?:(?:19|20)\d\d[|\s,/\-]*)+")


def _may_be_public(written: str) -> bool:
    """No mobile number: teams give out landlines, 03 and free numbers."""
    return not _national(written).startswith("07")


def _short_numbers(view: View, folded: Folded, allowed: frozenset[str]) -> Iterator[Hit]:
    """A local number without its area code, and an extension: only after a word that says so."""
    for found in _LOCAL.finditer(folded.text):
        digits = re.sub(r"\D", "", found[0])
        before = folded.text[max(0, found.start() - 40) : found.start()].lower() or view.label
        if found[0].startswith("0") and len(digits) > 9:
            continue  # a whole number, weighed as one
        if 6 <= len(digits) <= 11 and digits not in allowed and _TELEPHONE_LABEL.search(before):
            yield Hit("telephone", *found.span(), folded=folded)
    for found in _EXTENSION.finditer(folded.text):
        yield Hit("telephone", *found.span(), folded=folded)
    for found in _NUMBERS_END.finditer(folded.text):
        yield Hit("telephone", *found.span(), action="warn", folded=folded)


def _is_telephone(written: str, number: phonenumbers.PhoneNumber) -> bool:
    if number.country_code != 44:
        return written.lstrip("( ").startswith(("+", "00"))
    national = str(number.national_number)
    begins = written.lstrip("([ ").startswith(("0", "+", "44"))
    return begins and len(national) in (9, 10) and bool(_OUR_PLAN.match(national))


def _loose(written: str) -> bool:
    national = _national(written)
    return (
        len(national) in (10, 11)
        and bool(_OUR_PLAN.match(national[1:]))
        and not re.match(r"\d{1,2}[./\-]\d{1,2}[./\-]\d{2,4}", written)
    )


def _national(written: str) -> str:
    """The figures as dialled here: 0113…"""
    written = re.split(r"(?i)\s*[,;]?\s*(?:x|ext|extension|option)", written)[0]
    digits = re.sub(r"\D", "", written.replace("(0)", ""))
    for country in ("0044", "44"):
        if digits.startswith(country) and len(digits) > 11:
            return "0" + digits[len(country) :].lstrip("0")
    return digits


@lru_cache(maxsize=8)
def _digits_of(numbers: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_national(number) for number in numbers)


# --- e-mail ---------------------------------------------------------------------------------


def _emails(view: View) -> Iterator[Hit]:
    allowed = tuple(a.lower() for a in view.lists.allowed["emails"])
    for found in _EMAIL_CUT.finditer(view.text):
        if re.search(r"[\d._@]", found[0]):
            yield Hit("email", *found.span())
    for pattern in (_EMAIL, _EMAIL_IN_WORDS):
        for found in pattern.finditer(view.text):
            plain = re.sub(r"\s", "", found[0].lower())
            if any(plain == a or (a.startswith("@") and plain.endswith(a)) for a in allowed):
                continue
            if pattern is _EMAIL_IN_WORDS and not _spelt_out(found[0]):
                continue
            host = plain.rsplit("@", 1)[-1]
            public = _TEAM.match(plain) and (
                _under(host, view.lists.allowed["domains"])
                or _under(host, view.lists.allowed["domains_to_look_at"])
            )
            mend = _PUBLIC_BOX if public else ""
            yield Hit("email", *found.span(), action="warn" if public else None, mend=mend)


_PUBLIC_BOX = (
    "It looks like a team's mailbox: leave it if it is. One in the settings file or in "
    "data/vocabulary/disclosure.yaml is not asked about again."
)


def _spelt_out(text: str) -> bool:
    """Not "look at gov.uk": a bracket, the word dot, or a first part with a dot or figure."""
    first = re.split(r"\s+at\s+", text, flags=re.IGNORECASE)[0]
    return bool(_BRACKETED.search(text) or re.search(r"[._\d]", first) or " AT " in text)


# --- links and user names -------------------------------------------------------------------


def _links(view: View, taken: list[tuple[int, int]]) -> Iterator[Hit]:
    for found in _LINK.finditer(view.text):
        start, end = found.span()
        end -= len(found[0]) - len(found[0].rstrip(".,;:!?'"))
        if any(a < end and start < b for a, b in taken):
            continue
        address = view.text[start:end].lower()
        if address.startswith(("mailto:", "data:")):
            continue
        host = re.sub(r"^[a-z][a-z0-9+.\-]*://", "", address).split("/")[0].split("@")[-1]
        host = host.split(":")[0]
        if (
            host.startswith("file")
            or address.startswith("file:")
            or (_SOCIAL.search(host) and not _is_allowed_handle(view, address))
        ):
            yield Hit("url", start, end)
        elif not _under(host, view.lists.allowed["domains"]):
            known = _under(host, view.lists.allowed["domains_to_look_at"]) and not (
                _RECORD_LINK.search(address)
            )
            yield Hit("url", start, end, action="warn" if known else None)


def _under(host: str, domains: tuple[str, ...]) -> bool:
    return any(host == domain or host.endswith("." + domain) for domain in domains)


def _is_allowed_handle(view: View, address: str) -> bool:
    last = address.rstrip("/").split("/")[-1].lstrip("@").split("?")[0]
    return last in view.lists.allowed["handles"]


def _users(view: View) -> Iterator[Hit]:
    allowed = view.lists.allowed["handles"]
    if view.segment.role == "code":
        return
    for found in _HANDLE.finditer(view.text):
        if found[0].lstrip("@").lower() not in allowed:
            yield Hit("url", *found.span())
    for found in _REDDIT.finditer(view.text):
        yield Hit("url", *found.span())
    for found in _NAME_ON.finditer(view.text):
        group = 1 if found[1] else 2
        yield Hit("url", *found.span(group))
    for pattern in (_USER, _USER_QUOTED):
        for found in pattern.finditer(view.text):
            group = found.lastindex or 1
            name = found[group].strip(".")
            if name.lower() not in allowed and not name.isdigit():
                yield Hit("url", found.start(group), found.start(group) + len(name))


# --- devices --------------------------------------------------------------------------------


def _devices(view: View) -> Iterator[Hit]:
    for found in _IP4.finditer(view.text):
        octets = [int(part) for part in re.split(r"[/:]", found[0])[0].split(".")]
        before = view.before(found.start(), 20)
        said = re.search(r"\bip\b|address|server|router|device|host", view.before(found.start()))
        likely = said or (max(octets) >= 64 and not _NOT_IP.search(before))
        if max(octets) < 256 and likely:
            yield Hit("ip", *found.span())
    for found in _IP6.finditer(view.text):
        if found[0].count(":") >= 2 and len(found[0]) > 5 and _is_ip6(found[0].strip(".")):
            yield Hit("ip", *found.span())
    for found in _MAC.finditer(view.text):
        if re.search(r"[a-f]", found[0], re.IGNORECASE) or "mac" in view.before(found.start()):
            yield Hit("ip", *found.span())


def _is_ip6(text: str) -> bool:
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return bool(re.search(r"[0-9a-f]", text, re.IGNORECASE))
