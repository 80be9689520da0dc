"""Coded passages that ship: published reviews in our own words, and invented examples.

They are what theme suggestions learn from before anybody has accepted a code.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pandas as pd

from workbench.errors import VocabularyError
from workbench.places import shipped

COLUMNS: tuple[str, ...] = (
    "report",
    "title",
    "publisher",
    "year",
    "kind",
    "area",
    "item",
    "number",
    "text",
    "section",
    "owners",
    "cites",
    "reading",
    "themes",
    "topics",
    "agencies",
    "stage",
    "polarity",
    "second_themes",
    "second_topics",
    "second_agencies",
    "second_stage",
    "second_polarity",
    "coded",
    "invented",
)
_CODES = ("themes", "topics", "agencies", "stage", "polarity")
_LISTS = ("themes", "topics", "agencies", "owners", "cites")
_NEEDED = ("item", "number", "summary", *_CODES)


def published_passages(folder: Path | None = None) -> pd.DataFrame:
    """The coded passages of ``data/published``: real reports, our words.

    Parameters
    ----------
    folder
        A folder of the same shape: ``sources.csv`` and one ``<report>.jsonl`` a report.

    Returns
    -------
    DataFrame
        One row a passage, by report in the order of ``sources.csv``, then in the report's order;
        rows of the files that carry no coding (reviews named, contradictions) are left out.

        - ``report, title, publisher, kind, area, item, number, text, section``: text
        - ``year``: whole number
        - ``owners, cites, themes, topics, agencies``: tuples of text, empty when there are none
        - ``stage, reading``: text, missing where there is none; ``polarity``: text
        - ``second_themes`` ... ``second_polarity``: the second coder's, the same as the first
          coding where the two agree or only one coded
        - ``coded``: ``"twice"`` or ``"once"``; ``invented``: False

        Empty means that the folder names no report.

    Raises
    ------
    VocabularyError
        When a file is missing, a line is not JSON, or lacks one of the fields.
    """
    folder = folder or shipped("data", "published")
    rows: list[dict[str, Any]] = []
    for source in _sources(folder / "sources.csv"):
        about = {**source, "year": int(source["year"]), "invented": False}
        lines = _lines(folder / f"{source['report']}.jsonl")
        rows += [_row(line, about) for line in lines if line.get("themes")]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def coded_examples(path: Path | None = None) -> pd.DataFrame:
    """Invented passages in the voice of other kinds of report, coded under the codebook.

    Parameters
    ----------
    path
        A file of the same shape as ``data/vocabulary/coded_examples.jsonl``.

    Returns
    -------
    DataFrame
        The columns of :func:`published_passages`; ``report`` is ``"invented-<kind>"``,
        ``invented`` is True, and there is no publisher, owner or citation.

    Raises
    ------
    VocabularyError
        When the file is missing, a line is not JSON, or lacks one of the fields.
    """
    path = path or shipped("data", "vocabulary", "coded_examples.jsonl")
    rows = [
        _row(
            line,
            {
                "report": f"invented-{line.get('kind', 'other')}",
                "title": "Invented example",
                "publisher": "",
                "year": 0,
                "kind": line.get("kind", "other"),
                "area": "Northmoor",
                "invented": True,
            },
        )
        for line in _lines(path)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _row(line: dict[str, Any], about: dict[str, Any]) -> dict[str, Any]:
    second = line.get("second") or line
    found = {
        **about,
        "item": line["item"],
        "number": line["number"],
        "text": line["summary"],
        "section": line.get("section", ""),
        "owners": line.get("owners", ()),
        "cites": line.get("cites", ()),
        "reading": line.get("reading"),
        "coded": line.get("coded", "once"),
        **{code: line[code] for code in _CODES},
        **{f"second_{code}": second[code] for code in _CODES},
    }
    return {
        name: tuple(value) if name.removeprefix("second_") in _LISTS else value
        for name, value in found.items()
    }


def _sources(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))
    except OSError as error:
        raise _missing(path) from error


def _lines(path: Path) -> list[dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise _missing(path) from error
    return [
        _parsed(path.name, number, line)
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    ]


def _parsed(name: str, number: int, line: str) -> dict[str, Any]:
    mend = "Each line is one passage; data/published/README.md lists its fields."
    try:
        found = json.loads(line)
    except json.JSONDecodeError as error:
        raise VocabularyError.at(name, number, f"this is not JSON ({error.msg}).", mend) from error
    if not isinstance(found, dict):
        raise VocabularyError.at(name, number, "this line holds no fields.", mend)
    missing = [field for field in _NEEDED if field not in found]
    if missing:
        raise VocabularyError.at(name, number, f"the field {missing[0]!r} is missing.", mend)
    return found


def _missing(path: Path) -> VocabularyError:
    return VocabularyError(
        f"{path.name} is not in {path.parent}.",
        "Take data/ from the project again, or point WORKBENCH_HOME at a copy that has it.",
    )
