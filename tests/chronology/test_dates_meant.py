"""A reviewer says which day an unread date means: it is kept beside what the agency wrote."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from chronology_rows import AS_OF, event

from workbench.chronology.build import as_json
from workbench.chronology.meant import could_mean
from workbench.errors import ChronologyError, UsageError
from workbench.library import Library
from workbench.tasks import ChronologyCase, build_chronology, in_words, remembered

ROWS = (
    "Date;Time;What happened;Source\n"
    "02/06/2015;;Mother booked at the clinic;Log 1\n"
    "31/06/2015;18:30;Call about the noise;Log 2\n"
    "05/07/2015;;Home visit, nobody in;Log 3\n"
    ";;Letter from the landlord;Log 4\n"
)


@pytest.fixture
def case(tmp_path: Path) -> ChronologyCase:
    library = Library.open(tmp_path / "library", create=True)
    opened = ChronologyCase.open(library, "Teal", "2014-03-14", child="Teal")
    send(opened, tmp_path, ROWS)
    return opened


def send(case: ChronologyCase, folder: Path, rows: str, name: str = "Police.csv") -> None:
    path = folder / name
    path.write_text(rows, encoding="utf-8")
    case.add_paths([path])


def entry(case: ChronologyCase, words: str) -> dict:
    (row,) = [r for r in case.chronology.events.to_dict("records") if words in r["what"]]
    return row


def order(case: ChronologyCase) -> list[str]:
    return [what.split()[0] for what in case.chronology.events["what"]]


def messages(case: ChronologyCase, check: str) -> list[str]:
    checks = case.chronology.checks
    return list(checks.loc[checks["check"] == check, "message"])


def test_what_it_could_mean_is_offered_in_words(case: ChronologyCase) -> None:
    offered = case.could_mean(entry(case, "noise")["id"])
    assert ("2015-06-30", "30 June 2015 (between the rows above and below)") in offered
    assert offered[0][0] == "2015-06-30"
    undated = case.could_mean(entry(case, "landlord")["id"])
    assert undated == [("2015-07-05", "5 July 2015")], "the day of the row above"


def test_of_many_years_those_between_the_rows_around_are_offered() -> None:
    sheet = [
        event("a1", "Police", "2020-03-01", "One"),
        event("a2", "Police", None, "Two", written="22/11/202"),
        event("a3", "Police", "2021-05-01", "Three"),
    ]
    assert [when for when, _ in could_mean(sheet[1], sheet, AS_OF)] == ["2020-11-22"]
    assert could_mean(sheet[1], sheet[1:2], AS_OF) == [], "too many to choose among"


def test_no_day_to_come_is_offered() -> None:
    row = event("a1", "Police", None, "One", written="31/11/2026")
    assert could_mean(row, [row], AS_OF) == []


def test_the_row_takes_its_place_and_says_who_read_it_so(case: ChronologyCase) -> None:
    assert order(case) == ["Mother", "Home", "Letter", "Call"]
    case.read_date(entry(case, "noise")["id"], "30 June 2015", "the last day of that month")
    row = entry(case, "noise")
    assert order(case) == ["Mother", "Call", "Home", "Letter"]
    assert (row["when"], row["written"], row["time"]) == ("2015-06-30", "31/06/2015", "18:30")
    assert row["age"] == "1 y 3 m"
    said = "A reviewer read it as 30 June 2015 (the last day of that month)."
    assert row["read_by_reviewer"] == said
    assert messages(case, "date_meant") == [f"The date '31/06/2015' was not read. {said}"]
    assert not any("31/06/2015" in told for told in messages(case, "date_not_read"))
    with case._library as library:
        decided = library.decisions("teal", "date")[row["id"]]
    assert decided["why"] == "the last day of that month" and decided["who"] and decided["when"]


def test_it_can_be_undone_said_otherwise_and_taken_back(case: ChronologyCase) -> None:
    key = entry(case, "noise")["id"]
    case.read_date(key, "2015-06-30", "the month’s last day")
    case.read_date(key, "2015-07-01", "the day after")
    assert entry(case, "noise")["when"] == "2015-07-01"
    assert "Taken back: the date of" in case.undo()
    row = entry(case, "noise")
    assert row["when"] == "2015-06-30" and "the month’s last day" in row["read_by_reviewer"]
    case.read_date(key, "", "the log is lost")
    assert entry(case, "noise")["when"] is None and messages(case, "date_meant") == []
    case.undo()
    assert entry(case, "noise")["when"] == "2015-06-30"


def test_it_survives_a_corrected_file_until_the_agency_corrects_the_date(
    case: ChronologyCase, tmp_path: Path
) -> None:
    key = entry(case, "noise")["id"]
    case.read_date(key, "30 June 2015", "the month’s last day")
    send(case, tmp_path, ROWS.replace("nobody in", "father in"), "Police v2.csv")
    assert "father in" in entry(case, "Home")["what"]
    assert entry(case, "noise")["when"] == "2015-06-30" and entry(case, "noise")["id"] == key
    send(case, tmp_path, ROWS.replace("31/06/2015", "13/06/2015"), "Police v3.csv")
    row = entry(case, "noise")
    assert (row["id"], row["when"], row["read_by_reviewer"]) == (key, "2015-06-13", None)
    assert "'31/06/2015' before, and a reviewer read it as 30 June 2015" in row["problems"][-1]
    send(case, tmp_path, ROWS.replace("31/06/2015", "33/06/2015"), "Police v4.csv")
    assert entry(case, "noise")["when"] is None, "it was said of other words"


@pytest.mark.parametrize(
    ("typed", "why", "error", "words"),
    [
        ("32 June 2015", "because", ChronologyError, "is no date either"),
        ("30 June 2015 at 14:00", "because", ChronologyError, "holds a time"),
        ("30 June 2015", "  ", UsageError, "Why this day"),
    ],
)
def test_what_is_no_day_or_has_no_reason_is_refused(
    case: ChronologyCase, typed: str, why: str, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        case.read_date(entry(case, "noise")["id"], typed, why)
    assert entry(case, "noise")["when"] is None


def test_a_date_that_was_read_is_the_agencys_to_correct(case: ChronologyCase) -> None:
    with pytest.raises(UsageError, match="was read"):
        case.read_date(entry(case, "clinic")["id"], "3 June 2015", "a slip")


def test_files_json_and_words_say_that_a_reviewer_read_it(
    case: ChronologyCase, tmp_path: Path
) -> None:
    case.read_date(entry(case, "noise")["id"], "about 30 June 2015", "the month’s last day")
    shown = "about 30 June 2015, as a reviewer read it"
    assert shown in in_words(case)
    for name in ("out.html", "out.csv"):
        text = case.save(tmp_path / name).read_text(encoding="utf-8-sig")
        assert "A reviewer read it as about 30 June 2015 (the month’s last day)" in text
    assert shown in (tmp_path / "out.html").read_text(encoding="utf-8")
    (row,) = [
        each
        for each in json.loads(json.dumps(as_json(case.chronology)))["events"]
        if each["read_by_reviewer"]
    ]
    assert (row["when"], row["written"]) == ("2015-06-30~", "31/06/2015")


def test_for_other_eyes_it_says_so_without_the_reason(case: ChronologyCase, tmp_path: Path) -> None:
    case.read_date(entry(case, "noise")["id"], "30 June 2015", "Mr Oddling said so")
    case.key_place().parent.mkdir(parents=True)
    case.key_place().write_text(
        '{"pseudonyms": [{"real": "Teal", "pseudonym": "Child A"}]}', encoding="utf-8"
    )
    text = case.save(tmp_path / "out.html", publish=True).read_text(encoding="utf-8")
    assert "day 473, as a reviewer read it" in text
    assert "Oddling" not in text and "30 June" not in text and "31/06" not in text


def test_the_command_uses_what_the_library_remembers(case: ChronologyCase, tmp_path: Path) -> None:
    case.read_date(entry(case, "noise")["id"], "30 June 2015", "the month’s last day")
    known = remembered(tmp_path / "library", "Teal")
    made = build_chronology([tmp_path / "Police.csv"], "Teal", "2014-03-14", remembered=known)
    read = made.events[made.events["read_by_reviewer"].notna()]
    assert list(read["when"]) == ["2015-06-30"]
