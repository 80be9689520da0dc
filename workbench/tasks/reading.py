"""Read reports into the library: files, folders, and what came through the browser."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from workbench.errors import ClusterError, LibraryError, UsageError, WorkbenchError
from workbench.records import Reading, Review
from workbench.tasks.progress import Progress

if TYPE_CHECKING:
    from workbench.documents.model import Document
    from workbench.library import Library
    from workbench.vocabulary import Organisations


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one report in one file.

    ``review`` and ``kind`` are None when nothing could be read; ``problems`` then says why and
    what to do. ``already`` is True when the same content, or the same report from another file,
    was in the library before; ``problems`` then names the report.
    """

    file: str
    review: str | None
    kind: str | None
    passages: int
    problems: tuple[str, ...] = ()
    already: bool = False


def add(
    library: Library,
    paths: Sequence[str | Path],
    *,
    kind: str | None = None,
    who: str | None = None,
    progress: Progress | None = None,
    scheduler: str = "",
) -> list[Added]:
    """Read reports into the library. A file that cannot be read does not stop the others.

    Parameters
    ----------
    paths
        Files and folders; a folder is read with all that is below it.
    kind
        Use this report reader instead of the one that is surest, and add the report even if the
        library holds it already.
    progress
        Wraps the files while they are read, e.g. with a bar.
    scheduler
        Read on the Dask cluster of this scheduler; "" is on this machine. The library is written
        by this process alone either way.

    Returns
    -------
    One entry a report, in the order of the files. A board pack with a yearly report inside
    gives two.

    Raises
    ------
    UsageError
        When a path does not exist or a kind is unknown; nothing has been read then.
    """
    from workbench.reports.base import readers

    if kind is not None and kind not in readers():
        raise UsageError.unknown("kind of report", kind, readers())
    files = list(_files(paths))
    results: list[Added] = []
    with _reader(library, files, kind, scheduler) as read:
        for path in progress(files, len(files)) if progress else files:
            try:
                results += _add_one(library, path, kind, who, read)
            except ClusterError:
                raise
            except WorkbenchError as error:
                results.append(Added(path.name, None, None, 0, (str(error),)))
            except OSError as error:
                reason = f"{path.name} could not be opened ({error.strerror})."
                problem = f"{reason} Check that you may read it."
                results.append(Added(path.name, None, None, 0, (problem,)))
    return results


# A file's document and its outermost report.
Read: TypeAlias = "Callable[[Path], tuple[Document, Reading]]"


@contextmanager
def _reader(
    library: Library, files: Sequence[Path], kind: str | None, scheduler: str
) -> Iterator[Read]:
    """What reads a file: this process, or a cluster that is ahead of us."""
    if not scheduler:
        yield lambda path: _read_here(path, organisations(library), kind)
        return
    from workbench.tasks.cluster import connected, read_all

    new = [path for path in dict.fromkeys(files) if kind or not _known(library, path)]
    with connected(scheduler) as client:
        arriving = read_all(client, new, organisations(library), kind)
        ready = dict[Path, Any]()

        def read(path: Path) -> tuple[Document, Reading]:
            while path not in ready:
                ready.update([next(arriving)])
            # Kept where a path was given twice: it is read again then, with the same result.
            result = ready[path] if kind else ready.pop(path)
            if isinstance(result, Exception):
                raise result
            return result

        yield read


def _known(library: Library, path: Path) -> bool:
    try:
        return library.has_document(_hash(path))
    except OSError:
        return True  # whoever adds it says why it cannot be opened


def _read_here(path: Path, names: Organisations, kind: str | None) -> tuple[Document, Reading]:
    from workbench.documents import read_document

    document = read_document(path)
    return document, read_outer(document, names, kind)


def _files(paths: Sequence[str | Path]) -> Iterable[Path]:
    for given in paths:
        path = Path(given)
        if path.is_dir():
            below = (p for p in path.rglob("*") if p.is_file())
            # Hidden files, and the lock files Word leaves (~$…), are nobody's reports.
            yield from sorted(
                p
                for p in below
                if not any(part.startswith(".") for part in p.relative_to(path).parts)
                and not p.name.startswith("~$")
            )
        elif path.exists():
            yield path
        else:
            raise UsageError(f"There is no file or folder {given}.", "Check the spelling.")


def _add_one(
    library: Library, path: Path, kind: str | None, who: str | None, read: Read
) -> list[Added]:
    sha256 = _hash(path)
    if library.has_document(sha256) and kind is None:
        counts = library.passage_counts(withdrawn=True)
        return [
            Added(path.name, r.id, r.kind, counts.get(r.id, 0), _withdrawn(library, r.id), True)
            for r in library.reviews_of_document(sha256)
        ]
    document, outer = read(path)
    taken = _taken(library, sha256)
    held = None if kind else _held_already(library, outer, taken)
    if held is not None:
        return [Added(path.name, held.id, held.kind, len(outer.passages), (_told(held),), True)]
    readings = named(document, outer, taken)
    library.add(document, readings, path, who=who)
    guessed = ("Its layout is not one the workbench knows; what it says was guessed.",)
    return [
        Added(
            path.name,
            reading.review.id,
            reading.review.kind,
            len(reading.passages),
            document.problems
            + (guessed if reading.review.guessed else ())
            + _withdrawn(library, reading.review.id),
        )
        for reading in readings
    ]


def _withdrawn(library: Library, review: str) -> tuple[str, ...]:
    """That a review of the file stays out of everything, where somebody withdrew it."""
    try:
        library.review(review)
    except LibraryError as error:
        return (str(error),)
    return ()


# Of one report's passages, how many read word for word the same in another of its files. A Word
# file and a PDF of one report cut a few passages otherwise; two years' reports share hardly any.
SAME = 0.9


def _held_already(library: Library, outer: Reading, taken: set[str]) -> Review | None:
    """The review of another file that is this report: its findings would count twice."""
    from workbench.reports.identity import review_id

    own = {_folded(passage.text) for passage in outer.passages}
    if not own:
        return None
    # Only what has its title can be it: nothing else is compared.
    name, tried = review_id(outer.review, ()), set[str]()
    counting = set(library.review_ids())
    while name in taken:
        # A wrong version that was withdrawn does not keep the right one out.
        passages = library.passages(name) if name in counting else []
        theirs = {_folded(passage.text) for passage in passages}
        if len(own & theirs) >= SAME * max(len(own), len(theirs)):
            return library.review(name)
        tried.add(name)
        name = review_id(outer.review, tried)
    return None


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _told(held: Review) -> str:
    return (
        f"It is the report “{held.title}”, which the library holds from another file: it is not "
        "added again, or each of its findings would count twice. A later version goes beside it "
        "with: workbench add FILE --kind KIND"
    )


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _taken(library: Library, sha256: str) -> set[str]:
    """Ids that belong to other documents: a document read again keeps its own."""
    own = {review.id for review in library.reviews_of_document(sha256)}
    return {i for i in library.review_ids(withdrawn=True) if i not in own}


def organisations(library: Library) -> Organisations:
    """The shipped names of organisations, then the partnership's own: ``agencies.csv`` in the
    library's folder, with the columns ``canonical, alias, agency``.

    Raises
    ------
    VocabularyError
        When its own list lacks a column.
    """
    from workbench.vocabulary import Organisations

    own = library.folder / "agencies.csv"
    return Organisations.load(*([own] if own.exists() else []))


def understand(
    document: Any,
    names: Organisations,
    *,
    taken: Iterable[str] = (),
    kind: str | None = None,
) -> list[Reading]:
    """All the reports in a document, the outer one first, each with its own id and checks."""
    return named(document, read_outer(document, names, kind), taken)


def read_outer(document: Document, names: Organisations, kind: str | None = None) -> Reading:
    """The report a document is, with those inside it; its id is only the file's name yet."""
    from workbench.reports.base import read_report
    from workbench.reports.identity import slug

    return read_report(document, slug(Path(document.name).stem), names, kind)


def named(document: Document, outer: Reading, taken: Iterable[str]) -> list[Reading]:
    """The report and those inside it, each under an id of its own that is not taken."""
    from workbench.reports.identity import review_id, with_id

    ids = set(taken)
    readings: list[Reading] = []
    for reading in (outer, *outer.inside):
        renamed = with_id(reading, review_id(reading.review, ids))
        review = replace(renamed.review, documents=(document.sha256,))
        if reading is not outer:
            review = replace(review, reported_in=readings[0].review.id)
        readings.append(replace(renamed, review=review, inside=()))
        ids.add(review.id)
    return readings


def add_uploads(
    library: Library,
    uploads: Sequence[tuple[str, bytes]],
    *,
    progress: Progress | None = None,
) -> list[Added]:
    """Read files that came through the browser: ``(name, content)`` each.

    The name is data: only its last part is used, without anything a file system could mind.
    """
    import re
    import tempfile

    with tempfile.TemporaryDirectory(prefix="workbench-") as folder:
        paths = []
        for number, (name, content) in enumerate(uploads):
            bare = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', " ", Path(name).name).strip(". ") or "unnamed"
            # A folder each, so that two files of the same name are two files.
            place = Path(folder) / str(number) / bare
            place.parent.mkdir()
            place.write_bytes(content)
            paths.append(place)
        return add(library, paths, progress=progress)


def failed(results: Iterable[Added]) -> bool:
    """Whether any file could not be read."""
    return any(result.review is None for result in results)
