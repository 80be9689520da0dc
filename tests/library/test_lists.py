"""Long lists, single reviews and notes in the history."""

from __future__ import annotations

import pytest

from workbench.errors import NotInLibraryError
from workbench.library import Library, frames


def test_a_list_of_passages_shows_corrections(library: Library) -> None:
    refs = list(frames.passage_list(library)["ref"])
    library.correct("passage", refs[0], "text", "They were shared late.", why="misread")
    frame = frames.passage_list(library)
    assert list(frame.columns) == ["review", "ref", "kind", "number", "section", "text", "page"]
    assert frame["text"][0] == "They were shared late."
    assert list(frame["text"][1:]) == list(frames.passages(library)["text"][1:])
    assert frame["page"].dtype == "Int64"


def test_an_empty_library_has_an_empty_list(tmp_path) -> None:
    with Library.open(tmp_path / "new", create=True) as library:
        assert frames.passage_list(library).empty


def test_one_review_comes_corrected(library: Library) -> None:
    library.correct("review", "hartwell-2024", "title", "Hartwell", why="shorter")
    assert library.review("hartwell-2024").title == "Hartwell"
    with pytest.raises(NotInLibraryError, match="hartwell-2024"):
        library.review("hartwel-2024")


def test_a_note_stands_in_the_history(library: Library) -> None:
    library.note("opened", "start", who="Ada", screen="wide")
    newest = library.history(1)[0]
    assert (newest["did"], newest["what"], newest["who"]) == ("opened", "start", "Ada")
    assert newest["detail"] == {"screen": "wide"}
