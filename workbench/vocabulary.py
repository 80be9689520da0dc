"""Loads and checks ``data/vocabulary/``: organisations and their aliases.

Vocabulary lives in files a partnership can edit, never in code.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from workbench.errors import VocabularyError
from workbench.places import shipped


class Organisations:
    """Canonical names of organisations, by any name they go by.

    Parameters
    ----------
    rows
        ``(canonical, alias, agency)``; ``agency`` is an agency code of the codebook or "".
    """

    def __init__(self, rows: Iterable[tuple[str, str, str]]) -> None:
        self._canonical: dict[str, str] = {}
        self._agency: dict[str, str] = {}
        for canonical, alias, agency in rows:
            self._canonical[_key(canonical)] = canonical
            self._canonical[_key(alias)] = canonical
            if agency:
                self._agency[canonical] = agency

    @classmethod
    def load(cls, *extra: Path) -> Organisations:
        """The shipped list, then a user's own lists; a later line wins.

        Raises
        ------
        VocabularyError
            When a file lacks one of the columns ``canonical, alias, agency``.
        """
        rows: list[tuple[str, str, str]] = []
        for path in (shipped("data", "vocabulary", "agencies.csv"), *extra):
            with path.open(encoding="utf-8-sig", newline="") as lines:
                reader = csv.DictReader(lines)
                missing = {"canonical", "alias", "agency"} - set(reader.fieldnames or ())
                if missing:
                    raise VocabularyError.at(
                        path.name,
                        1,
                        f"the column {sorted(missing)[0]!r} is missing.",
                        "The first line must read: canonical,alias,agency.",
                    )
                rows += [(r["canonical"], r["alias"], r["agency"] or "") for r in reader]
        return cls(rows)

    def canonical(self, name: str) -> str:
        """The canonical name, or the name itself (white space folded) when it is not known."""
        return self._canonical.get(_key(name), " ".join(name.split()))

    def agency(self, name: str) -> str | None:
        """The codebook's agency code of an organisation, or None."""
        return self._agency.get(self.canonical(name))


def _key(name: str) -> str:
    return " ".join(name.replace("’", "'").casefold().split())
