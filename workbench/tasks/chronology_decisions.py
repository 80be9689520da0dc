"""What a library remembers of reviewers' decisions: mappings, notes, rulings, dates, episodes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.chronology.episodes import Episode
    from workbench.chronology.meant import Meant
    from workbench.chronology.rulings import Ruling
    from workbench.library import Library


class CaseDecisions:
    """The decisions on one case, ``case`` its id in the library. Each is a row that is only added.

    A case that the library does not know has none; mappings are the agencies', not the case's.
    """

    def __init__(self, library: Library, case: str) -> None:
        self._library, self._case = library, case

    @property
    def case(self) -> str:
        return self._case

    def values(self, kind: str) -> dict[str, Any]:
        """Key -> what was decided last; see :meth:`workbench.library.Library.decide`."""
        decided = self._library.decisions(self._case, kind)
        return {key: row["value"] for key, row in decided.items()}

    def last(self, kind: str, key: str) -> tuple[Any, str]:
        """What stands of one key, and why; (None, "") where nothing does."""
        row = self._library.decisions(self._case, kind).get(key)
        return (None, "") if row is None else (row["value"], str(row["why"] or ""))

    def decide(self, kind: str, key: str, value: Any, why: str = "") -> None:
        self._library.decide(self._case, kind, key, value, why=why)

    # --- mappings ---------------------------------------------------------------------------

    def mappings(self) -> dict[str, dict[str, str]]:
        """Agency -> {heading: field}, for this case and every other."""
        decided = self._library.decisions("", "mapping")
        return {agency: dict(row["value"]) for agency, row in decided.items()}

    def map(self, agency: str, mapping: dict[str, str]) -> None:
        self._library.decide("", "mapping", agency, mapping, why="chosen by a reviewer")

    # --- what was decided about rows --------------------------------------------------------

    def notes(self) -> dict[str, str]:
        """Event id -> what a reviewer noted."""
        return self.values("note")

    def rulings(self) -> tuple[Ruling, ...]:
        """What was ruled about rows of one finding, the latest last."""
        from workbench.chronology.rulings import rulings_of

        return rulings_of(self._library.decisions(self._case, "ruling"))

    def dates(self) -> tuple[Meant, ...]:
        """Which days dates mean that were not read."""
        from workbench.chronology.meant import meant_of

        return meant_of(self._library.decisions(self._case, "date"))

    def who_read(self, event: str) -> tuple[str, str] | None:
        """Who said last which day a row's date means, and when (ISO); None where nobody does."""
        said = self._library.decisions(self._case, "date").get(event)
        return None if said is None else (str(said["who"]), str(said["when"]))

    def episodes(self, said: Sequence[Episode] = ()) -> tuple[Episode, ...]:
        """The episodes a case file says, and those named since; of one name, the latter."""
        from workbench.chronology.case import birth_date
        from workbench.chronology.episodes import Episode

        named = {episode.name: episode for episode in said}
        for name, value in self.values("episode").items():
            named[name] = Episode(
                name,
                birth_date(value["start"]),
                birth_date(value["end"]),
                value["appraisal"],
                tuple(value["reasons"]),
                tuple(value["events"]),
            )
        return tuple(named.values())
