"""The command line, from options to words or JSON and an exit code."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from workbench.cli import main
from workbench.library import Library

REPORT = """Review of Health services for Children Looked After and Safeguarding in Hartwell

1. Early help

1.1 Midwives in Hartwell ask every woman about domestic abuse and write down what she says.

1.2 School nurses do not see the plans that social workers make, so that they cannot help with
them. (Recommendation 1.1)

Recommendations

1. Hartwell NHS Trust should ensure that:

1.1 School nurses are sent every plan within five working days.
"""


@pytest.fixture
def run(tmp_path: Path):
    """Runs the command on a library of its own."""

    def run(*arguments: str):
        folder = tmp_path / "library"
        return CliRunner().invoke(main, ["--library", str(folder), *map(str, arguments)])

    return run


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "hartwell.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_add_says_what_was_read_as_json(run, report: Path) -> None:
    done = run("add", report, "--format", "json")
    assert done.exit_code == 0, done.output
    (added,) = json.loads(done.stdout)
    assert added["file"] == "hartwell.txt"
    assert added["kind"] == "cqc_review"
    assert added["passages"] >= 3
    assert added["problems"] == []


def test_adding_a_file_twice_changes_nothing(run, report: Path, tmp_path: Path) -> None:
    first = json.loads(run("add", report, "--format", "json").stdout)
    before = run("show", "passages", "--format", "json").stdout
    second = json.loads(run("add", report, "--format", "json").stdout)
    assert [(r["review"], r["passages"]) for r in first] == [
        (r["review"], r["passages"]) for r in second
    ]
    assert run("show", "passages", "--format", "json").stdout == before
    with Library.open(tmp_path / "library") as library:
        assert [row["did"] for row in library.history()] == ["add"]


def test_findings_and_recommendations_have_the_promised_fields(run, report: Path) -> None:
    run("add", report)
    findings = json.loads(run("show", "findings", "--format", "json").stdout)
    assert [f["number"] for f in findings] == ["1.1", "1.2"]
    assert findings[1]["recommendations"] == ["1.1"]
    promised = {"review", "number", "section", "text", "page", "recommendations", "polarity"}
    assert promised <= set(findings[0])
    (asked,) = json.loads(run("show", "recommendations", "--format", "json").stdout)
    assert asked["owners"] == ["Hartwell NHS Trust"]
    assert asked["cited_by"] == ["1.2"]
    assert {"review", "number", "text", "owners", "cited_by"} <= set(asked)


def test_a_bad_file_is_told_and_the_rest_is_read(run, report: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    report.rename(folder / report.name)
    (folder / "empty.pdf").write_bytes(b"")
    done = run("add", folder, "--format", "json")
    assert done.exit_code == 3
    by_file = {row["file"]: row for row in json.loads(done.stdout)}
    assert by_file["hartwell.txt"]["passages"] >= 3
    assert by_file["empty.pdf"]["review"] is None
    assert "is empty" in by_file["empty.pdf"]["problems"][0]
    assert len(json.loads(run("show", "reviews", "--format", "json").stdout)) == 1


def test_csv_is_harmless_in_a_spreadsheet(run, report: Path) -> None:
    run("add", report)
    refs = json.loads(run("show", "findings", "--format", "json").stdout)
    run("correct", refs[0]["ref"], "text", "=HYPERLINK(1)", "--why", "a test")
    rows = list(csv.DictReader(io.StringIO(run("show", "findings", "--format", "csv").stdout)))
    assert rows[0]["text"] == "'=HYPERLINK(1)"


def test_a_correction_and_its_undo(run, report: Path) -> None:
    run("add", report)
    (ref, *_) = [f["ref"] for f in json.loads(run("show", "findings", "--format", "json").stdout)]
    assert run("correct", ref, "polarity", "mixed", "--why", "two sides").exit_code == 0
    assert json.loads(run("show", "findings", "--format", "json").stdout)[0]["polarity"] == "mixed"
    assert run("correct", ref, "polarity", "--undo", "--why", "no").exit_code == 0
    shown = json.loads(run("show", "findings", "--format", "json").stdout)
    assert shown[0]["polarity"] != "mixed"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("show", "finding"), 2, "Did you mean 'findings'"),
        (("show", "reviews"), 4, "There is no library"),
        (("add", "nowhere.pdf"), 2, "There is no file or folder nowhere.pdf"),
        (("add", ".", "--kind", "cqc"), 2, "There is no report kind"),
    ],
)
def test_a_mistake_is_one_plain_line_and_its_own_exit_code(
    run, arguments: tuple[str, ...], code: int, words: str
) -> None:
    done = run(*arguments)
    assert done.exit_code == code
    assert words.replace("report kind", "kind of report") in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.output


def test_an_unknown_review_is_answered_with_those_there_are(run, report: Path) -> None:
    (added,) = json.loads(run("add", report, "--format", "json").stdout)
    done = run("show", "findings", "--review", "hartwel")
    assert done.exit_code == 4
    assert added["review"] in done.stderr
