"""Looking at a notebook changes no byte of it; writing in it is saved."""

from __future__ import annotations

import asyncio
import json
import warnings
from pathlib import Path
from typing import Any

import nbformat
import pytest
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from samples import REPOSITORY
from traitlets.config import Config

from workbench.untouched import as_it_was, begin

OURS = sorted(
    p for p in (REPOSITORY / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in p.parts
)


@pytest.fixture
def saved(tmp_path: Path) -> Any:
    """Saves a notebook as JupyterLab does, under a path of the server; gives what is on disk."""
    manager = AsyncLargeFileManager(root_dir=str(tmp_path), pre_save_hook=as_it_was)

    async def save(path: str, before: str, content: dict[str, Any]) -> str:
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(before, encoding="utf-8")
        await manager.save({"type": "notebook", "format": "json", "content": content}, path)
        return place.read_text(encoding="utf-8")

    return lambda *given: asyncio.run(save(*given))


def run(content: dict[str, Any]) -> dict[str, Any]:
    """The notebook as it is after its cells were run."""
    for number, cell in enumerate(c for c in content["cells"] if c["cell_type"] == "code"):
        cell["execution_count"] = number + 1
        said = {"output_type": "stream", "name": "stdout", "text": "Teal was seen at home."}
        cell["outputs"] = [said]
    content["metadata"]["language_info"] = {"name": "python", "version": "3.99"}
    return content


@pytest.mark.parametrize("path", OURS, ids=lambda p: p.stem)
def test_a_notebook_that_was_run_and_saved_is_what_it_was(path: Path, saved: Any) -> None:
    text = path.read_text(encoding="utf-8")
    where = str(path.relative_to(REPOSITORY))
    assert saved(where, text, run(json.loads(text))) == text


def test_what_is_written_in_a_cell_is_saved_with_what_it_said(saved: Any) -> None:
    text = (REPOSITORY / "notebooks" / "start.ipynb").read_text(encoding="utf-8")
    content = run(json.loads(text))
    content["cells"][-1]["source"] = "print('Teal was seen at home.')"
    after = saved("notebooks/start.ipynb", text, content)
    assert "print('Teal" in after and '"text": [' in after


def test_a_notebook_of_ones_own_is_saved_with_what_it_said(saved: Any) -> None:
    own = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")])
    text = nbformat.writes(own)
    assert "Teal was seen" in saved("mine.ipynb", text, run(json.loads(text)))


def test_a_server_that_saves_so_starts_without_a_warning(tmp_path: Path) -> None:
    config = Config()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        begin(config)
        manager = AsyncLargeFileManager(root_dir=str(tmp_path), config=config)
    assert manager.pre_save_hook is as_it_was
