"""Which hospital, school or address two rows of one event name."""

from __future__ import annotations

import pytest

from workbench.chronology.places import differ


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (
            "SVD baby girl at Quarry Hospital, 04:10.",
            "Born in the early hours at Northfield Maternity Unit",
            "which hospital ('Quarry Hospital' or 'Northfield Maternity Unit')",
        ),
        (
            "Started at St Aidan's RC Primary this morning",
            "Began reception at Moorside Primary today",
            "which school (\"St Aidan's RC Primary\" or 'Moorside Primary')",
        ),
        (
            "Moved into 12 Fennel Court, ground floor",
            "New flat is 40 Brindle Street",
            "which address ('12 Fennel Court' or '40 Brindle Street')",
        ),
    ],
)
def test_another_place_of_one_kind_is_told(one: str, other: str, told: str) -> None:
    assert list(differ(one, other)) == [told]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Taken to Northfield General Hospital", "Conveyed to Northfield Hospital"),
        ("Taken to Northfield Hospital", "Taken to hospital by ambulance"),
        ("Moved from Quarry Hospital to Northfield Hospital", "At Elm Hospital"),  # two of them
        ("Rang Moorside Primary", "In Northfield Hospital"),
        ("The Hospital rang", "Mum rang Northfield Hospital"),
    ],
)
def test_one_place_or_no_single_one_differs_in_nothing(one: str, other: str) -> None:
    assert list(differ(one, other)) == []
