"""``workbench gate``: findings as JSON, an exit code of its own, overrides that are kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from workbench.cli import main
from workbench.library import Library


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.md"
    path.write_text("# A draft\n\nWren Ashby lived at LS14 6AB.\n", encoding="utf-8")
    return path


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key.json"
    path.write_text('{"Wren Ashby": "Child A"}', encoding="utf-8")
    return path


def gate(folder: Path, *arguments: object) -> Result:
    return CliRunner().invoke(main, ["--library", str(folder), "gate", *map(str, arguments)])


def test_findings_come_as_json_with_an_exit_code_of_their_own(
    tmp_path: Path, draft: Path, key: Path
) -> None:
    done = gate(tmp_path / "none", draft, "--key", key, "--format", "json")
    assert done.exit_code == 8
    rows = json.loads(done.stdout)
    assert [list(row) for row in rows] == [["kind", "text", "where", "action", "mend"]] * 2
    assert [(row["kind"], row["text"], row["where"], row["action"]) for row in rows] == [
        ("name", "Wren Ashby", "paragraph 1", "block"),
        ("postcode", "LS14 6AB", "paragraph 1", "block"),
    ]
    assert not (tmp_path / "none").exists()


def test_what_is_only_shown_does_not_stop_anybody(tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text("# A draft\n\nThree children were placed.\n", encoding="utf-8")
    done = gate(tmp_path / "none", path, "--format", "json")
    assert done.exit_code == 0
    assert [row["action"] for row in json.loads(done.stdout)] == ["warn"]


def test_nothing_found_is_an_empty_list(tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text("# A draft\n\nRecords were late.\n", encoding="utf-8")
    done = gate(tmp_path / "none", path, "--format", "json")
    assert (done.exit_code, json.loads(done.stdout)) == (0, [])


def test_a_file_that_cannot_be_read_is_another_error(tmp_path: Path) -> None:
    assert gate(tmp_path / "none", tmp_path / "missing.md").exit_code == 3
    other = tmp_path / "draft.rtf"
    other.write_text("x", encoding="utf-8")
    assert gate(tmp_path / "none", other).exit_code == 3


def test_an_override_needs_a_name_and_a_reason(library: Library, draft: Path) -> None:
    for arguments in (["--who", "Ada"], ["--why", "agreed"], []):
        done = gate(library.folder, draft, "--override", "postcode", *arguments)
        assert done.exit_code == 2
        assert "name and a reason" in done.stderr
    assert library.overrides() == []


def test_an_override_is_kept_for_this_very_file(library: Library, draft: Path) -> None:
    given = ["--override", "postcode", "--who", "Ada", "--why", "the office's own"]
    done = gate(library.folder, draft, *given, "--format", "json")
    assert done.exit_code == 0
    (row,) = json.loads(done.stdout)
    assert row["action"] == "warn" and "Ada" in row["mend"] and "the office's own" in row["mend"]
    assert gate(library.folder, draft).exit_code == 0
    (kept,) = library.overrides()
    assert (kept["kind"], kept["who"], kept["why"]) == ("postcode", "Ada", "the office's own")
    draft.write_text(draft.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    assert gate(library.folder, draft).exit_code == 8


def test_unknown_kinds_and_restricted_reviews_are_not_overridden(
    library: Library, draft: Path
) -> None:
    for kind, said in (("postcod", "postcode"), ("restricted_review", "never")):
        done = gate(library.folder, draft, "--override", kind, "--who", "A", "--why", "b")
        assert done.exit_code == 2 and said in done.stderr


def test_a_withheld_review_of_the_library_is_found(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text("# A draft\n\nAs the Review of Hartwell said.\n", encoding="utf-8")
    assert gate(library.folder, path).exit_code == 0
    library.correct("review", "hartwell-2024", "status", "withheld", why="court order", who="Ada")
    done = gate(library.folder, path, "--format", "json")
    assert done.exit_code == 8
    assert [row["kind"] for row in json.loads(done.stdout)] == ["restricted_review"]


def test_records_of_publications_are_kept(library: Library) -> None:
    record = {
        "title": "A briefing",
        "approved_by": "Ada",
        "approved_at": "2026-01-02T03:04:05+00:00",
        "files": [{"name": "a.html", "sha256": "0" * 64}],
    }
    library.add_publication(record)
    (kept,) = library.publications()
    assert (kept["who"], kept["record"]) == ("Ada", record)
    assert library.history(1)[0]["did"] == "publish"


def test_a_table_of_a_pdf_has_its_small_numbers(tmp_path: Path) -> None:
    import weasyprint

    path = tmp_path / "draft.pdf"
    rows = (
        "<tr><td>A</td><td>47</td></tr><tr><td>B</td><td>3</td></tr><tr><td>C</td><td>9</td></tr>"
    )
    weasyprint.HTML(
        string='<html lang="en"><title>A draft</title><style>table{width:100%;border-collapse:'
        "collapse}td,th{border:1px "
        "solid}</style><h1>A draft</h1><p>What the schools told us of the "
        "year to the end of March, in a line that is long.</p><table><tr><th>Ethnic group</th>"
        f"<th>Number of children</th></tr>{rows}</table></html>"
    ).write_pdf(path, pdf_variant="pdf/ua-1")
    done = gate(tmp_path / "none", path, "--format", "json")
    assert done.exit_code == 8
    stops = [row for row in json.loads(done.stdout) if row["action"] == "block"]
    assert [(row["kind"], row["text"]) for row in stops] == [("small_number", "3")]
    assert "table 1 row 3 column 2" in stops[0]["where"]


@pytest.mark.parametrize(
    "written",
    ['{"people": {"Wren Ashby": "Child A"}}', "[" * 100_000, '{"Wren Ashby": ["Child A"]}', "3"],
)
def test_a_key_of_another_shape_is_refused_in_one_line(
    written: str, tmp_path: Path, draft: Path
) -> None:
    key = tmp_path / "other.json"
    key.write_text(written, encoding="utf-8")
    done = gate(tmp_path / "none", draft, "--key", key)
    assert done.exit_code == 2
    assert done.stderr.startswith("workbench: other.json is not a key file. It must read like")


def test_names_may_hold_any_letters_and_marks(tmp_path: Path) -> None:
    names = {"A.(b) [c]*": "Child A", "\u200fמרים לוי": "Aunt", "Иван Петров": "Father", "$^": "x"}
    key, path = tmp_path / "key.json", tmp_path / "draft.md"
    key.write_text(json.dumps(names | {"Q": "Child B"}), encoding="utf-8")
    path.write_text("# A draft\n\nמרים לוי saw Иван Петров, and Q.\n", encoding="utf-8")
    rows = json.loads(gate(tmp_path / "none", path, "--key", key, "--format", "json").stdout)
    assert [(row["text"], row["action"]) for row in rows] == [
        ("מרים לוי", "block"),
        ("Иван Петров", "block"),
        ("Q", "warn"),
    ]


def test_a_page_too_deep_to_be_read_is_blocked(tmp_path: Path, key: Path) -> None:
    path = tmp_path / "draft.html"
    deep = "<div>" * 3000 + "Wren Ashby" + "</div>" * 3000
    path.write_text(f'<html lang="en"><title>A draft</title><h1>A draft</h1>{deep}</html>')
    rows = json.loads(gate(tmp_path / "none", path, "--key", key, "--format", "json").stdout)
    assert {row["kind"] for row in rows if row["action"] == "block"} == {"name", "unchecked"}
