"""The library's view without a browser: what a person would see and what their clicks do."""

from __future__ import annotations

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
    assert "The library is empty. Choose reports below" in view.summary.value


def test_the_sentence_counts_what_is_there(view: LibraryView) -> None:
    assert "holds 1 report, which mention 1 other, with 3 passages; 1 thing" in view.summary.value
    assert view.reviews.total == 2
    assert view.passages.total == 3
    assert view.checks.total == 1


def test_choosing_a_review_and_a_kind_narrows_the_passages(view: LibraryView) -> None:
    view.reviews.choose(0)
    view.kind.value = "recommendation"
    assert [row[3] for row in view.passages.window["rows"]] == ["The Trust should share records."]
    view.reviews.choose(1)
    assert view.passages.total == 0


def test_a_passage_opens_on_its_page_with_what_stands_around_it(view: LibraryView) -> None:
    view.passages.choose(0)
    assert view.context.layout.display == ""
    assert "<mark>Records were not shared.</mark>" in view.page.value
    assert "Staff knew the family well." in view.page.value
    assert "Finding 1.1" in view.page.value


def test_a_check_opens_the_passage_it_is_about(view: LibraryView) -> None:
    view.checks.choose(0)
    assert "<mark>Staff knew the family well.</mark>" in view.page.value


def test_a_correction_needs_a_reason_and_can_be_undone(view: LibraryView) -> None:
    view.passages.choose(0)
    view.field.value = "polarity"
    view.value.value = "mixed"
    view.save.click()
    assert "A correction needs a reason. Say why" in view.said.value
    view.why.value = "praise first"
    view.save.click()
    assert "Saved." in view.said.value
    assert view.value.value == "mixed"
    view.undo.click()
    assert view.value.value == "improvement"


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
    import datetime

    content = b"Findings\n\n1.1 Nobody asked the child what she wanted.\n"
    view.upload.value = (
        {
            "name": "../../etc/passwd.txt",
            "type": "text/plain",
            "size": len(content),
            "content": memoryview(content),
            "last_modified": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
        },
    )
    assert "passwd.txt" in view.added.value
    assert "passages, read as" in view.added.value
    assert view.reviews.total == 3
