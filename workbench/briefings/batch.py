"""Runs briefing notebooks with papermill, refusing a parameter whose name is mistyped.

papermill itself warns of an unknown parameter, runs the default case and exits 0: a briefing
about the wrong review would look like success.
"""

from __future__ import annotations

import contextlib
import io
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbench.errors import BriefingError, UsageError
from workbench.places import shipped


def template_path(template: str) -> Path:
    """The notebook of a template, by its name or by its path.

    Raises
    ------
    UsageError
        When there is none; it lists those that ship.
    """
    path = Path(template)
    if path.suffix == ".ipynb" and path.exists():
        return path
    known = {p.stem: p for p in sorted(shipped("templates", "briefings").glob("*.ipynb"))}
    if template not in known:
        raise UsageError.unknown("briefing template", template, known)
    return known[template]


def run(notebook: Path, parameters: Mapping[str, Any], page: Path) -> Path:
    """Run a template and return the page it wrote. The run notebook is kept beside the page.

    Raises
    ------
    UsageError
        For a parameter the template does not have; it lists those it has.
    BriefingError
        When a cell fails: which, and why.
    """
    import papermill
    from papermill.exceptions import PapermillExecutionError

    logging.getLogger("papermill").setLevel(logging.ERROR)
    names = papermill.inspect_notebook(str(notebook))
    for name in parameters:
        if name not in names:
            raise UsageError.unknown(f"parameter of {notebook.stem}", name, names)
    page.parent.mkdir(parents=True, exist_ok=True)
    try:
        # nbclient prints what the cells print; the page is what a person asked for.
        with contextlib.redirect_stderr(io.StringIO()):
            papermill.execute_notebook(
                str(notebook),
                str(page.with_suffix(".ipynb")),
                parameters={**parameters, "out": str(page)},
                progress_bar=False,
                kernel_name="python3",
                cwd=str(Path.cwd()),
            )
    except PapermillExecutionError as error:
        raise BriefingError(
            f"{page.stem}: cell {error.exec_count} failed: {error.ename}: {error.evalue}",
            f"Open {page.with_suffix('.ipynb')} to see it.",
        ) from error
    return page
