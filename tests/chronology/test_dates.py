"""Dates as people write them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.chronology.dates import read_date
from workbench.chronology.intervals import bounds, valid
from workbench.chronology.times import read_time

BORN = date(2014, 2, 10)

READ = [
    # written, EDTF, time
    ("22/05/2016", "2016-05-22", None),
    ("22.05.16", "2016-05-22", None),
    ("22.05/16", "2016-05-22", None),
    ("22/052016", "2016-05-22", None),
    ("2205/2016", "2016-05-22", None),
    ("22;05;2016", "2016-05-22", None),
    ("22|05|2016", "2016-05-22", None),
    ("22ndMay2016", "2016-05-22", None),
    ("22 Mya 2016", "2016-05-22", None),
    ("14 July 2019 - exact date not known", "2019-07-14?", None),
    ("July 2019 (exact date unknown)", "2019-07", None),
    ("2016 Q2", "2016-04/2016-06", None),
    (">2014", "2014/..", None),
    ("June into July 2019", "2019-06/2019-07", None),
    ("28+3/40", "2013-11-21~", None),
    ("within a week of birth", "2014-02-10/2014-02-17", None),
    ("in the first month of life", "2014-02-10/2014-03-10", None),
    ("day 5 of life", "2014-02-15", None),
    ("at 6/52", "2014-03-24/2014-03-30", None),
    ("22/05/2016 0915-1130", "2016-05-22", "09:15"),
    ("22/05/2016 between 9 and 10", "2016-05-22", "09:00"),
    ("22/05/16 11ish", "2016-05-22", "11:00"),
    ("22 May 2016 quarter to nine am", "2016-05-22", "08:45"),
    ("22/05/2016 2.30 in the afternoon", "2016-05-22", "14:30"),
    ("?22 may 2016", "2016-05-22?", None),
    ("22 May 2016 (approx)", "2016-05-22~", None),
    ("c. May 2016", "2016-05~", None),
    ("May 2016", "2016-05", None),
    ("Sept 15", "2015-09", None),
    ("2016", "2016", None),
    ("spring 2016", "2016-21", None),
    ("autumn term 2015", "2015-09/2015-12", None),
    ("early November 2014", "2014-11-01~/2014-11-10~", None),
    ("mid November 2014", "2014-11-11~/2014-11-20~", None),
    ("late November 2014", "2014-11-21~/2014-11-30~", None),
    ("end of 2015", "2015-10~/2015-12~", None),
    ("3-9 March 2016", "2016-03-03/2016-03-09", None),
    ("3 \N{EN DASH} 9 March 2016", "2016-03-03/2016-03-09", None),
    ("between 3 and 9 March 2016", "2016-03-03/2016-03-09", None),
    ("between 28 February and 2 March 2016", "2016-02-28/2016-03-02", None),
    ("w/c 7 March 2016", "2016-03-07/2016-03-13", None),
    ("night of 3/4 July 2016", "2016-07-03/2016-07-04", None),
    ("before June 2016", "../2016-06", None),
    ("since 2014", "2014/..", None),
    ("when aged 3", "2017-02-10/2018-02-09", None),
    ("at 6 weeks", "2014-03-24/2014-03-30", None),
    ("42512", "2016-05-22", None),
    ("42512.604", "2016-05-22", "14:30"),
    ("22/05/2016 14:30", "2016-05-22", "14:30"),
    ("22/05/2016 2.30pm", "2016-05-22", "14:30"),
    ("22/05/2016 @ 10", "2016-05-22", "10:00"),
    ("22/05/2016 am", "2016-05-22", None),
    # other typists
    ("22nd of May 2016", "2016-05-22", None),
    ("Sun 22 May 2016", "2016-05-22", None),
    ("Sunday, 22nd May 2016", "2016-05-22", None),
    ("22/5/16 14:30hrs", "2016-05-22", "14:30"),
    ("2016-05-22", "2016-05-22", None),
    ("2016-05-22T14:30:00", "2016-05-22", "14:30"),
    ("2016-05-22 00:00:00", "2016-05-22", None),
    ("22-May-16", "2016-05-22", None),
    ("22 05 2016", "2016-05-22", None),
    ("22052016", "2016-05-22", None),
    ("22May2016", "2016-05-22", None),
    ("May 22, 2016", "2016-05-22", None),
    ("May '16", "2016-05", None),
    ("05/16", "2016-05", None),
    ("05/2016", "2016-05", None),
    ("May/June 2016", "2016-05/2016-06", None),
    ("Summer 2016", "2016-22", None),
    ("winter 2015/16", "2015-12/2016-02", None),
    ("Christmas 2015", "2015-12-25~", None),
    ("Boxing Day 2015", "2015-12-26", None),
    ("Easter 2016", "2016-03-27~", None),
    ("Q3 2016", "2016-07/2016-09", None),
    ("Q3 2016/17", "2016-10/2016-12", None),
    ("early 2016", "2016-01~/2016-04~", None),
    ("mid-2015", "2015-05~/2015-08~", None),
    ("the 1990s", "199X", None),
    ("approx. 22/05/16", "2016-05-22~", None),
    ("on or around 22/05/16", "2016-05-22~", None),
    ("late evening 3rd July 2016", "2016-07-03", None),
    ("03/07/2016 - 05/07/2016", "2016-07-03/2016-07-05", None),
    ("22-24/05/16", "2016-05-22/2016-05-24", None),
    ("from 3 to 9 March 2016", "2016-03-03/2016-03-09", None),
    ("28 Dec - 3 Jan 2016", "2015-12-28/2016-01-03", None),
    ("22/05/2016 to 24/05", "2016-05-22/2016-05-24", None),
    ("Nov 2015 to Jan 2016", "2015-11/2016-01", None),
    ("2014-2016", "2014/2016", None),
    ("2014-16", "2014/2016", None),
    ("2001-2004", "2001/2004", None),
    ("2009/2012", "2009/2012", None),
    ("1912-2016", "2016-12-19", None),
    ("2015/16", "2015/2016", None),
    ("academic year 2015/16", "2015-09/2016-08", None),
    ("financial year 2015/16", "2015-04/2016-03", None),
    ("after June 2016", "2016-06/..", None),
    ("May 2016 onwards", "2016-05/..", None),
    ("2014 to date", "2014/..", None),
    ("by 2014", "../2014", None),
    ("until May 2016", "../2016-05", None),
    ("3 or 4 July 2016", "2016-07-03?/2016-07-04?", None),
    ("??/05/2016", "2016-05", None),
    ("xx/05/2016", "2016-05", None),
    ("00/05/2016", "2016-05", None),
    ("2016 (exact date unknown)", "2016", None),
    ("22/05//2016", "2016-05-22", None),
    ("22/05/2016 1430hrs", "2016-05-22", "14:30"),
    ("22/05/2016 1430", "2016-05-22", "14:30"),
    ("22/05/2016 14.30", "2016-05-22", "14:30"),
    ("14.30 on 22/05/2016", "2016-05-22", "14:30"),
    ("22/05/2016 9am", "2016-05-22", "09:00"),
    ("22/05/2016 09:05:00", "2016-05-22", "09:05"),
    ("22 May 2016 midnight", "2016-05-22", "00:00"),
    ("22 May 2016 noon", "2016-05-22", "12:00"),
    ("22/05/2016 14:30-15:15", "2016-05-22", "14:30"),
    ("03/07/16 10-11am", "2016-07-03", "10:00"),
    ("Tue 2nd Feb '21 - 10am", "2021-02-02", "10:00"),
    ("2.2.21-9.30am", "2021-02-02", "09:30"),
    ("2/2/2021-14:30", "2021-02-02", "14:30"),
    ("Summer 2019 holidays", "2019-07-20~/2019-09-05~", None),
    ("Thu 10th Sep '20 - 8.50am", "2020-09-10", "08:50"),
    ("2 Feb 21 - 10am", "2021-02-02", "10:00"),
    ("Fri 3rd June 2016 at 2pm", "2016-06-03", "14:00"),
    ("aged 18 months", "2015-08-10/2015-09-09", None),
    ("at birth", "2014-02-10", None),
    ("third birthday", "2017-02-10", None),
    ("at 32 weeks' gestation", "2013-12-16~", None),
    ("Febuary 2016", "2016-02", None),
    ("3 Setpember 2016", "2016-09-03", None),
    ("week ending 13/03/2016", "2016-03-07/2016-03-13", None),
    ("weekend of 21/22 May 2016", "2016-05-21/2016-05-22", None),
    ("first week of May 2016", "2016-05-01~/2016-05-07~", None),
    ("22/05/2016 phone call", "2016-05-22", None),
    ("12/04/48", "1948-04-12", None),
    ("probably about 22/05/16", "2016-05-22%", None),
    ("1st to the 5th of March 2021", "2021-03-01/2021-03-05", None),
    ("aged 2 years 3 months", "2016-05-10/2016-06-09", None),
    ("2 weeks after birth", "2014-02-24/2014-03-02", None),
    ("03/07/2016 approx 10pm", "2016-07-03", "22:00"),
    ("22/05/2016 at 9", "2016-05-22", "09:00"),
    ("22/05/2016 overnight", "2016-05-22/2016-05-23", None),
    ("on or before 22/05/16", "../2016-05-22", None),
    ("not before 22/05/16", "2016-05-22/..", None),
    ("end May 2016", "2016-05-21~/2016-05-31~", None),
    ("by the end of 2016", "../2016-12~", None),
    ("5/6/7 May 2016", "2016-05-05/2016-05-07", None),
    ("2021, 12 March", "2021-03-12", None),
    ("February half term 2016", "2016-02~", None),
    ("first half of 2016", "2016-01~/2016-06~", None),
    ("unknown 2016", "2016", None),
]


@pytest.mark.parametrize(("written", "edtf", "at"), READ, ids=[w for w, _, _ in READ])
def test_a_date_people_write_is_understood(written: str, edtf: str, at: str | None) -> None:
    read = read_date(written, born=BORN)
    assert (read.edtf, read.time) == (edtf, at)
    assert valid(edtf)
    assert (read.earliest, read.latest) == bounds(edtf)


NOT_READ = [
    # written, what could be meant
    ("04/23/2016", ("2016-04-23",)),
    ("31/06/2015", ("2015-06-30", "2015-07-01", "2015-05-31", "2015-07-31")),
    ("29/02/2015", ("2015-02-28", "2015-03-01", "2015-01-29", "2015-03-29")),
    ("O1/O5/2016", ("2016-05-01",)),
    ("22/05/206", ("2006-05-22", "2016-05-22", "2026-05-22", "2036-05-22")),
    ("22/05/1016", ("2016-05-22",)),
    ("2016-23-04", ("2016-04-23",)),
    ("9-3 March 2016", ("2016-03-03/2016-03-09",)),
    ("22 May", ()),
    ("05/11", ()),
    ("date unknown", ()),
    ("n/k", ()),
    ("tbc", ()),
    ("start of term", ()),
    ("a few days before 22/05/2016", ("2016-05-22",)),
    ("week 1 of May 2016", ("2016-05-01",)),
    ("the day after the party", ()),
    ("", ()),
]


@pytest.mark.parametrize(("written", "meanings"), NOT_READ, ids=[w or "-" for w, _ in NOT_READ])
def test_what_cannot_be_read_is_not_guessed(written: str, meanings: tuple[str, ...]) -> None:
    read = read_date(written, born=BORN)
    assert read.edtf is None
    assert read.earliest is None and read.latest is None
    assert read.problem
    assert read.could_mean == meanings
    assert all(valid(meaning) for meaning in meanings)


def test_the_hour_beside_a_day_there_is_not_is_kept() -> None:
    told = [read_date(text) for text in ("31/09/2022 2050", "31/09/2022 20:50", "31/09/2022")]
    assert [(each.edtf, each.time) for each in told] == [
        (None, "20:50"),
        (None, "20:50"),
        (None, None),
    ]


def test_a_weekday_that_disagrees_is_said() -> None:
    read = read_date("Mon 22 May 2016")
    assert read.edtf == "2016-05-22"
    assert read.problem == "It says Monday, but 22 May 2016 was a Sunday."


def test_an_age_needs_the_date_of_birth() -> None:
    assert read_date("when aged 3").edtf is None
    assert "date of birth" in (read_date("when aged 3").problem or "")


def test_a_heading_s_year_is_taken_and_said() -> None:
    read = read_date("3 March", context_year=2016)
    assert read.edtf == "2016-03-03"
    assert "No year" in (read.problem or "")


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("Feb", "2015-02"),
        ("mid June", "2015-06-11~/2015-06-20~"),
        ("w/c 7 March", "2015-03-07/2015-03-13"),
        ("night of 3/4 July", "2015-07-03/2015-07-04"),
        ("?June", "2015-06?"),
        ("Spring term", "2015-01/2015-04"),
        ("1/3/2016", "2016-03-01"),
        ("3 weeks", None),
        ("Monday", None),
    ],
)
def test_what_lacks_a_year_has_the_heading_s(written: str, edtf: str | None) -> None:
    assert read_date(written, context_year=2015).edtf == edtf


def test_weeks_are_of_the_pregnancy_where_the_row_is_about_one() -> None:
    assert read_date("at 32 weeks", born=BORN).edtf == "2014-09-22/2014-09-28"
    assert read_date("at 32 weeks", born=BORN, pregnancy=True).edtf == "2013-12-16~"


def test_a_time_that_cannot_be_is_a_problem_beside_the_date() -> None:
    read = read_date("22/05/2016 25:70")
    assert (read.edtf, read.time) == ("2016-05-22", None)
    assert "25:70" in (read.problem or "")


def test_real_cells() -> None:
    assert read_date(datetime(2016, 5, 22)).edtf == "2016-05-22"
    assert read_date(datetime(2016, 5, 22, 14, 30)).time == "14:30"
    assert read_date(date(2016, 5, 22)).edtf == "2016-05-22"
    assert read_date(42512).edtf == "2016-05-22"
    assert read_date(2016).edtf == "2016"
    assert read_date(7).edtf is None
    assert read_date(None).edtf is None
    assert read_date(float("nan")).edtf is None
    assert read_date(True).edtf is None


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("14:30", "14:30"),
        ("2.30pm", "14:30"),
        ("@ 10", "10:00"),
        ("1430hrs", "14:30"),
        ("1430", "14:30"),
        ("14.30", "14:30"),
        ("9am", "09:00"),
        ("12am", "00:00"),
        ("12.15 p.m.", "12:15"),
        ("09:05:00", "09:05"),
        ("approx 14:30", "14:30"),
        ("14:30 - 15:00", "14:30"),
        ("midnight", "00:00"),
        ("noon", "12:00"),
        (time(14, 30), "14:30"),
        (timedelta(hours=9, minutes=5), "09:05"),
        (0.604166667, "14:30"),
        ("am", None),
        ("late evening", None),
        ("", None),
        (None, None),
    ],
)
def test_times(written: object, at: str | None) -> None:
    assert read_time(written) == (at, None)


def test_a_time_that_cannot_be_read_says_so() -> None:
    assert read_time("25:70") == (None, "The time '25:70' could not be read.")


# --- properties -----------------------------------------------------------------------------

DAYS = st.dates(min_value=date(1960, 1, 1), max_value=date(2039, 12, 31))
DAY_FORMS = {
    "slashes": lambda d: f"{d:%d/%m/%Y}",
    "dots": lambda d: f"{d.day}.{d.month}.{d.year}",
    "dashes": lambda d: f"{d:%d-%m-%Y}",
    "mixed": lambda d: f"{d:%d.%m/%Y}",
    "spaces": lambda d: f"{d:%d %m %Y}",
    "iso": lambda d: d.isoformat(),
    "words": lambda d: f"{d.day} {d:%B %Y}",
    "short": lambda d: f"{d.day} {d:%b %Y}",
    "ordinal": lambda d: f"{d.day}{_ending(d.day)} of {d:%B %Y}",
    "weekday": lambda d: f"{d:%A} {d.day} {d:%B %Y}",
    "upper": lambda d: f"{d.day} {d:%B %Y}".upper(),
    "month first": lambda d: f"{d:%B} {d.day}, {d.year}",
    "glued": lambda d: f"{d.day}{d:%b%Y}",
    "real date": lambda d: d,
    "serial": lambda d: (d - date(1899, 12, 30)).days,
}


def _ending(day: int) -> str:
    return "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


@given(day=DAYS, form=st.sampled_from(sorted(DAY_FORMS)))
@settings(max_examples=300, deadline=None)
def test_any_day_in_any_form_reads_back_to_itself(day: date, form: str) -> None:
    read = read_date(DAY_FORMS[form](day))
    assert read.edtf == day.isoformat(), (DAY_FORMS[form](day), read)
    assert read.problem is None


@given(
    day=DAYS,
    at=st.times(),
    form=st.sampled_from(
        ["{d} {t:%H:%M}", "{d} at {t:%H:%M}", "{d}, {t:%H%M}hrs", "{t:%H.%M} {d}"]
    ),
)
@settings(max_examples=150, deadline=None)
def test_any_day_and_time_read_back(day: date, at: time, form: str) -> None:
    read = read_date(form.format(d=f"{day:%d/%m/%Y}", t=at))
    assert (read.edtf, read.time) == (day.isoformat(), f"{at:%H:%M}")


@given(
    start=DAYS,
    length=st.integers(1, 400),
    joint=st.sampled_from([" - ", " to ", " until ", "-", " \N{EN DASH} "]),
)
@settings(max_examples=150, deadline=None)
def test_any_span_reads_back(start: date, length: int, joint: str) -> None:
    end = start + timedelta(days=length)
    for form in ("%d/%m/%Y", "%d %B %Y"):
        read = read_date(f"{start:{form}}{joint}{end:{form}}")
        assert read.edtf == f"{start}/{end}"


MONTH_FORMS = {
    "{d:%B %Y}": lambda d: f"{d:%Y-%m}",
    "{d:%b} {d:%Y}": lambda d: f"{d:%Y-%m}",
    "{d:%m/%Y}": lambda d: f"{d:%Y-%m}",
    "c. {d:%B %Y}": lambda d: f"{d:%Y-%m}~",
    "?{d:%B %Y}": lambda d: f"{d:%Y-%m}?",
    "before {d:%B %Y}": lambda d: f"../{d:%Y-%m}",
    "since {d:%B %Y}": lambda d: f"{d:%Y-%m}/..",
    "early {d:%B %Y}": lambda d: f"{d:%Y-%m}-01~/{d:%Y-%m}-10~",
    "mid {d:%B %Y}": lambda d: f"{d:%Y-%m}-11~/{d:%Y-%m}-20~",
    "{d:%Y}": lambda d: f"{d:%Y}",
    "since {d:%Y}": lambda d: f"{d:%Y}/..",
    "spring {d:%Y}": lambda d: f"{d:%Y}-21",
    "autumn term {d:%Y}": lambda d: f"{d:%Y}-09/{d:%Y}-12",
    "w/c {d.day} {d:%B %Y}": lambda d: f"{d}/{d + timedelta(days=6)}",
    "night of {d:%d/%m/%Y}": lambda d: f"{d}/{d + timedelta(days=1)}",
    "prior to {d:%d/%m/%Y}": lambda d: f"../{d}",
}


@given(day=DAYS, form=st.sampled_from(sorted(MONTH_FORMS)))
@settings(max_examples=250, deadline=None)
def test_any_month_season_week_or_open_end_reads_back(day: date, form: str) -> None:
    assert read_date(form.format(d=day)).edtf == MONTH_FORMS[form](day)


MARKS = [("?{}", "?"), ("{} ?", "?"), ("c. {}", "~"), ("approx {}", "~"), ("{} (approx)", "~")]


@given(day=DAYS, mark=st.sampled_from(MARKS))
@settings(max_examples=100, deadline=None)
def test_marks_of_doubt_are_kept(day: date, mark: tuple[str, str]) -> None:
    assert read_date(mark[0].format(f"{day:%d %B %Y}")).edtf == day.isoformat() + mark[1]


@given(text=st.text(max_size=40) | st.text(alphabet="0123456789/.-?ab ~to", max_size=30))
@settings(max_examples=400, deadline=None)
def test_no_text_breaks_it_and_what_it_reads_is_edtf(text: str) -> None:
    read = read_date(text, born=BORN, context_year=2016)
    if read.edtf is None:
        assert read.problem
    else:
        assert valid(read.edtf)
        if read.earliest and read.latest:
            assert read.earliest <= read.latest


def test_a_year_far_ahead_is_read_for_the_check_of_the_future_and_says_what_it_may_mean() -> None:
    read = read_date("05/03/2109")
    assert read.edtf == "2109-03-05" and "2019-03-05" in read.could_mean
    assert "far ahead" in (read.problem or "")
    assert read_date("31/06/2109").edtf is None
    assert read_date("05/03/0219").edtf is None


@pytest.mark.parametrize(
    "written", ["aged 9999", "before early+spring 2019", float("inf"), float("-inf")]
)
def test_what_no_calendar_has_is_flagged_and_never_raises(written: object) -> None:
    read = read_date(written, born=date(2015, 8, 10))
    assert read.edtf is None or read.problem
    assert read.problem
