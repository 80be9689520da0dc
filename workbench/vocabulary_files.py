"""Opens the files of ``data/vocabulary`` and a partnership's own copies of them.

Whoever edits one gets the same plain line for the same mistake, whichever file it is in.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from workbench.errors import VocabularyError


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """What goes wrong inside, while a YAML file is opened and parsed, as a plain error.

    Raises
    ------
    VocabularyError
        When the file cannot be opened, is not UTF-8 or is not YAML, with the line where known.
    """
    import yaml

    try:
        yield
    except OSError as error:
        raise VocabularyError(
            f"{path.name} could not be opened ({error.strerror}).", "Check the name and the folder."
        ) from error
    except UnicodeDecodeError as error:
        raise VocabularyError(f"{path.name} is not UTF-8 text.", "Save it as UTF-8.") from error
    except yaml.YAMLError as error:
        mark = _where(error)
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise VocabularyError.at(
            path.name,
            None if mark is None else mark.line + 1,
            f"this is not YAML: {problem}.",
            "Check the indents, and put a text that holds a colon or a comma in quotes.",
        ) from error


def _where(error: Exception) -> Any:
    """The mark of a YAML error: of what was never closed, where it began; else where it shows."""
    opened = re.search(r"flow|quoted", str(getattr(error, "context", None) or ""))
    return getattr(error, "context_mark" if opened else "problem_mark", None)


def read_yaml(path: Path) -> Any:
    """What a YAML file holds: maps, lists and texts; None for an empty file.

    Raises
    ------
    VocabularyError
        As in :func:`told_plainly`.
    """
    import yaml

    with told_plainly(path):
        # libyaml reads the larger lists ten times as fast as Python does, where it is there.
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        return yaml.load(path.read_text(encoding="utf-8-sig"), Loader=loader)


def read_rows(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a CSV file by its columns; an empty or absent cell is ``""``.

    Raises
    ------
    VocabularyError
        When the file cannot be opened, is not UTF-8 or lacks one of ``columns``.
    """
    with told_plainly(path), path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines, restval="")
        missing = [column for column in columns if column not in (reader.fieldnames or ())]
        if missing:
            raise VocabularyError.at(
                path.name,
                1,
                f"the column {missing[0]!r} is missing.",
                f"The first line must read: {','.join(columns)}.",
            )
        return list(reader)
