"""One thing to be done that two rows give to different agencies."""

from __future__ import annotations

import pytest
from chronology_rows import event, found

from workbench.chronology.rulings import Ruling
from workbench.records import Event

COUNCIL, VISITORS = "Fernley Children's Social Care", "Fernley Health Visiting"
HOMES = "Fernley Homes"
_ROWAN = {"action_taken": "", "recorded_by": "T Rowan"}


def told(*rows: Event) -> str:
    ruled = [Ruling(("a1", "b1"), "same")]
    return " ".join(message for _, message in found("conflict", *rows, rulings=ruled))


def rows(one: str, other: str, by: tuple[str, str] = (COUNCIL, HOMES), **more: str) -> list[Event]:
    return [
        event("a1", by[0], "2022-06-14", one, action_taken="", recorded_by="M Teasel"),
        event(
            "b1", by[1], "2022-06-14", other, recorded_by="T Rowan", **{"action_taken": ""} | more
        ),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Core group. Housing to provide a skip.", "Core group. SW said they will get the skip."),
        ("Agreed that Tom Rowan will put in to the charity for a bed.", "The bed is one for SW."),
        ("Landlord is to chase the boiler part.", "Ms Teasel would chase the part for the boiler."),
        ("We will order the bedding.", "SW asked. I've to order bedding."),
        ("SW will tell mother today.", "Meeting with SW. I am to tell mother."),
        ("Landlord would pay for the skip.", "Went with SW. Her team would pay for a skip."),
    ],
)  # fmt: skip
def test_it_is_told_who_each_says_is_to_act(one: str, other: str) -> None:
    assert "who is to do it" in told(*rows(one, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Housing to provide a skip.", "I will order the skip."),
        ("SW to visit weekly.", "I am to visit weekly."),  # both can
        ("SW to update the plan.", "I am to mend the lock."),
        ("SW rang to say the skip is late.", "I will order the skip."),
        ("Call from landlord to duty about the skip.", "Rang SW to tell of the skip."),
        ("SW and landlord to share the cost of the skip.", "SW will get the skip."),
        ("To keep the skip safe no visits.", "I will order the skip."),
        ("Mother used to order the bedding.", "I will order bedding."),
    ],
)
def test_what_both_can_do_or_nobody_is_to_do_is_no_difference(one: str, other: str) -> None:
    assert "who is to do it" not in told(*rows(one, other))


def test_what_was_done_about_it_is_read_too() -> None:
    pair = rows(
        "Joint visit. Housing to provide a skip.", "Joint visit.", action_taken="SW will get a skip"
    )
    assert "who is to do it" in told(*pair)


def test_a_partnership_says_what_a_service_is_by_its_name() -> None:
    """ "Homes" is in the rules file, under the names of agencies."""
    skip = ("Housing to provide a skip.", "SW will get the skip.")
    assert "who is to do it" in told(*rows(*skip, by=(COUNCIL, "Fernley Homes")))
    assert "who is to do it" not in told(*rows(*skip, by=(COUNCIL, "Fernley Ltd")))
