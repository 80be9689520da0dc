"""The worked example of docs/adding-a-report-kind.md is run as it is printed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from workbench.reports.base import ReportReader

PAGE = Path(__file__).parents[2] / "docs" / "adding-a-report-kind.md"
EXAMPLE = re.compile(r"```python\n# file: (?P<name>[\w.]+)\n(?P<code>.*?)```", re.DOTALL)


def _write_examples(folder: Path) -> list[str]:
    found = list(EXAMPLE.finditer(PAGE.read_text(encoding="utf-8")))
    for example in found:
        (folder / example["name"]).write_text(example["code"], encoding="utf-8")
    return [example["name"] for example in found]


def test_the_example_reader_passes_the_example_test(tmp_path: Path) -> None:
    assert _write_examples(tmp_path) == ["snapshot.py", "test_snapshot.py"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_snapshot.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout


def test_the_example_reader_is_what_the_workbench_calls_a_reader(tmp_path: Path) -> None:
    _write_examples(tmp_path)
    names: dict[str, object] = {}
    exec(compile((tmp_path / "snapshot.py").read_text(), "snapshot.py", "exec"), names)
    assert isinstance(names["SnapshotReader"](), ReportReader)  # type: ignore[operator]


def test_the_page_names_folders_and_modules_that_exist() -> None:
    root = PAGE.parents[1]
    for path in re.findall(r"`((?:workbench|tests)/[\w./-]+)`", PAGE.read_text(encoding="utf-8")):
        assert (root / path).exists(), path
