"""What the rows call a child whom the case names in full."""

from __future__ import annotations

from datetime import date

import pytest
from chronology_rows import AS_OF, event, merged

from workbench.chronology.case import Case, Child, Person
from workbench.chronology.pet_names import pet_names_of
from workbench.chronology.rules import load_rules
from workbench.chronology.view import View

ROSALIND = Case("Rosalind Fox", (Child("Rosalind Fox", date(2015, 1, 1)),))


def rows(name: str, times: int = 4) -> list[str]:
    return [f"Visit {n}: saw {name} at home, well" for n in range(times)]


@pytest.mark.parametrize(
    ("full", "called"),
    [("Rosalind Fox", "Rosie"), ("Theodore Fox", "Teddy"), ("Elizabeth Fox", "Beth")],
)
def test_a_name_that_begins_alike_or_is_listed_is_the_childs(full: str, called: str) -> None:
    case = Case(full, (Child(full, date(2015, 1, 1)),))
    assert pet_names_of(case, rows(called)) == [(full, called)]


@pytest.mark.parametrize(
    "texts",
    [
        rows("Rosalind"),
        [*rows("Rosie"), *rows("Rosalind")],  # the name of the case is used
        rows("Rosie", 2),  # a slip or a stranger
        [*rows("Rosie"), "a rosie glow"],  # a word of every day
        rows("Wren"),
        [],
    ],
)
def test_where_the_rows_use_the_name_or_another_no_name_is_taken(texts: list[str]) -> None:
    assert pet_names_of(ROSALIND, texts) == []


def test_the_name_of_another_in_the_case_is_not_the_childs() -> None:
    aunt = Person("aunt", "Rosie Fox", roles=("aunt",))
    both = Case("Fox", (ROSALIND.children[0], Child("Rosanna Fox", date(2017, 1, 1))), (aunt,))
    assert pet_names_of(both, rows("Rosie")) == []


def test_who_was_seen_is_told_by_that_name() -> None:
    def seen(name: str) -> list[str | None]:
        told = [event(f"a{n}", "Police", "2022-01-01", row) for n, row in enumerate(rows(name))]
        view = View(merged(*told), ROSALIND, load_rules(), AS_OF, {})
        return [each.status for each in view.told_seen]

    assert seen("Rosie") == ["yes"] * 4
    assert seen("Dale") == [None] * 4


def test_rows_and_case_are_left_as_they_are() -> None:
    told = [event(f"a{n}", "Police", "2022-01-01", text) for n, text in enumerate(rows("Rosie"))]
    view = View(merged(*told), ROSALIND, load_rules(), AS_OF, {})
    assert ROSALIND.people == ()
    assert view.case.children == ROSALIND.children
    assert view.what == rows("Rosie")
