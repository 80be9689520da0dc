"""Whoever edits a vocabulary file gets one plain line, whichever mistake and file it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.errors import VocabularyError
from workbench.vocabulary_files import read_rows, read_yaml


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"same:\n  - [one, two\nother: 3\n", r"own\.yaml, line 2: this is not YAML"),
        (b"same:\n  - 'one\n  - two\n\n", r"own\.yaml, line 2: this is not YAML"),
        (b"same: [a]\nother: b: c\n", r"own\.yaml, line 2: this is not YAML"),
        (b"same:\n\t- one\n", r"own\.yaml, line 2: this is not YAML"),
        ("same: [café]".encode("cp1252"), r"own\.yaml is not UTF-8 text"),
    ],
)
def test_a_file_that_is_not_yaml_is_told_plainly(tmp_path: Path, content: bytes, says: str) -> None:
    own = tmp_path / "own.yaml"
    own.write_bytes(content)
    with pytest.raises(VocabularyError, match=says):
        read_yaml(own)


def test_a_file_that_is_not_there_is_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"own\.yaml could not be opened"):
        read_yaml(tmp_path / "own.yaml")
    with pytest.raises(VocabularyError, match=r"own\.csv could not be opened"):
        read_rows(tmp_path / "own.csv", ("a",))


def test_yaml_saved_by_notepad_is_read(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_bytes(b"\xef\xbb\xbfsame:\r\n  - [one, two]\r\n")
    assert read_yaml(own) == {"same": [["one", "two"]]}


def test_rows_come_by_their_columns(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_bytes(b"\xef\xbb\xbfname,short\r\nNorthmoor Care,NC\r\nHolt\r\n")
    assert read_rows(own, ("name", "short")) == [
        {"name": "Northmoor Care", "short": "NC"},
        {"name": "Holt", "short": ""},
    ]
    with pytest.raises(VocabularyError, match=r"own\.csv, line 1: the column 'kind' is missing"):
        read_rows(own, ("name", "kind"))
