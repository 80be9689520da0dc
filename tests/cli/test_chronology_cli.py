"""``workbench chronology``: files in, a file or JSON out, and plain refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document
from samples import REPOSITORY

from workbench.cli import main
from workbench.library import Library
from workbench.tasks import ChronologyCase

WREN = REPOSITORY / "data" / "northmoor" / "wren"
POLICE = "Date;What happened;Source\n03/05/2022;Teal seen at 1 High Row;Log 1\n"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "Police.csv"
    path.write_text(POLICE, encoding="utf-8")
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["chronology", *map(str, words)])


def test_a_file_is_written_and_json_still_goes_to_standard_output(sheet: Path) -> None:
    out = sheet.with_name("teal.docx")
    done = run("build", sheet, "--case", "Teal", "--born", "2021-03-14", "-o", out,
               "--format", "json")  # fmt: skip
    assert done.exit_code == 0 and f"Written: {out}" in done.stderr
    assert json.loads(done.stdout)["events"][0]["when"] == "2022-05-03"
    assert "Teal seen at 1 High Row" in Document(str(out)).tables[1].rows[1].cells[4].text


def test_a_case_file_says_children_day_and_episodes(tmp_path: Path) -> None:
    out = tmp_path / "wren.html"
    done = run("build", WREN / "returns", "--case", WREN / "case.yaml", "-o", out)
    assert done.exit_code == 0
    page = out.read_text(encoding="utf-8")
    assert "The bruise at three months" in page and "Jay: 2 y 5 m" in page
    assert "Made on 29 September 2023" in page


def test_a_publication_needs_its_key_and_names_nobody(sheet: Path) -> None:
    words = ("build", sheet, "--case", "Teal", "--born", "2021-03-14", "--publish")
    refused = run(*words)
    assert refused.exit_code == 2 and "needs a key file" in refused.stderr
    key = sheet.with_name("key.json")
    pairs = [{"real": "Teal", "pseudonym": "Child A"}, {"real": "High Row", "pseudonym": "Road 1"}]
    key.write_text(json.dumps({"pseudonyms": pairs}), encoding="utf-8")
    said = json.loads(run(*words, "--key", key, "--format", "json").stdout)
    assert said == {
        "case": "Child A",
        "events": [
            {"agency": "Police", "n": "1", "date": "day 415", "age": "1 y 1 m",
             "what": "Child A seen at 1 Road 1"}
        ],
    }  # fmt: skip
    ages = json.loads(run(*words, "--key", key, "--dates", "ages", "--format", "json").stdout)
    assert "date" not in ages["events"][0]


def test_what_reviewers_decided_in_a_library_is_used(sheet: Path) -> None:
    """Columns remembered for the agency, and for the case its notes and episodes."""
    folder = sheet.with_name("library")
    built = ("chronology", "build", sheet, "--case", "Teal", "--born", "2021-03-14")
    with Library.open(folder, create=True) as library:
        case = ChronologyCase.open(library, "Teal", "2021-03-14")
        case.add_paths([sheet])
        (key,) = case.chronology.events["id"]
        case.note(key, "Ask for the whole log")
        case.name_episode("The first call", [key], "good", ["The officer asked for Teal"])
        case.change_mapping("police", "Source", "document_ref")
    for words in ((), ("--library", folder)):
        run_all = [*words, *built, "-o", sheet.with_name("teal.html"), "--format", "json"]
        done = CliRunner().invoke(main, [*map(str, run_all)])
        (event,) = json.loads(done.stdout)["events"]
        page = sheet.with_name("teal.html").read_text(encoding="utf-8")
        assert event["id"] == key
        assert event["document_ref"] == ("Log 1" if words else None)
        assert ("Ask for the whole log" in page) is bool(words)
        assert ("The officer asked for Teal" in page) is bool(words)
    nowhere = ("--library", sheet.with_name("none"), *built)
    assert CliRunner().invoke(main, [*map(str, nowhere)]).exit_code == 0


def test_a_return_is_never_written_over(sheet: Path) -> None:
    for given in (sheet, sheet.parent):
        done = run("build", given, "--case", "Teal", "--born", "2021-03-14", "-o", sheet)
        assert done.exit_code == 2 and "one of the returns" in done.stderr
    assert sheet.read_text(encoding="utf-8") == POLICE


def test_the_blank_return(tmp_path: Path) -> None:
    out = tmp_path / "blank.xlsx"
    assert "Written:" in run("template", "Kestrel", "-o", out).output
    assert out.stat().st_size > 0
    assert run("template", "Kestrel", "-o", tmp_path / "blank.pdf").exit_code == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--case", "Teal"), "date of birth of Teal is missing"),
        (("--case", "Teal", "--born", "2021-03-14", "-o", "teal.odt"), ".docx"),
        (("--case", "Teal", "--born", "2021-03-14", "--as-of", "soon"), "is not a day"),
        (("--case", "nothing.yaml"), "is not a case file"),
    ],
)
def test_refusals_are_one_plain_line(sheet: Path, words: tuple[str, ...], told: str) -> None:
    done = run("build", sheet, *words)
    assert done.exit_code in (2, 5)
    assert told in done.stderr and "Traceback" not in done.stderr
