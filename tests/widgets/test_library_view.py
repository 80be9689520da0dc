"""The library's view without a browser: what a person would see and what their clicks do."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from workbench.library import Library
from workbench.notebook import library_view
from workbench.widgets.library import LibraryView


@pytest.fixture
def view(library: Library) -> LibraryView:
    return library_view(str(library.folder))


def test_an_empty_library_says_what_to_do(tmp_path: Path) -> None:
    view = library_view(str(tmp_path / "new"))
    assert "The library is empty. Drop your first reports below" in view.summary.value


def test_the_sentence_counts_what_is_there(view: LibraryView) -> None:
    assert "holds 1 report, which mention 1 other, with 3 passages; 1 thing" in view.summary.value
    assert view.reviews.total == 2
    assert view.passages.total == 3
    assert view.checks.total == 1


def test_choosing_a_review_and_a_kind_narrows_the_passages(view: LibraryView) -> None:
    view.reviews.choose(0)
    view.kind.value = "recommendation"
    assert [row[2] for row in view.passages.window["rows"]] == ["The Trust should share records."]
    view.reviews.choose(1)
    assert view.passages.total == 0


def test_only_among_all_reviews_a_column_says_which_report_a_passage_is_of(
    view: LibraryView,
) -> None:
    def shown() -> list[str]:
        return [heading["heading"] for heading in view.passages.headings]

    assert shown() == ["Kind", "Number", "Text", "Report", "Page"]
    assert {row[3] for row in view.passages.window["rows"]} == {"Hartwell, Learning review 2024"}
    view.passages.filter = "hartwell"
    assert view.passages.total == 3
    view.reviews.choose(0)
    assert shown() == ["Kind", "Number", "Text", "Page"]
    assert {len(row) for row in view.passages.window["rows"]} <= {4}
    assert view.passages.total == 0, "what is not shown is not searched"
    view.reviews.choose(-1)
    assert len(shown()) == 5 and view.passages.total == 3


def test_a_passage_opens_on_its_page_with_what_stands_around_it(view: LibraryView) -> None:
    view.passages.choose(0)
    assert "<mark>Records were not shared.</mark>" in view.page.value
    assert "Staff knew the family well." in view.page.value
    assert "Finding 1.1" in view.page.value


def test_a_check_opens_the_passage_it_is_about(view: LibraryView) -> None:
    view.checks.choose(0)
    assert "<mark>Staff knew the family well.</mark>" in view.page.value


def test_a_check_is_read_whole_whether_it_is_about_a_passage_or_not(view: LibraryView) -> None:
    view.checks.choose(0)
    message = str(view.checks.chosen["message"])
    assert escape(message) in view.wrong.value
    total = view.checks._frame.assign(refs=[()], message="Printed as 37, but it adds up to 36.")
    view.checks.show(total)
    view.checks.choose(0)
    assert "Printed as 37, but it adds up to 36." in view.wrong.value
    assert view.page.value == ""
    view.passages.choose(0)
    assert view.wrong.value == ""


def test_a_correction_needs_a_reason_and_can_be_undone(view: LibraryView) -> None:
    view.passages.choose(0)
    form = view.form
    asked = {"do": "save", "ref": form.ref, "field": "polarity", "value": "mixed", "why": ""}
    form._handle_custom_msg(asked, [])
    assert form.said["failed"]
    assert "A correction needs a reason. Say why" in form.said["words"]
    form._handle_custom_msg(asked | {"why": "praise first"}, [])
    assert form.said["words"].startswith("Saved.")
    assert form.values["polarity"] == "mixed"
    assert form.kept == {"ref": form.ref, "field": "polarity"}
    form._handle_custom_msg(asked | {"do": "undo"}, [])
    assert form.values["polarity"] == "improvement"


def test_a_corrected_text_stands_in_the_list(view: LibraryView) -> None:
    view.passages.choose(0)
    ask = {"do": "save", "ref": view.form.ref, "field": "text", "value": "Late.", "why": "misread"}
    view.form._handle_custom_msg(ask, [])
    view.kind.value = "finding"
    assert view.passages.window["rows"][0][2] == "Late."


def test_a_draft_of_a_passage_that_is_gone_says_so(view: LibraryView) -> None:
    view.form._handle_custom_msg({"do": "open", "ref": "hartwell-2024/finding/99"}, [])
    assert "hartwell-2024/finding/99" in view.said.value


def test_nothing_that_writes_is_shown_where_nobody_may_write(library: Library, monkeypatch) -> None:
    monkeypatch.setenv("WORKBENCH_READ_ONLY", "1")
    view = library_view(str(library.folder))
    assert view.adding not in view.children
    assert view.form not in view.context.children
    view.passages.choose(0)
    assert "Records were not shared." in view.page.value


def test_a_folder_that_is_not_there_is_told_where_it_was_typed(view: LibraryView) -> None:
    view.folder.value = "/no/such/folder"
    view.read_folder.click()
    assert "There is no file or folder /no/such/folder" in view.added.value


def test_a_folder_is_read_and_the_tables_follow(view: LibraryView, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a <b>.txt").write_text("Findings\n\n1.1 Nobody asked the child.\n")
    (folder / "b.pdf").write_bytes(b"")
    view.folder.value = str(folder)
    view.read_folder.click()
    assert "a &lt;b&gt;.txt" in view.added.value
    assert "b.pdf is empty" in view.added.value
    assert view.reviews.total == 3


def test_an_upload_is_read_whatever_its_name_says(view: LibraryView) -> None:
    content = b"Findings\n\n1.1 Nobody asked the child what she wanted.\n"
    view.drop._handle_custom_msg({"at": 0, "of": 1, "name": "../../etc/passwd.txt"}, [content])
    assert "passwd.txt" in view.added.value
    assert "passages, read as" in view.added.value
    assert view.reviews.total == 3
