"""Notebooks hold parameters, imports, calls and words. Logic lives in the package."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest
from samples import REPOSITORY

NOTEBOOKS = sorted(
    p
    for folder in ("notebooks", "templates")
    for p in (REPOSITORY / folder).rglob("*.ipynb")
    if ".ipynb_checkpoints" not in p.parts
)
LOGIC = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.Lambda, ast.AsyncFunctionDef)


def test_there_are_notebooks() -> None:
    assert len(NOTEBOOKS) >= 2


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_is_parameters_imports_calls_and_words(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = [c for c in notebook["cells"] if c["cell_type"] == "code"]
    tagged = [c for c in cells if "parameters" in c["metadata"].get("tags", [])]
    assert len(tagged) == 1, "one cell tagged `parameters`, for papermill"
    for cell in cells:
        tree = ast.parse("".join(cell["source"]))
        found = [type(node).__name__ for node in ast.walk(tree) if isinstance(node, LOGIC)]
        assert found == [], f"logic in a notebook: {found}"
    assert path.stat().st_size < 1_000_000
