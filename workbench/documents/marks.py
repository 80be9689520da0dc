"""What the start of a printed line says: a bullet, a number, a heading, a page label.

All patterns are anchored and without nested repeats, so that reading stays linear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Word and Acrobat print bullets from symbol fonts as private-use characters (U+F0xx).
BULLET = re.compile(
    "[•‣▪■□●○◦⁃∙·➢➤►▶✓✔❖\uf0a7\uf0b7\uf0d8\uf0fc\uf0a8\uf02d]"
    r"[ \t]*|[-–—*+o\u00a7][ \t]+(?=\S)"
)
SURE_BULLET = re.compile("[•‣▪■□●○◦⁃∙➢➤►▶✓✔❖\uf0a7\uf0b7\uf0d8\uf0fc\uf0a8\uf02d]")

_MANY = r"(?P<many>\d{1,2}(?:\.\d{1,3}){1,4})(?P<close>[.):]?)"
_ONE = r"(?P<one>\d{1,3})(?P<one_close>[.)])"
_LETTER = r"(?P<letter>[a-zA-Z]|[ivx]{2,5}|[IVX]{2,5})(?P<letter_close>[.)])"
_IN_BRACKETS = r"\((?P<bracketed>\d{1,2}|[a-zA-Z]|[ivx]{2,5})\)"
NUMBER = re.compile(rf"(?:{_MANY}|{_ONE}|{_LETTER}|{_IN_BRACKETS})(?:\s+|$)")

# "Page 9 of 34", "9 | Page", "- 9 -", "P a g e | 9"
PAGE_LABEL = re.compile(
    r"(?:p\s?a\s?g\s?e|p\.?)\s*[|:]?\s*(?P<after>\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|(?P<before>\d{1,4})\s*\|\s*p\s?a\s?g\s?e"
    r"|[-–—]\s*(?P<dashed>\d{1,4})\s*[-–—]"
    r"|(?P<of>\d{1,4})\s+of\s+\d{1,4}",
    re.IGNORECASE,
)
BARE_NUMBER = re.compile(r"\d{1,4}")
LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}|_{5,}")
SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]*]*$")
FULL_STOP = re.compile(r"[.!?…][\"'”’)\]*]*$")
_REFERENCE = re.compile(r"[.!?][\"'”’]*\s*[(\[][^()\[\]]{1,120}[)\]]\**$")
# "Finding 3: ...", "Recommendation 4." and "Learning point 2" alone on a line
LABEL = re.compile(
    r"[A-Z][\w’'-]*(?: [A-Za-z][\w’'-]*){0,3} \d{1,2}[a-z]?(?:\.\d{1,2})*\s?"
    r"(?:[:.–—-](?:\s|$)|$)"
)
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z&/]{0,8}[A-Z0-9]s?\s+(?:[–:=-]\s+)?[A-Z][a-z]")
OPENING = "\"'“‘([*"


@dataclass(frozen=True, slots=True)
class Marker:
    """A bullet or number at the start of a line, and what follows it."""

    kind: str  # "bullet" or "number"
    number: str | None
    rest: str
    form: str  # how it is written: "1.1", "1.", "(a)", "•": items of one list share it
    sure: bool  # nothing but a marker looks like this


def marker(text: str) -> Marker | None:
    """The bullet or number that ``text`` begins with, if its shape alone allows one."""
    found = NUMBER.match(text)
    if found:
        return _numbered(found, text)
    bullet = BULLET.match(text)
    if bullet:
        rest = text[bullet.end() :]
        sign = bullet.group().strip()
        return Marker("bullet", None, rest, sign, bool(SURE_BULLET.match(sign)))
    if SURE_BULLET.match(text):
        return Marker("bullet", None, text[1:].strip(), text[0], True)
    return None


def _numbered(found: re.Match[str], text: str) -> Marker | None:
    rest = text[found.end() :]
    number = next(
        value
        for name in ("many", "one", "letter", "bracketed")
        if (value := found.group(name)) is not None
    )
    if rest and not any(ch.isalpha() for ch in rest):
        return None  # a row of figures
    if found.group("many"):
        form = "1" + ".1" * number.count(".")
        return Marker("number", number, rest, form, found.group("close") != ")")
    form = re.sub(r"\w+", "1" if number.isdigit() else "a", found.group().strip())
    return Marker("number", number, rest, form, False)


def page_label(text: str) -> int | None:
    """The page number that a line holds and nothing else, or None."""
    found = PAGE_LABEL.fullmatch(text.strip())
    if not found:
        return None
    return int(next(value for value in found.groups() if value))


def ends_sentence(text: str) -> bool:
    """The text ends as a sentence or a lead-in does."""
    return bool(SENTENCE_END.search(text[-6:])) or _ends_with_reference(text)


def ends_full(text: str) -> bool:
    """The text ends with a full stop, question or exclamation mark."""
    return bool(FULL_STOP.search(text[-6:])) or _ends_with_reference(text)


def _ends_with_reference(text: str) -> bool:
    """``... the family. (Recommendation 4.1)``: whole, for all that no stop comes last."""
    return text.endswith((")", "]", ")*", ")**")) and bool(_REFERENCE.search(text[-140:]))


def labelled(text: str) -> bool:
    """The line opens with a label and its number, as an item of a report's own series does."""
    return bool(LABEL.match(text))


def abbreviates(text: str) -> bool:
    """The line opens with an abbreviation and a name, as a glossary's entries do."""
    return bool(_ABBREVIATION.match(text))


def ends_lead_in(text: str) -> bool:
    """The text ends with a colon or semicolon: what follows stands by itself."""
    return text[-1:] in (":", ";")


# Words that no sentence, title or list item ends with; and those that only a title may end with.
_DANGLING = re.compile(
    r"(?:^| )(?:an?|and|as|because|between|by|during|for|from|if|into|its|may|might|must|my|nor|of|"
    r"or|our|should|than|the|their|through|to|towards|upon|while|whose|with|would|your)$"
)
_DANGLING_WHEN_LONG = re.compile(
    r"(?:^| )(?:are|at|be|been|but|can|could|did|does|had|has|have|he|her|his|in|is|on|she|that|"
    r"these|they|this|those|was|we|were|when|where|which|who|will)$"
)
_LONG = 120


def dangles(text: str) -> bool:
    """The text breaks off: its last word is one that no sentence ends with."""
    end = text[-10:]
    if text.endswith(",") or _DANGLING.search(end):
        return True
    return len(text) > _LONG and bool(_DANGLING_WHEN_LONG.search(end))


def starts_lower(text: str) -> bool:
    """The first letter or figure, past quotes and brackets, is a small letter."""
    bare = text.lstrip(OPENING)
    return bool(bare) and bare[0].islower()


def join(left: str, right: str) -> str:
    """Undo a line wrap: a hyphen at the line's end keeps its place, a soft hyphen goes."""
    if not left or not right:
        return left or right
    if left.endswith("\u00ad"):
        return left[:-1] + right
    if left.endswith("-") and left[-2:-1].isalnum() and right[:1].isalnum():
        return left + right
    return f"{left} {right}"
