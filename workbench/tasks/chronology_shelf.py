"""The cases of a library, to turn from one to another and to begin one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.tasks.chronology_case import ChronologyCase
from workbench.tasks.chronology_desk import ChronologyDesk

if TYPE_CHECKING:
    from workbench.library import Library


class CaseShelf:
    """What the chronology's view asks when a person wants another case."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def names(self) -> list[tuple[str, str]]:
        """(what it is called, its id) of each case, in the order of their names."""
        from workbench.chronology.case_file import parse_case

        cases = self._library.cases()
        named = [(parse_case(text, f"{slug}.yaml").case.name, slug) for slug, text in cases.items()]
        return sorted(named, key=lambda pair: pair[0].casefold())

    def open(
        self, case: str, born: str = "", child: str = "", siblings: str = ""
    ) -> ChronologyDesk:
        """Put a case on the desk; as ``ChronologyCase.open``, which says what may go wrong."""
        return ChronologyDesk(
            ChronologyCase.open(self._library, case, born, child=child, siblings=siblings)
        )
