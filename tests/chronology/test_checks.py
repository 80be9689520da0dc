"""Every check: what it finds, and what it rightly passes over. Each fails without its rule."""

# ruff: noqa: E501 - pairs of rows read best on one line

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from chronology_rows import AS_OF, CASE, event, found, ids, merged

from workbench.chronology.case import Case, Child
from workbench.chronology.checks import CHECKS, COLUMNS, run_checks
from workbench.chronology.checks_contact import since_seen
from workbench.chronology.rules import load_rules
from workbench.chronology.view import View
from workbench.errors import VocabularyError
from workbench.places import shipped


def test_every_check_that_was_promised_is_there() -> None:
    assert set(CHECKS) == {
        "date_not_read", "missing_source", "before_birth", "future_date", "out_of_order",
        "same_event", "conflict", "known_to_one_agency", "gap", "child_not_seen",
        "days_since_seen", "days_since_seen_alone", "not_brought", "injury",
        "closed_then_referred", "no_action_recorded", "response_lag", "who_knew_when",
        "abbreviation_unexplained", "late_entry",
    }  # fmt: skip


def test_an_empty_chronology_has_no_findings() -> None:
    table = run_checks(merged(), CASE, load_rules(), as_of=AS_OF)
    assert list(table.columns) == list(COLUMNS) and table.empty


def test_author_notes_and_withdrawn_rows_are_passed_over() -> None:
    rows = [
        event("a1", "Police", "2031-01-01", "x", status="author_note"),
        event("a2", "Police", "2031-01-01", "x", status="withdrawn"),
    ]
    assert run_checks(merged(*rows), CASE, load_rules(), as_of=AS_OF).empty


def test_date_not_read() -> None:
    one = event("a1", "Police", None, "x", written="04/23/2016", problems=("Month 23.",))
    note = event("a2", "Police", None, "x", written="soon", status="author_note")
    blank = event("a3", "Police", None, "x", written="", status="author_note")
    results = found("date_not_read", one, note, blank, event("a4", "Police", "2022", "x"))
    assert [each for each, _ in results] == [["a1"], ["a2"]]
    assert results[0][1] == "The date '04/23/2016' was not read. Month 23."


def test_missing_source() -> None:
    rows = [event(f"a{n}", "Police", "2022-01-01", "x") for n in range(1, 4)]
    bare = event("a4", "Police", "2022-01-01", "x", source="Police")
    assert ids("missing_source", *rows, bare) == [["a4"]]
    none_at_all = [event(f"b{n}", "GP", "2022-01-01", "x", source="GP") for n in range(3)]
    assert ids("missing_source", *rows, *none_at_all) == [["b0", "b1", "b2"]]


def test_before_birth() -> None:
    rows = [
        event("a1", "GP", "2020-12-01", "Antenatal check at 25 weeks"),
        event("a2", "GP", "2020-03-01", "Baby weighed at clinic"),
        event("a5", "GP", "2021-03-14", "Wren born"),
        event("a6", "GP", "2021", "Within the year of birth"),
    ]
    assert ids("before_birth", *rows) == [["a2"]]
    assert "may be wrong" in found("before_birth", *rows)[0][1]
    older = Case("Wren", (*CASE.children, Child("Jay", date(2016, 9, 2))))
    brother = event("a7", "GP", "2018-01-01", "Child seen with cough")
    assert ids("before_birth", brother, case=older) == []
    assert "may be wrong" in found("before_birth", brother)[0][1]


def test_family_history_before_the_birth_is_no_mistake() -> None:
    history = [
        event("a1", "GP", "2012", "Mother excluded from school"),
        event("a2", "GP", "2013-03-01", "Mother herself subject of a child protection plan"),
        event("a3", "GP", "2014-03-01", "Father's first child taken into care"),
        event("a4", "GP", "2015-03-01", "Mother left home"),
    ]
    assert ids("before_birth", *history) == []


def test_history_that_stands_among_later_rows_is_doubtful() -> None:
    """Nothing in its words is wrong for its year; its place in the sheet is."""
    rows = [event(f"a{n}", "GP", f"2022-0{n}-10", "Cough") for n in range(1, 6)]
    strayed = event("a6", "GP", "2012-06-10", "Mother prescribed tablets")
    after = [event(f"a{n}", "GP", f"2022-0{n}-10", "Cough") for n in range(7, 10)]
    ((which, message),) = found("before_birth", *rows, strayed, *after)
    assert which == ["a6"] and "among later dates in its sheet" in message


def test_future_date() -> None:
    rows = [
        event("a1", "GP", "2031-02-02", "x"),
        event("a2", "GP", "2022-05-05", "x", recorded_on="2022-05-01"),
        event("a3", "GP", "2022-05-05", "x", recorded_on="2022-05"),
        event("a4", "GP", "2024", "x"),
    ]
    assert ids("future_date", *rows) == [["a2"], ["a1"]]


def test_late_entry() -> None:
    days = int(load_rules().number("late_entry", "days"))
    rows = [
        event("a1", "GP", "2022-05-01", "x", recorded_on=f"2022-05-{1 + days:02d}"),
        event("a2", "GP", "2022-05-01", "x", recorded_on=f"2022-05-{2 + days:02d}"),
        event("a3", "GP", "2022-05-01", "x"),
    ]
    assert ids("late_entry", *rows) == [["a2"]]
    assert "15 days after it happened" in found("late_entry", *rows)[0][1]


def test_late_entry_by_its_own_words() -> None:
    rows = [
        event("a1", "GP", "2022-05-01", "Seen with nan. Written up on 20/05/22 from notebook."),
        event("a2", "GP", "2022-05-01", "Seen with nan. Written up on 03/05/22."),
        event("a3", "GP", "2022-05-01", "Late entry: seen.", recorded_on="2022-05-03"),
    ]
    (first, second) = found("late_entry", *rows)
    assert first[0] == ["a1"] and "('Written up on 20/05/22 from notebook'), 19 days" in first[1]
    assert second[0] == ["a3"] and "says that it was written late ('Late entry')" in second[1]


def test_out_of_order() -> None:
    days = ["2022-01-01", "2022-02-01", "2021-06-01", "2022-03-01", "2022-04-01"]
    rows = [event(f"a{n}", "GP", day, f"x{n}") for n, day in enumerate(days)]
    results = found("out_of_order", *rows)
    assert [each[0] for each, _ in results] == ["a2"]
    assert "stands below row 2 of 1 February 2022" in results[0][1]
    newest_first = [event(f"a{n}", "GP", d, "x") for n, d in enumerate(sorted(days, reverse=True))]
    assert ids("out_of_order", *newest_first) == []
    muddled = [event(f"a{n}", "GP", f"2021-0{month}-01", "x") for n, month in enumerate("51938274")]
    one = found("out_of_order", *muddled)
    assert len(one) == 1 and len(one[0][0]) == 4
    assert "in no order" in one[0][1]


def test_same_event_and_conflict() -> None:
    rows = [
        event("p1", "Police", "2022-05-03", "Mother punched by partner, cut lip, Wren seen asleep"),
        event("h1", "Hospital", "2022-05-03", "Mother attended with cut lip; punched by boyfriend"),
        event("g1", "GP", "2022-05-03", "Repeat prescription for asthma inhaler"),
    ]
    assert [sorted(each) for each in ids("same_event", *rows)] == [["h1", "p1"]]
    assert ids("conflict", *rows) == []


@pytest.mark.parametrize(
    ("one", "other", "about"),
    [
        ("Bruise to the left cheek of Wren noted in clinic", "Wren: bruise to right cheek noted in clinic", "which side"),
        ("Visit to Foss Lane flat, child seen playing with bricks", "Visit to Foss Lane flat about bricks thrown, child not seen", "seen"),
        ("Two bruises on the shin found at nursery", "Nursery found three bruises on shin", "bruises"),
        ("Missing for 40 minutes, found near the canal", "Found near canal after missing for four hours", "how many"),
        ("Medical at St Bride's: no injuries found after the fall", "Medical at St Bride's after the fall: bruising found", "injury"),
        ("Mother consented to the skeletal survey", "Mother refused the skeletal survey", "consent"),
        ("Father arrested after the row at the takeaway", "Row at the takeaway: father not arrested", "arrested"),
        ("Overdose, admitted to Ward 3 for observation", "Overdose, discharged from Ward 3 the same evening", "admitted"),
    ],
)  # fmt: skip
def test_conflict_of_fact(one: str, other: str, about: str) -> None:
    results = found(
        "conflict",
        event("p1", "Police", "2022-05-03", one),
        event("h1", "Hospital", "2022-05-03", other),
    )
    assert len(results) == 1 and sorted(results[0][0]) == ["h1", "p1"]
    assert about in results[0][1]


@pytest.mark.parametrize("day", ["2022-05-05", "2022-03-05", "2023-05-03", "2022-06-03"])
def test_conflict_of_date(day: str) -> None:
    told = "Toddler scalded by tea in the kitchen at grandmother's flat, taken by ambulance"
    again = "Scalded by tea in grandmother's kitchen, toddler taken by ambulance"
    rows = [event("p1", "Police", "2022-05-03", told), event("h1", "Hospital", day, again)]
    assert [sorted(each) for each in ids("conflict", *rows)] == [["h1", "p1"]]
    assert [sorted(each) for each in ids("same_event", *rows)] == [["h1", "p1"]]
    far = event("h1", "Hospital", "2022-08-19", again)
    assert ids("same_event", rows[0], far) == []


def test_no_conflict_where_one_heard_later_or_over_one_night() -> None:
    told = "Father strangled mother in the kitchen of the flat in Mill Row"
    heard = "Notification from police: father strangled mother in kitchen at Mill Row"
    rows = [event("p1", "Police", "2022-05-03", told), event("c1", "CSC", "2022-05-05", heard)]
    assert ids("same_event", *rows) and not ids("conflict", *rows)
    late = event("p1", "Police", "2022-05-03", told, time="23:40")
    early = event("h1", "Hospital", "2022-05-04", told.replace("flat", "house"), time="01:10")
    assert ids("same_event", late, early) and not ids("conflict", late, early)
    noon = event("h1", "Hospital", "2022-05-04", told.replace("flat", "house"), time="15:10")
    assert ids("conflict", late, noon)


def test_routine_entries_are_not_told_as_one_event_on_other_days() -> None:
    text = "Routine weekly weighing at the Mill Row children's centre by nursery nurse"
    rows = [event(f"v{n}", "Health visiting", f"2022-05-{n:02d}", text) for n in (1, 8, 15)]
    rows.append(event("g1", "GP", "2022-05-03", text))
    assert ids("conflict", *rows) == []


def test_the_same_row_sent_twice_by_one_agency() -> None:
    rows = [
        event(f"p{n}", "Police", "2022-05-03", "Call from neighbour about noise") for n in (1, 2)
    ]
    assert ids("same_event", *rows) == [["p1", "p2"]]
    assert "2 times" in found("same_event", *rows)[0][1]


def test_known_to_one_agency() -> None:
    alone = event("s1", "School", "2022-06-01", "Jay disclosed that he was hit with a belt")
    quiet = event("g1", "GP", "2022-06-01", "Repeat prescription")
    assert ids("known_to_one_agency", alone, quiet) == [["s1"]]
    marked = event("g2", "GP", "2022-09-01", "Letter from landlord", significance="key")
    assert ids("known_to_one_agency", quiet, marked, event("s2", "School", "2022-01-01", "x")) == [
        ["g2"]
    ]
    told = event("c1", "CSC", "2022-06-03", "School rang: Jay disclosed he was hit with belt")
    assert ids("known_to_one_agency", alone, told) == []


def test_gap() -> None:
    rows = [
        event("p1", "Police", "2022-01-01", "a"),
        event("g1", "GP", "2022-01-20", "b"),
        event("p2", "Police", "2022-06-01", "c"),
        event("g2", "GP", "2022-06-10", "d"),
    ]
    results = found("gap", *rows)
    assert [each for each, _ in results] == [["g1", "p2"], ["g1", "g2"], ["p1", "p2"]]
    assert results[0][1] == (
        "No contact recorded by any agency from 20 January 2022 to 1 June 2022: 132 days."
    )
    loose = found("gap", *rows, event("p3", "Police", "2022", "sometime"))
    assert "dated too loosely" in loose[0][1]
    future = event("p4", "Police", "2031-01-01", "x")
    assert len(ids("gap", *rows, future)) == 3


@pytest.mark.parametrize(
    "text",
    ["Dog bite to cheek", "Lump on forehead", "In with a cast on wrist", "Cut above eye", "Abrasion",
     "Swallowed a battery", "Overdose of tablets", "Broken collarbone", "Pinch marks on upper arm"],
)  # fmt: skip
def test_kinds_of_injury(text: str) -> None:
    assert ids("injury", event("a1", "GP", "2022-05-01", text)) == [["a1"]]
    assert ids("injury", event("a1", "GP", "2022-05-01", "No injury. Visit cut short.")) == []


@pytest.mark.parametrize("done", ["None at the time", "Filed, no action", "No action taken", "nil"])
def test_an_action_column_that_says_nothing_was_done(done: str) -> None:
    row = event("a1", "GP", "2022-05-01", "Bruise to cheek", action_taken=done)
    told = event("a2", "GP", "2022-05-02", "Bruise to cheek", action_taken="Referred")
    assert ids("no_action_recorded", row, told) == [["a1"]]


def test_child_not_seen() -> None:
    rows = [
        event("v1", "HV", "2022-01-01", "Visit", child_seen="yes"),
        event("v2", "HV", "2022-01-10", "Visit", child_seen="no"),
        event("v3", "HV", "2022-01-20", "Home visit, no access"),
        event("v4", "HV", "2022-01-25", "Call to landlord"),
    ]
    results = found("child_not_seen", *rows)
    assert [each for each, _ in results] == [["v2"], ["v3"]]
    assert "9 days before" in results[0][1]


def test_days_since_seen_and_seen_alone() -> None:
    case = Case.of("Wren", "2015-01-01")
    rows = [
        event("v1", "HV", "2022-01-01", "Visit", child_seen="alone"),
        event("v2", "HV", "2022-01-20", "Mother seen in clinic"),
        event("v3", "HV", "2022-05-01", "Wren seen at school"),
        event("v4", "HV", "2022-05-20", "Letter"),
    ]
    assert ids("days_since_seen", *rows, case=case) == [["v1", "v3"]]
    assert "120 days" in found("days_since_seen", *rows, case=case)[0][1]
    assert ids("days_since_seen_alone", *rows, case=case) == [["v1", "v4"]]
    assert ids("days_since_seen_alone", *rows) == [], "a baby is not seen alone"
    table = merged(*rows, case=case)
    line = since_seen(table, View(table, case, load_rules(), AS_OF, {}))
    assert list(line["days_since_seen"]) == [0, 19, 0, 19]
    assert list(line["days_since_seen_alone"]) == [0, 19, 120, 139]


def test_not_brought() -> None:
    rows = [
        event("h1", "Hospital", "2022-01-01", "Clinic: was not brought"),
        event("g1", "GP", "2022-03-01", "DNA immunisations"),
        event("h2", "Hospital", "2022-04-01", "Attended clinic"),
        event("h3", "Hospital", "2023-04-01", "Missed appointment"),
    ]
    assert ids("not_brought", *rows) == [["h1", "g1"]]
    assert ids("not_brought", rows[0]) == []


def test_injury() -> None:
    rows = [
        event("h1", "Hospital", "2021-05-01", "Wren has a bruise to the cheek"),
        event("h2", "Hospital", "2022-05-01", "Fractured wrist after a fall"),
        event("h3", "Hospital", "2022-05-02", "No injuries seen. No visible marks or bruising."),
        event("h4", "Hospital", "2021-05-03", "Mother has a bruise to the arm"),
        event("h5", "Hospital", "2022-05-04", "Stable overnight, home today."),
    ]
    results = found("injury", *rows)
    assert [each for each, _ in results] == [["h1"], ["h4"], ["h2"]]
    assert "not yet mobile" in results[0][1]
    assert "not yet mobile" not in results[1][1] and "not yet mobile" not in results[2][1]


def test_closed_then_referred() -> None:
    rows = [
        event("c1", "CSC", "2022-01-01", "Assessment ended, case closed"),
        event("s1", "School", "2022-03-02", "Referral made to MASH about bruises"),
        event("s2", "School", "2022-04-02", "Referral made to MASH about hunger"),
    ]
    results = found("closed_then_referred", *rows)
    assert [each for each, _ in results] == [["c1", "s1"]]
    assert "60 days later" in results[0][1]
    long_after = event("s3", "School", "2024-01-02", "Referral made")
    assert ids("closed_then_referred", rows[0], long_after) == []
    assert (
        ids("closed_then_referred", rows[1], event("c2", "CSC", "2022-04-01", "Case closed")) == []
    )


def test_no_action_recorded() -> None:
    rows = [
        event("s1", "School", "2022-01-01", "Jay said he was hit", action_taken=None),
        event("s2", "School", "2022-01-02", "Jay said he was hit", action_taken="n/a"),
        event(
            "s3", "School", "2022-01-03", "Jay was hit", action_taken=None, no_action_reason="Known"
        ),
        event("s4", "School", "2022-01-04", "Jay was hit", action_taken="Told mother"),
        event("s5", "School", "2022-01-05", "Sports day", action_taken=None),
    ]
    assert ids("no_action_recorded", *rows) == [["s1"], ["s2"], ["s5"]]
    without = [
        event("g1", "GP", "2022-01-01", "Concern about neglect", action_taken=None),
        event(
            "g2", "GP", "2022-01-02", "Concern about neglect; referred to CSC", action_taken=None
        ),
        event("g3", "GP", "2022-01-03", "Flu jab", action_taken=None),
    ]
    assert ids("no_action_recorded", *without) == [["g1"]]


def test_response_lag() -> None:
    rows = [
        event("s1", "School", "2022-01-03", "Referral made to children's services"),
        event("p1", "Police", "2022-01-10", "Parking matter"),
        event("c1", "CSC", "2022-01-24", "Home visit by social worker"),
    ]
    results = found("response_lag", *rows)
    assert [each for each, _ in results] == [["s1", "c1"]]
    assert "21 days" in results[0][1]
    soon = event("c2", "CSC", "2022-01-04", "Strategy discussion")
    assert ids("response_lag", *rows, soon) == []
    assert "no response" in found("response_lag", rows[0])[0][1]


def test_who_knew_when() -> None:
    rows = [
        event("p1", "Police", "2022-01-01", "Domestic incident at the home"),
        event("g1", "GP", "2022-03-01", "Mother tells of domestic abuse", recorded_on="2022-03-11"),
        event("s1", "School", "2022-06-01", "Sports day"),
        event("g2", "GP", "2021-06-01", "Asked; denied domestic abuse"),
    ]
    results = [r for r in found("who_knew_when", *rows) if r[1].startswith("Domestic abuse")]
    assert results == [
        (
            ["p1", "g1"],
            "Domestic abuse: Police 1 January 2022; GP 11 March 2022 (69 days later). "
            "Not recorded by School.",
        )
    ]


def test_abbreviation_unexplained() -> None:
    rows = [
        event("a1", "GP", "2022-01-01", "QXZ clinic; TAF held; A&E; GP spoke to McLeod"),
        event("a2", "GP", "2022-01-02", "Team around the family (TAF) reviewed"),
        event("a3", "GP", "2022-01-03", "MARAC heard. EVERYTHING IN CAPITALS IS JUST SHOUTING"),
        event("a4", "GP", "2022-01-04", "MARAC and ICPC"),
    ]
    results = found("abbreviation_unexplained", *rows, glossary={"ICPC": "conference"})
    assert [each for each, _ in results] == [["a3", "a4"], ["a1"]]
    assert "multi-agency risk assessment conference" in results[0][1]


# --- the rules file


def edited(tmp_path: Path, **changes: object) -> Path:
    content = yaml.safe_load(
        shipped("data", "vocabulary", "chronology_rules.yaml").read_text("utf-8")
    )
    content |= changes
    path = tmp_path / "rules.yaml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return path


def test_a_partnership_may_change_thresholds_and_terms(tmp_path: Path) -> None:
    content = yaml.safe_load(
        shipped("data", "vocabulary", "chronology_rules.yaml").read_text("utf-8")
    )
    content["thresholds"]["late_entry"]["days"] = 2
    content["terms"]["injury"] = ["owie"]
    rules = load_rules(edited(tmp_path, **content))
    late = event("a1", "GP", "2022-05-01", "An owie", recorded_on="2022-05-04")
    assert ids("late_entry", late, rules=rules) == [["a1"]]
    assert ids("late_entry", late) == []
    assert ids("injury", late, rules=rules) == [["a1"]]
    assert ids("injury", late) == []


@pytest.mark.parametrize(
    ("part", "value", "says"),
    [
        ("thresholds", {}, "'gap' is missing"),
        ("terms", {"injury": []}, "is missing"),
        ("negations", "no", "'negations' is missing"),
        ("opposites", [{"what": "x"}], "does not hold together"),
        ("opposites", [{"what": "x", "of": ["y"]}], "does not hold together"),
        ("opposites", [{"what": "x", "a": ["y"], "b": ["z"], "wher": ["w"]}], "not hold together"),
        ("parts_of_day", {"dawn": {"words": ["at dawn"]}}, "'dawn' .* does not hold together"),
        (
            "parts_of_day",
            {"dawn": {"from": 300, "to": "06:00", "words": ["at dawn"]}},
            "300 is no time",
        ),
        ("counted_alike", ["kids"], "not a list of words"),
        ("concepts", [[True]], "not a list of words"),
        ("facts", {"x": "y"}, "not a list of words"),
    ],
)
def test_a_rules_file_that_does_not_hold_together(
    tmp_path: Path, part: str, value: object, says: str
) -> None:
    with pytest.raises(VocabularyError, match=says):
        load_rules(edited(tmp_path, **{part: value}))


def test_a_threshold_must_be_a_number(tmp_path: Path) -> None:
    content = yaml.safe_load(
        shipped("data", "vocabulary", "chronology_rules.yaml").read_text("utf-8")
    )
    content["thresholds"]["late_entry"]["days"] = "soon"
    with pytest.raises(VocabularyError, match="late_entry: days is 'soon'"):
        load_rules(edited(tmp_path, **content))
    (tmp_path / "bad.yaml").write_text("thresholds: [", encoding="utf-8")
    with pytest.raises(VocabularyError, match="line"):
        load_rules(tmp_path / "bad.yaml")
