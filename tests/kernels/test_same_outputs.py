"""A notebook run in a fork gives what a stock kernel gives, cell by cell, after ids are removed."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import groupby
from pathlib import Path
from typing import Any

import nbformat
import pytest
from many_notebooks import NOTEBOOKS

from workbench.briefings import batch
from workbench.briefings.batch import Job, run_all
from workbench.kernels.forked import can_fork

pytestmark = pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux only")

# What two runs of the very same kernel never share: ids, process numbers, and how long it took.
_HIDDEN = (
    (re.compile(r"/tmp/ipykernel_\d+/\d+\.py"), "FILE"),
    (re.compile(r"CPU times: .*?\nWall time: [^\n]*"), "TIMES"),
    (re.compile(r"(?<![0-9a-f])[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}\b"), "ID"),
    (re.compile(r"\b0x[0-9a-f]+\b"), "ADDRESS"),
)


def written(path: Path, cells: list[str]) -> Path:
    """A notebook of these cells, after one with its parameters."""
    made = nbformat.v4.new_notebook()
    made.cells = [nbformat.v4.new_code_cell(source) for source in ["out = ''", *cells]]
    made.cells[0].metadata["tags"] = ["parameters"]
    for cell in made.cells:
        if cell.source.startswith("# may fail"):
            cell.metadata["tags"] = ["raises-exception"]
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    made.metadata["kernelspec"] = spec
    nbformat.write(made, path)
    return path


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    return written(tmp_path / "many.ipynb", ["print('one'); print('two')", "6 * 7"])


def outputs(run: Path) -> list[tuple[str, int | None, Any]]:
    """Each cell's source, count and outputs, and the widgets' states, without ids and times."""
    ran = nbformat.read(run, 4)
    found = [
        (cell.source, cell.execution_count, joined(hidden(cell.outputs)))
        for cell in ran.cells
        if cell.cell_type == "code" and "injected-parameters" not in cell.metadata.get("tags", [])
    ]
    states = ran.metadata.get("widgets", {}).values()
    models = [model for state in states for model in state["state"].values()]
    return [*found, ("widgets", None, sorted(repr(hidden(model)) for model in models))]


def joined(outputs: list[Any]) -> list[Any]:
    """The outputs with each run of what was printed as one text a stream.

    A kernel sends what it has of each stream every fifth of a second, so two runs of one and the
    same kernel are cut in other places, and stand in another order, on a busy machine.
    """
    whole: list[Any] = []
    for printed, run in groupby(outputs, lambda output: output["output_type"] == "stream"):
        streams: dict[str, str] = defaultdict(str)
        for output in run:
            if printed:
                streams[output["name"]] += output["text"]
            else:
                whole.append(output)
        whole += sorted(streams.items())
    return whole


def hidden(said: Any) -> Any:
    """The same, without what two runs never share."""
    if isinstance(said, dict):
        return {hidden(key): hidden(value) for key, value in said.items()}
    if isinstance(said, list):
        return [hidden(item) for item in said]
    for pattern, word in _HIDDEN if isinstance(said, str) else ():
        said = pattern.sub(word, said)
    return said


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Path]]:
    """Each of the twenty as a stock kernel ran it, and as a fork did; two at a time."""
    folder = tmp_path_factory.mktemp("both")
    ran: dict[str, tuple[Path, Path]] = {}
    jobs = []
    for name, cells in NOTEBOOKS.items():
        path = written(folder / f"{name}.ipynb", cells)
        ran[name] = (folder / "stock" / f"{name}.ipynb", folder / "forked" / f"{name}.ipynb")
        jobs.append([Job(path, {}, page.with_suffix(".html")) for page in ran[name]])
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        # A stock kernel that sees it leaves the descriptors alone.
        patch.delenv("PYTEST_CURRENT_TEST")
        forked = {done.job.notebook.stem: done.error for done in run_all([two[1] for two in jobs])}
        patch.setattr(batch, "can_fork", lambda: False)
        stock = {done.job.notebook.stem: done.error for done in run_all([two[0] for two in jobs])}
    said = {name: str(error).replace("/stock/", "/forked/") for name, error in stock.items()}
    assert {name: str(error) for name, error in forked.items()} == said
    assert sorted(name for name, error in forked.items() if error) == ["failing", "stopping"]
    return ran


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_outputs_are_those_of_a_stock_kernel(
    name: str, both: dict[str, tuple[Path, Path]]
) -> None:
    stock, forked = map(outputs, both[name])
    assert len(stock) == len(NOTEBOOKS[name]) + 2
    assert any(said for _, _, said in stock)
    assert forked == stock


def test_a_failing_cell_is_named_and_the_others_still_run(notebook: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ipynb"
    text = notebook.read_text(encoding="utf-8").replace("print('one')", "1 / 0")
    broken.write_text(text, encoding="utf-8")
    jobs = [
        Job(broken, {}, tmp_path / "b" / "p.html"),
        Job(notebook, {}, tmp_path / "c" / "p.html"),
    ]
    by_job = {done.job.notebook.stem: done.error for done in run_all(jobs)}
    assert by_job["many"] is None
    assert "cell 3 failed: ZeroDivisionError: division by zero" in str(by_job["broken"])
    kept = nbformat.read(tmp_path / "b" / "p.ipynb", 4)
    assert any("ZeroDivisionError" in str(cell.get("outputs")) for cell in kept.cells)


def test_no_state_goes_from_one_to_the_next(tmp_path: Path) -> None:
    made = nbformat.v4.new_notebook()
    source = (
        "import workbench.records as r\nseen = getattr(r, 'mark', None); r.mark = 1\nprint(seen)"
    )
    made.cells = [nbformat.v4.new_code_cell("out = ''"), nbformat.v4.new_code_cell(source)]
    made.cells[0].metadata["tags"] = ["parameters"]
    made.metadata["kernelspec"] = {"name": "python3", "display_name": "", "language": "python"}
    path = tmp_path / "state.ipynb"
    nbformat.write(made, path)
    jobs = [Job(path, {}, tmp_path / str(i) / "p.html") for i in range(4)]
    assert [done.error for done in run_all(jobs)] == [None] * 4
    for job in jobs:
        (cell,) = [
            c for c in nbformat.read(job.page.with_suffix(".ipynb"), 4).cells if "mark" in c.source
        ]
        assert cell.outputs[0]["text"] == "None\n"
