"""Coding a review without a browser: what is shown, what is kept, and what is undone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import a_document, a_reading

from workbench.errors import UsageError
from workbench.library import Library
from workbench.tasks import CodingSession, coding, export_project, import_project
from workbench.widgets.coding import CodingView


@pytest.fixture
def session(library: Library) -> CodingSession:
    return CodingSession(library, "Ada")


def test_a_passage_is_shown_in_context_with_ranked_suggestions_and_their_words(session) -> None:
    state = session.look()
    assert any(marked for *_, marked in state["passage"]["context"])
    assert len(state["ranked"]) == 14
    chances = [row["chance"] for row in state["ranked"]]
    assert chances == sorted(chances, reverse=True)
    assert state["progress"] == "0 of 3 passages coded by Ada."


def test_what_is_chosen_is_kept_at_once_and_found_by_another_session(session, library) -> None:
    ref = session.look()["passage"]["ref"]
    session.choose("theme", ["records"], why="about records")
    again = CodingSession(library, "Ada")
    assert again.given(ref) == {"theme": ["records"]}
    assert "1 of 3" in again.look()["progress"]
    (row,) = library.codings()
    assert (row.coder, row.decision, row.why) == ("Ada", "accepted", "about records")


def test_coding_is_blind_to_what_others_decided(session, library) -> None:
    session.accept_suggestions()
    other = CodingSession(library, "Bo")
    assert other.look()["progress"] == "0 of 3 passages coded by Bo."
    assert all(other.given(ref) == {} for ref in other._refs)


def test_undo_takes_back_the_last_step_by_new_rows(session, library) -> None:
    ref = session.look()["passage"]["ref"]
    session.choose("theme", ["records"])
    session.choose("theme", ["records", "information"])
    assert session.undo() == "Undone."
    assert session.given(ref) == {"theme": ["records"]}
    assert session.undo() == "Undone."
    assert session.given(ref) == {}
    assert session.undo() == "There is nothing left to undo."
    assert len(library.codings()) == 4


def test_more_codes_than_the_codebook_allows_are_refused(session, library) -> None:
    with pytest.raises(UsageError, match="at most 2"):
        session.choose("theme", ["records", "information", "voice"])
    assert library.codings() == []


def test_going_on_offers_what_is_not_coded_and_going_back_returns(session) -> None:
    first = session.look()["passage"]["ref"]
    session.accept_suggestions()
    session.next()
    second = session.look()["passage"]["ref"]
    assert second != first
    session.previous()
    assert session.look()["passage"]["ref"] == first


def test_the_view_says_what_happened_and_a_mistake_in_plain_words(session) -> None:
    view = CodingView(session)
    view._asked(view, {"do": "choose", "facet": "theme", "codes": ["records"]}, [])
    assert view.said == "Kept."
    assert view.state["given"] == {"theme": ["records"]}
    view._asked(view, {"do": "choose", "facet": "theme", "codes": ["record"]}, [])
    assert "Did you mean 'records'" in view.said
    view._asked(view, {"do": "accept"}, [])
    assert "the next passage" in view.said


def test_an_empty_library_says_what_to_do(tmp_path) -> None:
    with Library.open(tmp_path, create=True) as library:
        state = CodingSession(library, "Ada").look()
    assert state["passage"] is None
    assert "Add reports first" in state["empty"]


def test_codings_go_out_and_come_back_through_an_exchange_file(session, library, tmp_path) -> None:
    ref = session.look()["passage"]["ref"]
    session.choose("theme", ["records"])
    path = tmp_path / "hartwell.qdpx"
    assert export_project(library, path) == 1
    assert import_project(library, path, "From elsewhere") == 1
    taken = library.codings()[-1]
    assert (taken.passage, taken.code, taken.coder) == (ref, "records", "From elsewhere")


def test_the_same_exchange_file_taken_again_adds_nothing(session, library, tmp_path) -> None:
    session.choose("theme", ["records"])
    path = tmp_path / "hartwell.qdpx"
    export_project(library, path)
    before = library.codings()
    assert import_project(library, path) == 0  # held already, as its coder made it
    assert import_project(library, path, "From elsewhere") == 1
    assert import_project(library, path, "From elsewhere") == 0
    assert len(library.codings()) == len(before) + 1


def test_a_file_of_another_kind_is_refused(library, tmp_path) -> None:
    with pytest.raises(UsageError, match=r"End its name in \.qdpx"):
        export_project(library, tmp_path / "x.zip")


@pytest.fixture
def many(library: Library, original, monkeypatch) -> Library:
    """Three reviews of three passages each, where those of one are offered at a time."""
    for n, year in enumerate((2019, 2021)):
        document = a_document(f"{n}" * 64, f"elder-{year}.txt")
        reading = a_reading(document, f"elder-{year}")
        review = replace(reading.review, published=f"{year}-03-01")
        library.add(document, [replace(reading, review=review)], original)
    monkeypatch.setattr(coding, "MOST_OFFERED", 3)
    return library


def test_of_very_many_passages_those_of_the_newest_reviews_are_offered(many: Library) -> None:
    session = CodingSession(many, "Ada")
    assert session.look()["passage"]["ref"].startswith("hartwell-2024/")
    assert session.progress() == (
        "0 of 9 passages coded by Ada. "
        "Offered are those of 1 reviews, the newest that are not done."
    )
    opened = []
    for _ in range(9):
        opened.append(session.look()["passage"]["ref"].split("/")[0])
        session.choose("theme", ["records"])
        session.next()
    assert opened == ["hartwell-2024"] * 3 + ["elder-2021"] * 3 + ["elder-2019"] * 3
    assert session.progress().startswith("9 of 9 passages coded")
    assert CodingSession(many, "Ada").look()["passage"]


def test_a_passage_that_was_not_offered_is_opened_with_its_suggestions(many: Library) -> None:
    session = CodingSession(many, "Ada")
    first = session.look()["passage"]["ref"]
    session.open("elder-2019/finding/1.1")
    assert len(session.look()["ranked"]) == 14
    session.previous()
    assert session.look()["passage"]["ref"] == first
