"""Which writer writes which ending. One module a format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from workbench.errors import UsageError
from workbench.papers.content import Paper


def write(paper: Paper, path: Path) -> Path:
    """Write a paper in the format its file's ending names.

    The file is written beside its place and then moved there, so that one that cannot be
    finished leaves nothing behind.

    Raises
    ------
    UsageError
        When the ending is none of ``.docx``, ``.xlsx``, ``.html`` and ``.csv``, or the folder
        cannot be written to.
    """
    path = Path(path)
    ending = path.suffix.casefold()
    if ending not in ENDINGS:
        raise UsageError.unknown("kind of file", ending or path.name, ENDINGS)
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        ENDINGS[ending](paper, part)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UsageError(
            f"{path} cannot be written ({error.strerror}).",
            "Close it where it is open, or choose another place.",
        ) from error
    return path


def _word(paper: Paper, path: Path) -> None:
    from workbench.papers import word

    word.write(paper, path)


def _excel(paper: Paper, path: Path) -> None:
    from workbench.papers import excel

    excel.write(paper, path)


def _html(paper: Paper, path: Path) -> None:
    from workbench.papers import html

    html.write(paper, path)


def _csv(paper: Paper, path: Path) -> None:
    from workbench.papers import commas

    commas.write(paper, path)


ENDINGS: dict[str, Callable[[Paper, Path], None]] = {
    ".docx": _word,
    ".xlsx": _excel,
    ".html": _html,
    ".csv": _csv,
}
