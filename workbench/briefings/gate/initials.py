"""Initials without dots: a child's, or an abbreviation everybody uses."""

from __future__ import annotations

import re
from collections.abc import Container

from workbench.briefings.gate.model import Action

# Small words that are no initials, whatever their dots.
LATIN = frozenset(("EG", "IE", "AM", "PM", "PS", "NB", "CF", "AD", "BC"))


def bare_initials(letters: str, text: str, usual: Container[str]) -> Action:
    """Initials without dots; an abbreviation the text explains, or a usual one, is only shown."""
    if letters in usual:
        return "warn"
    explained = r"\W+".join(rf"{letter}[\w']*(?:\s(?:of|and|for|the))?" for letter in letters)
    return "warn" if re.search(explained + rf"\s*\({letters}s?\)", text, re.IGNORECASE) else "block"
