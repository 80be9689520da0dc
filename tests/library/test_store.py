"""The store, from records alone: no document is parsed here."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from samples import a_document, a_reading

from workbench.errors import LibraryError, NotInLibraryError, UsageError
from workbench.library import Library
from workbench.records import Coding


def test_everything_comes_back_as_it_went_in(library: Library) -> None:
    reading = a_reading()
    assert library.passages() == list(reading.passages)
    assert library.reviews() == [reading.review, *reading.reviews]
    assert library.figures() == list(reading.figures)
    assert library.tables() == list(reading.tables)
    assert library.terms() == list(reading.terms)
    assert library.actions() == list(reading.actions)
    assert library.checks() == list(reading.checks)


def test_a_document_comes_back_with_its_blocks(library: Library) -> None:
    document = library.document("a" * 64)
    assert document.blocks == a_document().blocks
    assert all(document.text[b.start : b.end] == b.text for b in document.blocks)


def test_the_original_is_kept_by_its_content(library: Library) -> None:
    kept = library.original("a" * 64)
    assert kept.name == f"{'a' * 64}.txt"
    assert kept.read_text(encoding="utf-8") == "as it came"


def test_reading_again_replaces_the_reading_and_keeps_the_decisions(
    library: Library, original: Path
) -> None:
    library.correct("passage", "hartwell-2024/finding/1.1", "text", "Mended.", why="typing slip")
    library.code([Coding("hartwell-2024/finding/1.1", "theme", "records", "Ada", "accepted", "t")])
    document = a_document()
    reading = a_reading(document)
    library.add(document, [replace(reading, passages=reading.passages[:1])], original)
    assert [p.text for p in library.passages()] == ["Mended."]
    assert len(library.reviews()) == 2
    assert len(library.codings()) == 1


def test_a_correction_stands_beside_the_reading_with_who_and_when(library: Library) -> None:
    ref = "hartwell-2024/finding/1.1"
    library.correct("passage", ref, "polarity", "mixed", why="praise comes first", who="Bo")
    assert library.passage(ref).polarity == "mixed"
    assert library.passages(corrected=False)[0].polarity == "improvement"
    (row,) = library.corrections(ref)
    assert (row["who"], row["why"], row["value"]) == ("Bo", "praise comes first", "mixed")
    library.withdraw_correction("passage", ref, "polarity", who="Bo")
    assert library.passage(ref).polarity == "improvement"
    assert len(library.corrections(ref)) == 2


def test_a_corrected_kind_is_found_under_its_new_name(library: Library) -> None:
    library.correct("passage", "hartwell-2024/finding/1.2", "kind", "good_practice", why="it is")
    assert [p.number for p in library.passages(kinds=["good_practice"])] == ["1.2"]
    assert [p.number for p in library.passages(kinds=["finding"])] == ["1.1"]


def test_owners_are_corrected_as_a_list(library: Library) -> None:
    ref = "hartwell-2024/recommendation/1"
    library.correct("passage", ref, "owners", "Hartwell NHS Trust; Police", why="both")
    assert library.passage(ref).owners == ("Hartwell NHS Trust", "Police")


@pytest.mark.parametrize(
    ("record", "key", "field", "words"),
    [
        ("passage", "hartwell-2024/finding/1.1", "start", "There are: about, answer"),
        ("passage", "hartwell-2024/finding/9", "text", "hartwell-2024/finding/1.1"),
        ("review", "hartwel", "title", "Did you mean 'hartwell-2024'"),
        ("review", "hartwell-2024", "people_counted", "is a whole number"),
    ],
)
def test_what_cannot_be_corrected_is_refused_in_plain_words(
    library: Library, record: str, key: str, field: str, words: str
) -> None:
    with pytest.raises((UsageError, NotInLibraryError), match=words):
        library.correct(record, key, field, "x", why="y")
    assert library.corrections() == []


def test_nothing_is_stored_when_any_of_it_fails(library: Library, original: Path) -> None:
    document = a_document("b" * 64, "second.txt")
    reading = a_reading(document, "second-2024")
    twice = replace(reading, passages=reading.passages + reading.passages[:1])
    with pytest.raises(Exception, match="UNIQUE"):
        library.add(document, [twice], original)
    assert not library.has_document("b" * 64)
    assert [r.id for r in library.reviews()] == ["hartwell-2024", "hartwell-2024/r1"]


def test_no_library_is_a_plain_error_that_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"workbench --library .* add"):
        Library.open(tmp_path / "none")


def test_a_file_that_is_no_library_is_a_plain_error(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite").write_text("not a database, but long enough to look like one")
    with pytest.raises(LibraryError, match="cannot be opened as a library"):
        Library.open(tmp_path)


def test_a_library_from_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    Library.open(tmp_path, create=True).close()
    with sqlite3.connect(tmp_path / "library.sqlite") as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LibraryError, match="newer version"):
        Library.open(tmp_path)


def test_the_migrations_make_the_tables_the_schema_names(tmp_path: Path) -> None:
    """A column added to the schema and forgotten in a migration would show here."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from workbench.library.schema import metadata

    with Library.open(tmp_path, create=True) as library, library._engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert differences == []
