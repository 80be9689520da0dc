"""The hour that the words of a row begin with, where no cell tells one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from workbench.chronology.build import build
from workbench.chronology.leading_hour import leading_hour


@pytest.mark.parametrize(
    ("told", "hour", "written"),
    [
        ("10am visit with the health visitor.", "10:00", "10am"),
        ("9.15 a.m., rang the school.", "09:15", "9.15 a.m."),
        ("At 2pm the baby was weighed.", "14:00", "2pm"),
        ("0745 hrs - officers called to the flat.", "07:45", "0745 hrs"),
        ("14:30 - Core group.", "14:30", "14:30"),
        ("10.40: door knocked, no answer.", "10:40", "10.40"),
        ("Tenancy visit, 2pm. Nobody in.", "14:00", "2pm"),
        ("Office, 10.00: Induction.", "10:00", "10.00"),
        ("Core group (virtual), 13.30. School, mother.", "13:30", "13.30"),
        ("Unannounced visit 10:40. Man at the door.", "10:40", "10:40"),
        ("Strategy discussion 13:00 by phone: police, paediatrician.", "13:00", "13:00"),
        ("CP visit, children at home on arrival 16:15.", "16:15", "16:15"),
        ("Review meeting at 1430hrs, all present.", "14:30", "1430hrs"),
    ],
)
def test_it_is_the_hour_of_what_is_told(told: str, hour: str, written: str) -> None:
    assert leading_hour(told) == (hour, written)


@pytest.mark.parametrize(
    "told",
    [
        "",
        "Letter to the tenant about visitors after 10pm.",
        "Missed scan. Rebooked for 16.10.",
        "Visit booked for 2pm on Thursday.",
        "Core group cancelled 10am.",
        "Clinic 4.20 today",  # a weight
        "Clinic, 4.20 kg, 9th centile.",
        "Clinic, 4.2 kg.",
        "Weight review, 12.30.",
        "Mother said she had found him at 2am.",
        "2016 moved to Fernley.",
        "22/05/2016 conference.",
        "10.5.2016 visit",
        "3 visits this week",
        "Room 4, 11:60",
        "22.05 visit, all well.",  # a day
    ],
)
def test_any_other_hour_is_left_in_the_text(told: str) -> None:
    assert leading_hour(told) == (None, "")


def row_of(folder: Path, when: str, told: str, time: str = "") -> dict[str, object]:
    sheet = folder / "Fernley Housing.csv"
    sheet.write_text(f'Date,Time,Event\n{when},{time},"{told}"\n', encoding="utf-8")
    built = build([sheet], "Teal", date(2019, 1, 1), as_of=date(2026, 1, 1))
    return built.events.iloc[0].to_dict()


def test_a_row_without_a_time_takes_it(tmp_path: Path) -> None:
    row = row_of(tmp_path, "3 July 2020", "Tenancy visit, 2pm. Nobody in.")
    assert (row["time"], row["time_written"]) == ("14:00", "2pm")
    assert row["what"] == "Tenancy visit, 2pm. Nobody in."


def test_a_cell_that_tells_a_time_comes_first(tmp_path: Path) -> None:
    row = row_of(tmp_path, "3 July 2020", "2pm visit, nobody in.", "14:05")
    assert row["time"] == "14:05"


def test_no_hour_is_taken_where_the_day_is_not_known(tmp_path: Path) -> None:
    assert not isinstance(row_of(tmp_path, "July 2020", "2pm visit, nobody in.")["time"], str)


def test_an_hour_without_am_or_pm_is_taken_as_those_mean_it_who_work_by_day(tmp_path: Path) -> None:
    row = row_of(tmp_path, "3 July 2020", "Core group (virtual), 1.30. School, mother.")
    assert row["time"] == "13:30"
    assert "taken as 13:30" in " ".join(row["problems"])  # type: ignore[arg-type]
