"""For whom a briefing tells what to do: a team knows itself by its role, not by a trust's name.

The roles are in ``data/vocabulary/roles.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

import yaml

from workbench.organisations import naming
from workbench.places import shipped
from workbench.vocabulary import Organisations

AgencyOf = Callable[[str], str | None]  # an organisation's agency code, by its canonical name
_SEVERAL = 3  # roles named in one heading


@dataclass(frozen=True, slots=True)
class Role:
    """A role, the agency codes it stands for, and words of names that tell it."""

    name: str
    agencies: frozenset[str]
    named: re.Pattern[str] | None
    spoken: re.Pattern[str] | None
    everyone: bool = False


@lru_cache(maxsize=1)
def roles() -> tuple[Role, ...]:
    """All roles, in the file's order."""
    path = shipped("data", "vocabulary", "roles.yaml")
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(
        Role(
            row["name"],
            frozenset(row.get("agencies", ())),
            _any_of(row.get("named", ())),
            _any_of(row.get("spoken", ())),
            bool(row.get("everyone")),
        )
        for row in rows
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str] | None:
    words = list(words)
    if not words:
        return None
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def agency_of(organisations: Organisations) -> AgencyOf:
    """What an organisation is by the form of its name, else by the lists.

    A council has services of several kinds in the lists; by its name it is a council.
    """

    def found(name: str) -> str | None:
        return naming.agency_by_form(name) or organisations.agency(name)

    return found


@lru_cache(maxsize=1)
def shipped_agency_of() -> AgencyOf:
    """The same by the shipped lists alone."""
    return agency_of(Organisations.load())


def role_of(owner: str, agency: AgencyOf) -> str:
    """The role of an organisation; its own name where it has none."""
    code = agency(owner)
    by_code = (role.name for role in roles() if code in role.agencies)
    plain = owner.replace("’", "'")
    by_name = (role.name for role in roles() if role.named and role.named.search(plain))
    everyone = next(
        (r.name for r in roles() if r.everyone and r.named and r.named.search(plain)), ""
    )
    return everyone or next(by_code, "") or next(by_name, "") or owner


def speaks_of(role: str, text: str) -> bool:
    """Whether a text speaks of the service of a role that an area has only one of."""
    plain = text.replace("’", "'")
    return any(r.name == role and r.spoken and r.spoken.search(plain) for r in roles())


def for_the_partnership() -> str:
    """The role of a partnership and its board."""
    return next(role.name for role in roles() if "partnership" in role.agencies)


def is_everyone(owner: str) -> bool:
    """Whether a name means all organisations: "All agencies"."""
    plain = owner.replace("’", "'")
    return any(r.everyone and r.named and r.named.search(plain) for r in roles())


def for_roles(owners: Iterable[str], agency: AgencyOf) -> tuple[str, ...]:
    """The roles of several organisations, each once, in the order of the file."""
    order = {role.name: i for i, role in enumerate(roles())}
    found = dict.fromkeys(role_of(owner, agency) for owner in owners)
    if any(role.everyone and role.name in found for role in roles()):
        return tuple(role.name for role in roles() if role.everyone)[:1]
    return tuple(sorted(found, key=lambda name: order.get(name, len(order))))


def heading(owners: Iterable[str], agency: AgencyOf) -> str:
    """What a list for these organisations is called: ``Health services, police``."""
    found = for_roles(owners, agency)
    if not found:
        return ""
    if len(found) > _SEVERAL:
        return EVERY_SERVICE
    known = {role.name for role in roles()}
    first, *rest = found
    return ", ".join([first, *(_small(name) if name in known else name for name in rest)])


# More roles than a heading holds.
EVERY_SERVICE = "Several services together"


def _small(name: str) -> str:
    return f"{name[:1].lower()}{name[1:]}"
