"""A notebook run in a fork gives what a stock kernel gives, cell by cell, after ids are removed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import nbformat
import pytest

from workbench.briefings.batch import Job, run_all, run_job
from workbench.kernels.forked import can_fork

pytestmark = pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux only")

CELLS = [
    "out = ''",
    "print('one'); print('two')",
    "import sys; print('to stderr', file=sys.stderr)",
    "import pandas as pd\npd.DataFrame({c: range(3) for c in 'abcdefghijklmnopqrstuvwxyz'})",
    "from IPython.display import HTML, display\ndisplay(HTML('<b>x</b>'))\n'last value'",
    "h = display('first', display_id='d1')",
    "h.update('second')",
    "from bokeh.plotting import figure\nfrom bokeh.embed import json_item\n"
    "p = figure(); _ = p.line([1, 2], [3, 4]); sorted(json_item(p)['doc'])",
    "from IPython.display import clear_output\nprint('gone'); clear_output(); print('kept')",
    "_",
    "len(Out), In[1]",
    "%time 1 + 1\nprint(get_ipython().kernel is not None)",
    "import warnings; warnings.warn('careful')",
    "pd.options.display.max_columns, pd.Timestamp('2016-05-22')",
    "from pathlib import Path\nif out: Path(out).write_text('done')",
]
_HIDDEN = (
    (re.compile(r"/tmp/ipykernel_\d+/\d+\.py"), "FILE"),
    (re.compile(r"\b\d+(\.\d+)? (ns|μs|µs|ms|s)\b"), "TIME"),
)


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    made = nbformat.v4.new_notebook()
    made.cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    made.cells[0].metadata["tags"] = ["parameters"]
    made.metadata["kernelspec"] = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    path = tmp_path / "many.ipynb"
    nbformat.write(made, path)
    return path


def outputs(run: Path) -> list[tuple[str, int | None, str]]:
    """Each cell's source, count and outputs, without what two runs can never share."""
    found = []
    for cell in nbformat.read(run, 4).cells:
        if cell.cell_type == "code" and "injected-parameters" not in cell.metadata.get("tags", []):
            text = json.dumps(cell.outputs, sort_keys=True, ensure_ascii=False)
            for pattern, word in _HIDDEN:
                text = pattern.sub(word, text)
            found.append((cell.source, cell.execution_count, text))
    return found


def test_the_outputs_are_those_of_a_stock_kernel(notebook: Path, tmp_path: Path) -> None:
    stock = Job(notebook, {}, tmp_path / "stock" / "page.html")
    run_job(stock)
    forked = Job(notebook, {}, tmp_path / "forked" / "page.html")
    (done,) = run_all([forked])
    assert done.error is None
    expected = outputs(stock.page.with_suffix(".ipynb"))
    assert len(expected) == len(CELLS)
    assert outputs(forked.page.with_suffix(".ipynb")) == expected


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
