"""Short answers in a return's columns -> the few values our records keep."""

from __future__ import annotations

import re
from typing import Literal

Seen = Literal["yes", "no", "alone", "not_applicable"]
_NOT_APPLICABLE = re.compile(r"(n/?\s?a\b|not applicable|not app\b|-+$|–$)")
_NO = re.compile(r"(no?\b|not\b|none\b|nil\b|false\b|unseen|✗|✘|☐|0$)")
_YES = re.compile(r"(y(es)?\b|seen\b|true\b|observed|present|✓|✔|☑|x$|1$|both\b|all\b)")


def child_seen(seen: str, alone: str = "") -> Seen | None:
    """ "Y", "Yes - asleep", "Seen alone", "N", "n/a" -> yes, alone, no, not_applicable."""
    answer = _seen(seen)
    if _alone(alone) or (answer in ("yes", None) and _said_alone(seen)):
        return "alone"
    return answer if answer is not None or not alone.strip() else None


def _seen(text: str) -> Seen | None:
    plain = " ".join(text.casefold().split())
    if not plain:
        return None
    if _NOT_APPLICABLE.match(plain):
        return "not_applicable"
    if re.match(r"(not|no|never)\s+(seen\s+)?alone", plain):
        return "yes"
    if _NO.match(plain) or re.search(r"\bnot (?:been )?seen\b", plain):
        return "no"
    return "yes" if _YES.match(plain) or "seen" in plain else None


def _said_alone(text: str) -> bool:
    plain = text.casefold()
    if re.search(r"\b(?:not|never|n't)\s+(?:\w+\s+)?alone", plain):
        return False
    return bool(re.search(r"\balone\b|\bon (?:his|her|their) own\b", plain))


def _alone(text: str) -> bool:
    plain = text.casefold()
    if re.search(r"\b(?:not|never|n't)\s+(?:\w+\s+)?alone|alone[:\s-]+n(?:o\b|\b)", plain):
        return False
    if "alone" in plain or "own" in plain.split():
        return True
    return bool(re.match(r"\s*(y(es)?\b|true\b|✓|✔|☑)", plain))


def seen_alone_only(alone: str) -> Seen | None:
    """A return with a "seen alone" column and no other: "No" there does not mean unseen."""
    return "alone" if alone.strip() and _alone(alone) and not _NO.match(alone.casefold()) else None


def expected_practice(text: str) -> Literal["met", "partly", "not_met", "unclear"] | None:
    plain = text.casefold().strip()
    for value, pattern in (
        ("partly", r"part|in part|mostly|some"),
        ("unclear", r"unclear|unsure|not known|unknown|\?|don't know|cannot"),
        ("not_met", r"n(o|ot)?\b|fell short|below"),
        ("met", r"y(es)?\b|met|as expected|good|above|exceed"),
    ):
        if re.match(pattern, plain):
            return value  # type: ignore[return-value]
    return None


def significance(text: str) -> Literal["key", "supporting", "background"] | None:
    plain = text.casefold().strip()
    for value, pattern in (
        ("key", r"key|high|red|significant|major|critical|y(es)?\b|very|crucial"),
        ("supporting", r"support|med|amber|moderate|some|yellow"),
        ("background", r"back|low|green|minor|n(o|one)?\b|context|routine"),
    ):
        if re.match(pattern, plain):
            return value  # type: ignore[return-value]
    return None


def good_practice(text: str) -> bool | None:
    plain = text.casefold().strip()
    if re.match(r"(n(o|ot|one)?\b|n/?a|false)", plain):
        return False
    return True if plain else None


def people(text: str) -> tuple[str, ...]:
    """Names or roles parted by commas, semicolons, lines, ampersands or "and"."""
    parts = re.split(r"[,;\n/&+]|\band\b", text)
    return tuple(dict.fromkeys(name for part in parts if (name := " ".join(part.split()))))
