"""Loads and checks ``data/vocabulary/``: organisations and their aliases.

Vocabulary lives in files a partnership can edit, never in code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from workbench.documents.model import Document
from workbench.organisations import naming
from workbench.organisations.learning import names_in
from workbench.organisations.owners import Splitter
from workbench.places import shipped
from workbench.vocabulary_files import read_rows


class Organisations:
    """Canonical names of organisations, by any name they go by.

    Three sources, the later winning: the shipped list of national bodies, a partnership's own
    lists, and the names a document itself explains ("Northmoor Community Care (NCC)"). What is
    in no list is still named by rule: ``NHS Holt CCG`` is ``Holt Clinical Commissioning Group``.

    Parameters
    ----------
    rows
        ``(canonical, alias, agency)``; ``agency`` is an agency code of the codebook or "".
    """

    def __init__(self, rows: Iterable[tuple[str, str, str]]) -> None:
        self._rows: list[tuple[str, str, str]] = [row for row in rows if row[0]]
        self._canonical: dict[str, str] = {}
        self._agency: dict[str, str] = {}
        self._asked: dict[str, str | None] = {}
        for canonical, alias, agency in self._rows:
            for name in (canonical, alias):
                if name:
                    self._canonical[naming.fold(name)] = canonical
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
            rows += [
                (row["canonical"].strip(), row["alias"].strip(), row["agency"])
                for row in read_rows(path, ("canonical", "alias", "agency"))
            ]
        return cls(rows)

    def learned_from(self, document: Document) -> Organisations:
        """These organisations and those the document names, with the short forms it explains.

        The document's own fullest form becomes the canonical name, unless a list has one.
        """
        return Organisations([*names_in(document, self), *self._rows])

    def known(self, name: str) -> bool:
        """Whether a list or the document has this name."""
        return self._found(name) is not None

    def canonical(self, name: str) -> str:
        """The canonical name; for an unknown one the name itself with its form in full."""
        found = self._found(name)
        if found is not None:
            return found
        clean = re.sub(r"\s*\([^)]*\)?", "", " ".join(name.split())).strip(" .,:;")
        if clean and (found := self._found(clean)) is not None:
            return found
        for shorter in naming.without_service(clean):
            if (found := self._found(shorter)) is not None:
                return found
        return naming.expanded(re.sub(r"\A[Tt]he\s+", "", clean))

    def agency(self, name: str) -> str | None:
        """The codebook's agency code of an organisation, by list or by its form, or None."""
        canonical = self.canonical(name)
        return self._agency.get(canonical) or naming.agency_by_form(canonical) or None

    def owners(self, heading: str) -> tuple[str, ...]:
        """Whom a heading such as ``2. A, B and C should ensure that:`` names, canonical.

        Never splits inside a name: "South London and Maudsley NHS Foundation Trust" is one.
        Empty when it names nobody.
        """
        return tuple(dict.fromkeys(Splitter(self).owners(heading)))

    def mentioned(self, text: str) -> tuple[str, ...]:
        """The organisations a text mentions, canonical, in the order of their first mention."""
        if self._aliases is None:
            return ()
        plain = text.replace("’", "'")
        found = (self.canonical(match[0]) for match in self._aliases.finditer(plain))
        return tuple(dict.fromkeys(found))

    def names(self) -> tuple[str, ...]:
        """Every canonical name, in the order of the lists."""
        return self._names

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row[0] for row in self._rows))

    def _found(self, name: str) -> str | None:
        if name not in self._asked:
            self._asked[name] = self._look_up(name)
        return self._asked[name]

    def _look_up(self, name: str) -> str | None:
        folded = naming.fold(name)
        if folded in self._canonical:
            return self._canonical[folded]
        longer = naming.fold(naming.expanded(name))
        if longer in self._canonical:
            return self._canonical[longer]
        core = naming.core(name)
        alike = self._by_core.get(core, ())
        if not alike and core and naming.form_of(name):
            near = self._by_first_word.get(core[0], ())
            alike = tuple(known for known in near if naming.same(name, known))
        return alike[0] if len(alike) == 1 else None

    @cached_property
    def _by_core(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        found: dict[tuple[str, ...], list[str]] = {}
        for canonical, alias, _ in self._rows:
            for name in (canonical, alias):
                core = naming.core(name)
                if core and canonical not in found.setdefault(core, []):
                    found[core].append(canonical)
        return {core: tuple(names) for core, names in found.items()}

    @cached_property
    def _by_first_word(self) -> dict[str, tuple[str, ...]]:
        """Two names are never one organisation unless they begin alike."""
        found: dict[str, list[str]] = {}
        for name in self.names():
            for word in naming.core(name)[:1]:
                found.setdefault(word, []).append(name)
        return {word: tuple(names) for word, names in found.items()}

    @cached_property
    def _aliases(self) -> re.Pattern[str] | None:
        names = {name.replace("’", "'") for row in self._rows for name in row[:2] if name}
        if not names:
            return None
        longest_first = sorted(names, key=lambda name: (-len(name), name))
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
