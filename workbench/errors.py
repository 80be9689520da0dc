"""What can go wrong, each with what happened first and the mend last.

::

    WorkbenchError                  1   (a bug if it is ever raised bare)
    ├── UsageError                  2   a wrong option, parameter or name
    ├── DocumentError               3   a file that cannot be read
    │   ├── NoTextError                 a scan without text
    │   ├── EncryptedError              a password is needed
    │   ├── DamagedError                truncated, or not what its name says
    │   ├── EmptyError                  nothing in it
    │   ├── UnknownTypeError            a type we do not read
    │   └── TooLargeError               larger than we are willing to open
    ├── LibraryError                4   the store cannot be opened, or lacks what was asked
    │   └── NotInLibraryError
    ├── ChronologyError             5   a return that holds no events, or cannot be merged
    ├── VocabularyError             6   a vocabulary file that does not hold together
    ├── BriefingError               7   a briefing that could not be made
    ├── RefusedError                8   the gate: not safe to publish
    └── ClusterError                9   a Dask cluster that cannot be used

The number is the exit code of the command line. Each class builds its own words, so that
the place that raises it stays one line and the same mistake reads the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any


def _listed(names: Sequence[str], most: int = 12) -> str:
    """The names there are; of many, the first, and how many more."""
    if len(names) <= most:
        return ", ".join(names)
    return f"{', '.join(names[:most])} and {len(names) - most} more"


class WorkbenchError(Exception):
    """What happened, then the mend. Shown as one line; only a bug shows a traceback."""

    exit_code = 1

    def __init__(self, happened: str, mend: str = "") -> None:
        self.happened = happened.rstrip()
        self.mend = mend.rstrip()
        super().__init__(f"{self.happened} {self.mend}".strip())

    def __reduce__(self) -> tuple[Any, ...]:
        # Classes that build their own words could not be made again from the words alone.
        return again, (type(self), self.happened, self.mend)


def again(kind: type[WorkbenchError], happened: str, mend: str) -> WorkbenchError:
    """An error as it was in another process."""
    error = kind.__new__(kind)
    WorkbenchError.__init__(error, happened, mend)
    return error


class UsageError(WorkbenchError):
    """A wrong option, parameter or name."""

    exit_code = 2

    @classmethod
    def unknown(cls, what: str, given: str, known: Iterable[str]) -> UsageError:
        """An unknown name is answered with the names that exist, the nearest first."""
        names = sorted(known)
        near = get_close_matches(given, names, n=1)
        meant = f"Did you mean {near[0]!r}? " if near else ""
        listed = _listed(names, 40) or "none yet"
        return cls(f"There is no {what} called {given!r}.", f"{meant}There are: {listed}.")


class DocumentError(WorkbenchError):
    """A file that cannot be read. Nothing of it is stored."""

    exit_code = 3

    @classmethod
    def ended_workers(cls, name: str) -> DocumentError:
        return cls(
            f"{name} could not be read: each worker of the cluster that tried it ended.",
            "Add it on its own, without --scheduler.",
        )


class NoTextError(DocumentError):
    def __init__(self, name: str, pages: int) -> None:
        super().__init__(
            f"{name} has {pages} page{'s' if pages != 1 else ''} but no text: it is a scan.",
            "Make a copy with a text layer (in Adobe Acrobat: Scan & OCR; or the free "
            "command `ocrmypdf in.pdf out.pdf`) and add that copy.",
        )


class EncryptedError(DocumentError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is protected by a password.",
            "Open it with the password, save a copy without one, and add the copy.",
        )


class DamagedError(DocumentError):
    def __init__(self, name: str, kind: str, detail: str = "") -> None:
        tail = f" ({detail})" if detail else ""
        super().__init__(
            f"{name} could not be opened as {kind}: it is damaged, cut short, or another kind "
            f"of file with the wrong ending{tail}.",
            "Ask for the file again, or open it in its own program and save a new copy.",
        )


class EmptyError(DocumentError):
    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is empty.", "Check that it was copied whole, and add it again.")


class UnknownTypeError(DocumentError):
    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(
            f"{name} is of a type the workbench does not read.",
            f"Save it as one of: {', '.join(sorted(known))}.",
        )


class TooLargeError(DocumentError):
    def __init__(self, name: str, size_mb: float, limit_mb: float, what: str = "large") -> None:
        super().__init__(
            f"{name} is too {what}: {size_mb:,.0f} MB, and the limit is {limit_mb:,.0f} MB.",
            "Split it, or save a copy with smaller pictures.",
        )


class LibraryError(WorkbenchError):
    """The store cannot be opened, or lacks what was asked for."""

    exit_code = 4


class NotInLibraryError(LibraryError):
    def __init__(self, what: str, given: str, known: Iterable[str]) -> None:
        names = sorted(known)
        near = get_close_matches(given, names, n=1)
        meant = f"Did you mean {near[0]!r}? " if near else ""
        listed = _listed(names) or "nothing yet: add reports with `workbench add`"
        super().__init__(f"The library has no {what} {given!r}.", f"{meant}It has: {listed}.")


class ChronologyError(WorkbenchError):
    """A return that holds no events, or sheets that cannot be merged."""

    exit_code = 5


class VocabularyError(WorkbenchError):
    """A vocabulary file that does not hold together."""

    exit_code = 6

    @classmethod
    def at(cls, file: str, line: int | None, wrong: str, mend: str) -> VocabularyError:
        where = f"{file}, line {line}" if line else file
        return cls(f"{where}: {wrong}", mend)


class BriefingError(WorkbenchError):
    """A briefing that could not be made."""

    exit_code = 7

    @classmethod
    def not_made(cls, name: str, why: str) -> BriefingError:
        return cls(f"{name} was not made: {why}.", "Run it again on its own.")


class RefusedError(WorkbenchError):
    """The gate refuses: not safe to publish."""

    exit_code = 8


class ClusterError(WorkbenchError):
    """A Dask cluster that cannot be used. What had come back from it is kept."""

    exit_code = 9

    @classmethod
    def not_installed(cls) -> ClusterError:
        return cls(
            "Work on a cluster needs the package distributed, which is not installed.",
            "Install it with: pip install 'practice-review-workbench[cluster]'.",
        )

    @classmethod
    def unreachable(cls, address: str) -> ClusterError:
        return cls(
            f"No Dask scheduler could be reached at {address}.",
            "Check the address (as tcp://127.0.0.1:8786) and that the scheduler runs, or leave "
            "out --scheduler to work on this machine alone.",
        )

    @classmethod
    def no_workers(cls, address: str) -> ClusterError:
        return cls(
            f"The scheduler at {address} has no workers.",
            f"Start some (dask worker {address}), or leave out --scheduler.",
        )

    @classmethod
    def other_version(cls, worker: str, name: str, there: str, here: str) -> ClusterError:
        return cls(
            f"The worker {worker} has {name} {there}; this machine has {here}: they might not "
            "give the same results.",
            "Install the same versions on both.",
        )

    @classmethod
    def lost(cls) -> ClusterError:
        return cls(
            "The connection to the cluster was lost.",
            "What was done is kept: run the same command again to go on.",
        )

    @classmethod
    def outside(cls, name: str) -> ClusterError:
        return cls(
            f"A worker sent a file for another place than was asked for: {name!r}.",
            "Nothing of it was written. Check who runs the cluster.",
        )
