"""Many briefings: resumed, not done twice, one failure told and the rest made."""

from __future__ import annotations

import json
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from workbench import tasks
from workbench.briefings import batch
from workbench.briefings.batch import Job, run_all
from workbench.briefings.run import Manifest
from workbench.cli import main
from workbench.errors import UsageError
from workbench.kernels import stock
from workbench.library import Library
from workbench.places import shipped
from workbench.tasks.briefing import subjects


@pytest.fixture
def library(northmoor_folder: Path, tmp_path: Path) -> Iterator[Library]:
    shutil.copytree(northmoor_folder, tmp_path / "library")
    with Library.open(tmp_path / "library") as library:
        yield library


def entries(out: Path) -> dict[str, dict]:
    read = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    return {entry["name"]: entry for entry in read["briefings"]}


def test_what_nothing_has_changed_for_is_not_made_again(library: Library, tmp_path: Path) -> None:
    out = tmp_path / "out"
    reviews = list(subjects(library, "review"))[:3]
    first = tasks.brief(library, "seven_minute", reviews, out, to="html,md")
    assert [(d.error, d.skipped) for d in first] == [(None, False)] * 3
    assert [d.job.parameters["review"] for d in first] == reviews
    for entry in entries(out).values():
        assert entry["status"] == "done" and entry["seconds"] > 0
        assert [f["file"].rsplit(".")[-1] for f in entry["outputs"]] == ["html", "md"]
        assert len(entry["sources"]) > 5 and entry["parameters"]["review"] in reviews
    index = (out / "index.html").read_text(encoding="utf-8")
    assert all(f["file"] in index for e in entries(out).values() for f in e["outputs"])
    again = tasks.brief(library, "seven_minute", reviews, out, to="html,md")
    assert all(d.skipped for d in again)
    # One page is lost, one review is corrected: those two are made again, and only they.
    first[0].job.page.unlink()
    finding = library.passages(reviews[1])[0]
    library.correct("passage", finding.ref, "section", "Elsewhere", why="a test")
    mended = tasks.brief(library, "seven_minute", reviews, out, to="html,md")
    assert [d.skipped for d in mended] == [False, False, True]


def test_a_stopped_run_goes_on_where_it_was(library: Library, tmp_path: Path) -> None:
    out = tmp_path / "out"
    reviews = list(subjects(library, "review"))

    class StoppedError(Exception):
        pass

    def stop_after_two(items, total):
        for i, item in enumerate(items):
            yield item
            if i == 1:
                raise StoppedError

    with pytest.raises(StoppedError):
        tasks.brief(library, "practitioner", reviews, out, workers=1, progress=stop_after_two)
    kept = {name for name, e in entries(out).items() if e["status"] == "done"}
    assert len(kept) == 2
    rest = tasks.brief(library, "practitioner", reviews, out)
    assert {d.job.page.stem for d in rest if d.skipped} == kept
    assert all(d.error is None for d in rest)


def test_one_that_fails_is_told_with_its_cell_and_the_rest_is_made(
    library: Library, tmp_path: Path
) -> None:
    own = library.folder / "templates"
    own.mkdir()
    shutil.copy(shipped("templates", "briefings", "practitioner.ipynb"), own / "ours.ipynb")
    notebook = nbformat.read(own / "ours.ipynb", 4)
    reviews = list(subjects(library, "review"))[:2]
    check = f"assert review != {reviews[0]!r}, 'not this one'"
    notebook.cells.insert(3, nbformat.v4.new_code_cell(check))
    nbformat.write(notebook, own / "ours.ipynb")
    done = tasks.brief(library, "ours", reviews, tmp_path / "out")
    assert "AssertionError: not this one" in str(done[0].error)
    assert "cell" in str(done[0].error)
    assert done[1].error is None
    told = entries(tmp_path / "out")
    assert [told[d.job.page.stem]["status"] for d in done] == ["failed", "done"]
    assert "not this one" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_a_manifest_that_is_no_manifest_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"briefings": [{', encoding="utf-8")
    assert Manifest(tmp_path).entries == {}


def test_with_stock_kernels_the_first_goes_alone_and_the_rest_side_by_side(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    running, most = [], []
    together = threading.Barrier(3)

    def execute(job: Job, how: object) -> None:
        first = not most  # whichever thread came first, not always that of the first job
        running.append(job)
        most.append(len(running))
        # The first would wait in vain for two others; these would break without each other.
        if not first:
            together.wait(20)
        else:
            time.sleep(0.3)
        running.remove(job)

    jobs = [Job(tmp_path / f"{n}.ipynb", {}, tmp_path / f"{n}.html") for n in range(4)]
    monkeypatch.setattr(batch, "can_fork", lambda: False)
    monkeypatch.setattr(batch, "_execute", execute)
    monkeypatch.setattr(stock, "_LOOKED_UP", threading.Event())
    assert [done.error for done in run_all(jobs, 4)] == [None] * 4
    assert most[0] == 1 and max(most) == 3


@pytest.mark.parametrize(
    ("cell", "why", "limit"),
    [
        ("import os; os._exit(1)", "its kernel died", {}),
        ("import time; time.sleep(60)", "took longer", {"execution_timeout": 3}),
        ("1", "its kernel did not start", {"start_timeout": 2, "kernel_name": "silent"}),
    ],
)
def test_a_stock_kernel_that_dies_or_hangs_fails_its_briefing_in_plain_words(
    cell: str,
    why: str,
    limit: dict[str, int | str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    silent = tmp_path / "kernels" / "silent" / "kernel.json"
    silent.parent.mkdir(parents=True)
    argv = [sys.executable, "-c", "import time; time.sleep(60)"]
    silent.write_text(json.dumps({"argv": argv, "display_name": "", "language": "python"}), "utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    made = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(c) for c in ("out = ''", cell)]
    )
    made.cells[0].metadata["tags"] = ["parameters"]
    made.metadata["kernelspec"] = {"name": "python3", "display_name": "", "language": "python"}
    nbformat.write(made, tmp_path / "bad.ipynb")
    monkeypatch.setattr(batch, "can_fork", lambda: False)
    for name, to in limit.items():
        monkeypatch.setitem(batch._STOCK, name, to)
    (done,) = run_all([Job(tmp_path / "bad.ipynb", {}, tmp_path / "bad.html")])
    assert why in str(done.error) and "bad was not made" in str(done.error)


@pytest.mark.parametrize("kind", ["seven_minute", "practitioner"])
def test_a_briefing_on_one_review_reads_no_other_reviews_passages(
    kind: str, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str | None] = []
    read = Library.passages
    review = next(iter(subjects(library, "review")))

    def noting(self: Library, of: str | None = None, *more: object) -> list:
        asked.append(of)
        return read(self, of, *more)

    monkeypatch.setattr(Library, "passages", noting)
    tasks.make_briefing(library, kind, review)
    assert asked and set(asked) == {review}


def test_unknown_names_are_refused_with_those_that_exist(library: Library, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Did you mean 'seven_minute'"):
        tasks.brief(library, "seven_minutes", [], tmp_path)
    with pytest.raises(UsageError, match="parameter of theme called 'colour'"):
        tasks.brief(library, "theme", ["voice"], tmp_path, colour="red")
    with pytest.raises(UsageError, match="no theme called 'voices'"):
        tasks.brief(library, "theme", ["voices"], tmp_path)


def run(library: Library, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["--library", str(library.folder), "brief", *options])
    return result.exit_code, result.output


def test_the_command_asks_for_what_it_needs(library: Library, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    code, told = run(library, "theme", "-o", out)
    assert code == 2 and "--theme ID" in told and "--all" in told
    code, told = run(library, "theme", "--review", "x", "-o", out)
    assert code == 2 and "is about a theme, not a review" in told
    code, told = run(library, "theme", "--theme", "voice", "--publish", "-o", out)
    assert code == 2 and "--approved-by" in told
    code, told = run(library, "theme", "--theme", "voice", "-p", "as_of", "-o", out)
    assert code == 2 and "NAME=VALUE" in told


def test_the_command_makes_refuses_and_publishes(library: Library, tmp_path: Path) -> None:
    out = tmp_path / "out"
    review = next(i for i, n in subjects(library, "review").items() if "Rowan" in n)
    given = ("practitioner", "--review", review, "-o", str(out), "-p", "as_of=2026-01-31")
    code, told = run(library, *given)
    assert code == 0 and "made in" in told
    (entry,) = entries(out).values()
    assert entry["parameters"]["as_of"] == "2026-01-31" and entry["published"] is False
    (library.folder / "settings.yaml").write_text("dates: month\n", encoding="utf-8")
    code, told = run(library, *given, "--publish", "--approved-by", "Ada Lovelace")
    assert code == 0, told
    (entry,) = entries(out).values()
    assert entry["published"] is True
    assert (out / f"{entry['name']}.record.html").exists()
    key = next(
        s.key for s in tasks.make_briefing(library, "practitioner", review).statements()
        if s.kind == "verbatim"
    )  # fmt: skip
    library.word(f"practitioner/{review}", key, "Ring 07700 900321.", was="", why="a test")
    code, told = run(library, *given, "--publish", "--approved-by", "Ada Lovelace")
    assert code == 7 and "Not published" in told and "07700 900321" in told
    assert "DRAFT" not in (out / f"{entry['name']}.html").read_text(encoding="utf-8")
