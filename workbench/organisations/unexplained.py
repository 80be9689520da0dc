"""Short forms that a report uses and never explains: "Ferncroft" for its trust, "EHC" for a clinic.

A reader knows them by the one word that tells a name from the others, or by its initials.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbench.organisations import naming

_LEAST_LETTERS = 5  # of a telling word: "Mind" and "Turn" open sentences
_LEAST_INITIALS = 3
_FORM = re.compile(r"\s+NHS\s+(?:Foundation\s+)?Trust\Z")


def short_forms(name: str, text: str, others: Iterable[str]) -> tuple[str, ...]:
    """What stands for a name in a text, as printed there.

    Parameters
    ----------
    name
        An organisation's canonical name.
    text
        All of a report.
    others
        The other organisations' names: what could stand for two of them stands for none.

    Returns
    -------
    Other spellings of the name, words and initials; empty where the text has none that can only
    mean this organisation.
    """
    known = [other for other in others if other != name]
    printed = _printed(name, text)
    return (*printed, *_telling_word(name, text, known), *_initials(name, printed, text, known))


def _printed(name: str, text: str) -> tuple[str, ...]:
    """The name as the text spells it: ``Eastmere HealthCare``."""
    words = _FORM.sub("", name).split()
    if len(words) < 2:
        return ()
    run = r"\s+".join(map(re.escape, words))
    spelt = re.compile(rf"(?<!\w){run}(?!\w)", re.IGNORECASE)
    return tuple(dict.fromkeys(" ".join(match[0].split()) for match in spelt.finditer(text)))


def _telling_word(name: str, text: str, others: list[str]) -> tuple[str, ...]:
    core = naming.core(name)
    if len(core) != 1 or len(core[0]) < _LEAST_LETTERS or naming.is_general(name):
        return ()
    if any(core[0] in naming.core(other) for other in others):
        return ()
    printed = re.findall(rf"(?<!\w){re.escape(core[0].capitalize())}(?!\w)", text)
    return (printed[0],) if printed else ()


def _initials(name: str, printed: tuple[str, ...], text: str, others: list[str]) -> tuple[str, ...]:
    """Those of the name as the report prints it: "Eastmere HealthCare" is EHC."""
    found = dict.fromkeys(re.sub(r"[^A-Z]", "", spelling) for spelling in printed)
    taken = {re.sub(r"[^A-Z]", "", _FORM.sub("", other)) for other in others}
    return tuple(
        letters
        for letters in found
        if len(letters) >= _LEAST_INITIALS
        and letters not in taken
        and f"({letters})" not in text  # explained: then it is known whose it is
        and re.search(rf"(?<!\w){letters}(?!\w)", text)
    )
