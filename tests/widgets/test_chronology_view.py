"""The chronology's view without a browser: what a reviewer would see and what clicks do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from workbench.library import Library
from workbench.notebook import chronology_in_words, chronology_view
from workbench.tasks import ChronologyCase, chronology_words
from workbench.widgets.chronology import ChronologyView

BORN = "2021-03-14"
POLICE = (
    "Date;Time;What happened;Source;Action;Child seen?;Significance\n"
    "03/05/2022;14:05;Domestic incident, mother had a bruise to the left arm;Log 1;DASH;Yes;Key\n"
    "31/02/2022;;Car seen outside;Log 2;Noted;;\n"
    "01/11/2022;;Finch went missing from the park;Log 3;Found;No;\n"
)
GP = (
    "Date;Entry;System\n"
    "03/05/2022;Mother seen after domestic incident, bruise to the right arm;EMIS\n"
    "04/06/2022;Teal weighed;EMIS\n"
)


def upload(view: ChronologyView, **files: str) -> None:
    """As the browser does when files are dropped."""
    for at, (name, text) in enumerate(files.items()):
        said = {"at": at, "of": len(files), "name": name.replace("_", ".")}
        view.drop._handle_custom_msg(said, [memoryview(text.encode())])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def view(folder: Path) -> ChronologyView:
    opened = chronology_view(str(folder), "Teal", BORN)
    upload(opened, Police_csv=POLICE, GP_csv=GP)
    return opened


def whats(view: ChronologyView) -> list[str]:
    at = [heading["name"] for heading in view.table.headings].index("what")
    return [row[at] for row in view.table.window["rows"]]


def choose_check(view: ChronologyView, check: str) -> None:
    at = list(view.checks.shown["check"]).index(check)
    view.checks.choose(at)


def test_an_empty_case_says_what_to_do(folder: Path) -> None:
    view = chronology_view(str(folder), "Teal", BORN)
    assert (
        "Nothing has been sent for Teal yet. Choose the agencies&#x27; files" in view.summary.value
    )
    assert view.mapping.total == view.table.total == view.checks.total == 0
    assert "nothing to take back" in _undone(view)


def _undone(view: ChronologyView) -> str:
    view.undo.click()
    return view.said.value


def test_files_dropped_in_become_one_chronology(view: ChronologyView) -> None:
    assert "5 entries of 2 agencies" in view.summary.value
    assert "<strong>Police.csv</strong>: 3 rows of Police" in view.added.value
    assert whats(view)[:2] == [
        "Mother seen after domestic incident, bruise to the right arm",
        "Domestic incident, mother had a bruise to the left arm",
    ]
    assert len(view.figure.table["rows"]) == 5


def test_a_file_that_cannot_be_read_says_why_and_the_others_are_read(view: ChronologyView) -> None:
    upload(view, notes_csv="only one line of prose", Police_csv=POLICE)
    assert "<strong>notes.csv</strong>: not read" in view.added.value
    assert "here already; nothing changed" in view.added.value
    assert "5 entries" in view.summary.value


def test_a_corrected_file_takes_its_place_and_the_notes_stay(view: ChronologyView) -> None:
    at = whats(view).index("Car seen outside")
    view.table.choose(at)
    view.note.value = "Which car?"
    view.keep_note.click()
    upload(view, Police_v2_csv=POLICE.replace("31/02/2022", "28/02/2022"))
    assert "in place of what they sent before: 1 changed; notes stay" in view.added.value
    assert "5 entries" in view.summary.value
    assert whats(view)[0] == "Car seen outside"
    assert view.table.window["rows"][0][-1] == "Which car?"


def test_a_mapping_can_be_changed_and_is_remembered_for_the_agency(
    view: ChronologyView, folder: Path
) -> None:
    headings = list(view.mapping.shown["heading"] + "/" + view.mapping.shown["agency"])
    at = headings.index("Action/Police")
    view.mapping.choose(at)
    assert view.field.value == "action_taken"
    view.field.value = "analysis"
    view.change.click()
    assert "remembered" in view.mapped.value
    assert view.mapping.shown["field"].iloc[at] == "analysis"
    another = chronology_view(str(folder), "Finch", "2016-09-02")
    upload(another, Police_csv=POLICE.replace("Log 1", "Log 9"))
    assert "analysis" in list(another.mapping.shown["field"])
    assert "Action of Police" in _undone(view)
    assert view.mapping.shown["field"].iloc[at] == "action_taken"


def test_a_mapping_without_a_chosen_column_says_what_to_do(view: ChronologyView) -> None:
    view.change.click()
    assert "Choose a column in the list above first." in view.mapped.value


def test_choosing_in_the_figure_chooses_in_the_table(view: ChronologyView) -> None:
    view.figure.selected = [2]
    assert view.table.chosen is not None
    assert view.table.chosen["what"] == "Teal weighed"
    assert "Teal weighed" in view.entry.value
    view.figure.selected = [0, 1]
    assert len(whats(view)) == 2 and "2 entries are chosen in the timeline" in view.count.value
    view.figure.selected = []
    assert len(whats(view)) == 5


def test_choosing_in_the_table_chooses_in_the_figure(view: ChronologyView) -> None:
    view.table.sort = "-n"
    view.table.choose(0)
    assert view.figure.selected == [4]
    assert "Car seen outside" in view.entry.value and "It could mean" in view.entry.value


@pytest.mark.parametrize(
    ("control", "value", "count"),
    [
        ("agency", "GP", 2),
        ("person", "child-1", 1),
        ("words", "bruise arm", 2),
        ("check", "date_not_read", 1),
        ("significance", "key", 1),
    ],
)
def test_filters_narrow_the_figure_and_the_table(
    view: ChronologyView, control: str, value: str, count: int
) -> None:
    getattr(view, control).value = value
    assert view.table.total == count
    assert view.figure.shown is not None and len(view.figure.shown) == count
    assert f"{count} of 5 entries" in view.count.value
    view.clear.click()
    assert view.figure.shown is None and view.table.total == 5


def test_a_finding_shows_its_rows_side_by_side_and_is_ruled_on(view: ChronologyView) -> None:
    choose_check(view, "conflict")
    assert "left arm" in view.beside.value and "right arm" in view.beside.value
    assert sorted(view.figure.selected) == [0, 1]
    assert view.ruling_form.layout.display == ""
    view.why.value = "the photograph shows the left"
    view.rulings["disputed"].click()
    assert "Kept: disputed" in view.ruled.value
    assert view.checks.chosen["ruling"] == "disputed"
    assert "disputed" in _undone(view)
    assert list(view.checks.shown["ruling"].unique()) == [""]


def test_what_was_found_is_shown_by_its_kind_also_after_a_ruling(view: ChronologyView) -> None:
    every = view.checks.of
    view.of_kind.value = "conflict"
    assert "read every event that is told twice" in view.hint.value
    assert set(view.checks.shown["check"]) == {"conflict"}
    assert 0 < view.checks.of < every
    view.checks.choose(0)
    view.rulings["disputed"].click()
    assert view.of_kind.value == "conflict"
    assert set(view.checks.shown["check"]) == {"conflict"}
    assert view.sections.tabs.counts[2] == str(every), "the tab counts all that was found"
    view.of_kind.value = ""
    assert view.hint.value == ""
    assert view.checks.of == every


def test_a_finding_nobody_need_rule_on_has_no_buttons(view: ChronologyView) -> None:
    choose_check(view, "date_not_read")
    assert view.ruling_form.layout.display == "none"


def test_a_note_is_kept_and_taken_back(view: ChronologyView, folder: Path) -> None:
    view.table.choose(0)
    view.note.value = "<b>Ask</b> the GP"
    view.keep_note.click()
    assert "Kept." in view.note_said.value
    again = chronology_view(str(folder), "Teal")
    assert again.table.window["rows"][0][-1] == "<b>Ask</b> the GP"
    _undone(view)
    assert view.table.window["rows"][0][-1] == ""
    with Library.open(folder) as library:
        decided = [r for r in library.history() if r["did"] == "add_to_case_decisions"]
        assert len(decided) == 2, "taking back is a row of its own"


def test_an_episode_is_named_from_what_is_chosen(view: ChronologyView) -> None:
    view.figure.selected = [0, 1, 2]
    view.episode.value, view.appraisal.value = "The bruise", "below_expected"
    view.keep_episode.click()
    assert "without a reason" in view.episode_said.value
    view.reasons.value = "Nobody asked whose arm it was\n\nThe form has no drawing"
    view.keep_episode.click()
    (row,) = view.episodes.window["rows"]
    assert row == [
        "The bruise",
        "3 May to 4 June 2022",
        "3",
        "Below what was expected",
        "Nobody asked whose arm it was; The form has no drawing",
    ]
    view.episodes.choose(0)
    assert sorted(view.figure.selected) == [0, 1, 2]


def test_an_episode_of_nothing_says_what_to_do(view: ChronologyView) -> None:
    view.episode.value = "Empty"
    view.keep_episode.click()
    assert "Choose events in the timeline or the table." in view.episode_said.value


def test_the_guard_against_hindsight(view: ChronologyView) -> None:
    view.day.value = date(2022, 5, 31)
    assert "As it was known by 31 May 2022: 2 entries of 2 agencies" in view.summary.value
    view.whom.value = "GP"
    assert "As it was known to GP by 31 May 2022: 1 entry of 1 agency" in view.summary.value
    assert view.checks.total == 0 or "left" not in " ".join(view.checks.shown["message"])
    view.day.value, view.whom.value = None, ""
    assert "5 entries" in view.summary.value


def test_the_slider_goes_through_the_days_on_which_something_happened(view: ChronologyView) -> None:
    labels = [label for label, _ in view.slider.options]
    assert labels == ["3 May 2022", "4 June 2022", "1 November 2022", "everything"]
    view.slider.value = date(2022, 6, 4)
    assert "by 4 June 2022: 3 entries" in view.summary.value


def test_pseudonyms_need_their_key(view: ChronologyView) -> None:
    view.hidden.value = True
    assert "no key file" in view.lens_said.value
    assert "Teal weighed" in whats(view)


def test_it_is_written_to_a_file(view: ChronologyView, tmp_path: Path) -> None:
    view.out.value = str(tmp_path / "out" / "teal.xlsx")
    view.keep.click()
    assert "Written:" in view.saved.value
    assert load_workbook(view.out.value)["Chronology"].max_row == 6
    view.out.value = str(tmp_path / "teal.odt")
    view.keep.click()
    assert "There is no kind of file called" in view.saved.value
    view.out.value, view.publish.value = str(tmp_path / "p.html"), True
    view.keep.click()
    assert "no key file" in view.saved.value


def test_the_file_bears_the_cases_name_says_where_it_is_and_what_it_replaced(
    view: ChronologyView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert view.out.value == "teal-chronology.docx"
    view.keep.click()
    assert f"Written: {tmp_path.resolve() / 'teal-chronology.docx'}." in view.saved.value
    view.keep.click()
    assert "in place of the file of that name" in view.saved.value


def test_a_case_begun_here_finds_its_key_in_the_librarys_folder_of_keys(
    view: ChronologyView, folder: Path, tmp_path: Path
) -> None:
    place = folder.resolve() / "keys" / "teal.json"
    view.publish.value, view.out.value = True, str(tmp_path / "teal.html")
    view.keep.click()
    assert f"{place}" in view.saved.value and "under “Pseudonyms”" in view.saved.value
    place.parent.mkdir()
    place.write_text(
        '{"pseudonyms": [{"real": "Teal", "pseudonym": "Child A", "kind": "person"}]}',
        encoding="utf-8",
    )
    view.keep.click()
    assert "Written:" in view.saved.value
    assert "Child A weighed" in Path(view.out.value).read_text(encoding="utf-8")


def begin(view: ChronologyView, name: str, child: str, siblings: str = "") -> None:
    view.name.value, view.child.value, view.siblings.value = name, child, siblings
    view.born.value = date.fromisoformat(BORN)
    view.begin_it.click()


def test_a_case_is_begun_with_the_name_the_returns_have_for_the_child(
    view: ChronologyView, folder: Path
) -> None:
    begin(view, "Family L 2023", "")
    assert "the child’s name as the returns write it" in view.begun.value
    begin(view, "Family L 2023", "Teal", "Finch 2 September 2016; Robin (5/6/2018)")
    assert "Nothing has been sent for Family L 2023 yet" in view.summary.value
    with Library.open(folder) as library:
        children = ChronologyCase.open(library, "Family L 2023").said.case.children
    assert [(child.name, child.born) for child in children] == [
        ("Teal", date(2021, 3, 14)),
        ("Finch", date(2016, 9, 2)),
        ("Robin", date(2018, 6, 5)),
    ]
    upload(view, Police_csv=POLICE, GP_csv=GP)
    assert "5 entries of 2 agencies" in view.summary.value
    assert "No entry names" not in view.summary.value


def test_a_sibling_without_a_birthday_is_told_and_nothing_is_begun(view: ChronologyView) -> None:
    begin(view, "Family L 2023", "Teal", "Finch")
    assert "&#x27;Finch&#x27; is not a name and a date of birth." in view.begun.value
    assert "family-l-2023" not in [slug for _, slug in view.case.options]


def test_a_child_whom_no_entry_names_is_told(view: ChronologyView) -> None:
    begin(view, "Family L 2023", "Osprey")
    upload(view, Police_csv=POLICE, GP_csv=GP)
    assert "No entry names Osprey: if the agencies call the child otherwise" in view.summary.value


def test_by_which_other_name_the_entries_call_the_child_is_told(view: ChronologyView) -> None:
    begin(view, "Family L 2023", "Tealina")
    seen = "".join(f"0{n}/05/2022;Visit, saw Teal at home, well;Log\n" for n in range(1, 6))
    upload(view, Police_csv=f"Date;What happened;Source\n{seen}")
    assert "The entries call Tealina Teal." in view.summary.value
    assert "No entry names" not in view.summary.value


def test_guessed_columns_stand_first_and_meanings_are_told_in_words(folder: Path) -> None:
    view = chronology_view(str(folder), "Teal", BORN)
    upload(view, Police_csv=POLICE.replace("What happened", "Whatt happened"))
    rows = view.mapping.window["rows"]
    assert "1 of 7 were guessed, and stand first" in view.understood.value
    assert rows[0][1] == "Whatt happened"
    assert "action taken" in [row[2] for row in rows]


def test_a_file_is_named_as_it_is_called(folder: Path) -> None:
    view = chronology_view(str(folder), "Teal", BORN)
    view.drop._handle_custom_msg(
        {"at": 0, "of": 1, "name": "CSC_v3.csv"}, [memoryview(POLICE.encode())]
    )
    view.table.choose(0)
    assert "CSC_v3.csv, row " in view.entry.value


def test_what_an_agency_wrote_stays_text(folder: Path) -> None:
    view = chronology_view(str(folder), "Teal", BORN)
    upload(
        view, Police_csv="Date;What happened;Source\n01/02/2022;<img src=x onerror=y>;<i>s</i>\n"
    )
    view.table.choose(0)
    assert "&lt;img src=x onerror=y&gt;" in view.entry.value and "<img" not in view.entry.value


def test_a_case_that_is_not_there_says_how_to_begin_it(folder: Path) -> None:
    from workbench.errors import UsageError

    with pytest.raises(UsageError, match="no date of birth to begin it with"):
        chronology_view(str(folder), "Nobody")


def test_the_invented_case_is_there_without_asking(folder: Path) -> None:
    view = chronology_view(str(folder))
    assert view.summary.value.count("138 entries of 6 agencies") == 1
    assert view.episodes.total == 3
    view.hidden.value = True
    texts = " ".join(view.table.shown["what"]) + " ".join(view.checks.shown["message"])
    for name in ("Orton", "Vickers", "Wren ", "Jay "):
        assert name not in texts
    assert "Area 1 Constabulary" in dict(view.agency.options)
    view.hidden.value = False
    view.check.value = "not_brought"
    assert view.table.total == 16


def test_where_nobody_may_write_the_case_is_shown_and_nothing_to_save(
    view: ChronologyView, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_READ_ONLY", "1")
    shown = chronology_view(str(folder), "Teal", BORN)
    assert "5 entries of 2 agencies" in shown.summary.value
    assert not hasattr(shown, "keep") and "Take it along" not in shown.sections.tabs.titles
    shown.of_kind.value = "conflict"
    assert shown.checks.of == 1


def test_of_very_many_entries_the_first_are_told_and_how_many_more(
    view: ChronologyView, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    monkeypatch.setattr(chronology_words, "MOST_ENTRIES", 3)
    chronology_in_words(str(folder), "Teal", BORN)
    told = capsys.readouterr().out
    assert "Teal: 5 entries" in told and "\n    3 " in told and "\n    4 " not in told
    assert "and 2 more; “Take it along”" in told


def test_the_words_are_of_the_case_that_is_open_which_is_not_read_again(
    view: ChronologyView,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(ChronologyCase, "open", lambda *_: pytest.fail("opened again"))
    chronology_in_words(str(folder), "Teal", BORN)
    assert "5 entries" in capsys.readouterr().out  # those dropped in since it was opened
    monkeypatch.undo()
    chronology_in_words(str(folder), "Finch", BORN)
    assert "Finch" in capsys.readouterr().out


def test_where_nobody_may_change_anything_it_is_shown_without_what_would(
    folder: Path, view: ChronologyView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_READ_ONLY", "1")
    shown = chronology_view(str(folder), "Teal", BORN)
    assert whats(shown) == whats(view)
    assert not hasattr(shown, "out")
