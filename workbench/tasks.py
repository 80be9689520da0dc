"""The verbs: each joins a few steps, and both the command line and the notebooks call it.

Heavy packages are imported where they are used, so that ``workbench --help`` and
``workbench show`` start at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import LibraryError, UsageError, WorkbenchError
from workbench.records import PASSAGE_KINDS, Passage, Reading, Review, as_json
from workbench.safe import for_file_name

if TYPE_CHECKING:
    from workbench.briefings.batch import Done
    from workbench.briefings.content import Briefing
    from workbench.library import Library

Progress = Callable[[Iterable[Any], int], Iterable[Any]]


# --- read -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one report in one file.

    ``review`` and ``kind`` are None when nothing could be read; ``problems`` then says why and
    what to do. ``already`` is True when the same content was in the library before.
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
) -> list[Added]:
    """Read reports into the library. A file that cannot be read does not stop the others.

    Parameters
    ----------
    paths
        Files and folders; a folder is read with all that is below it.
    kind
        Use this report reader instead of the one that is surest.
    progress
        Wraps the files while they are read, e.g. with a bar.

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
    for path in progress(files, len(files)) if progress else files:
        try:
            results += _add_one(library, path, kind, who)
        except WorkbenchError as error:
            results.append(Added(path.name, None, None, 0, (str(error),)))
        except OSError as error:
            problem = (
                f"{path.name} could not be opened ({error.strerror}). Check that you may read it."
            )
            results.append(Added(path.name, None, None, 0, (problem,)))
    return results


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


def _add_one(library: Library, path: Path, kind: str | None, who: str | None) -> list[Added]:
    sha256 = _hash(path)
    if library.has_document(sha256) and kind is None:
        counts = library.passage_counts()
        return [
            Added(path.name, review.id, review.kind, counts.get(review.id, 0), (), True)
            for review in library.reviews_of_document(sha256)
        ]
    from workbench.documents import read_document

    document = read_document(path)
    readings = understand(document, taken=_taken(library, sha256), kind=kind)
    library.add(document, readings, path, who=who)
    guessed = ("Its layout is not one the workbench knows; what it says was guessed.",)
    return [
        Added(
            path.name,
            reading.review.id,
            reading.review.kind,
            len(reading.passages),
            document.problems + (guessed if reading.review.guessed else ()),
        )
        for reading in readings
    ]


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _taken(library: Library, sha256: str) -> set[str]:
    """Ids that belong to other documents: a document read again keeps its own."""
    own = {review.id for review in library.reviews_of_document(sha256)}
    return {i for i in library.review_ids() if i not in own}


def understand(
    document: Any, *, taken: Iterable[str] = (), kind: str | None = None
) -> list[Reading]:
    """All the reports in a document, the outer one first, each with its own id and checks."""
    from workbench.reports.base import read_report
    from workbench.reports.identity import review_id, slug, with_id
    from workbench.vocabulary import Organisations

    outer = read_report(document, slug(Path(document.name).stem), Organisations.load(), kind)
    ids = set(taken)
    readings: list[Reading] = []
    for reading in (outer, *outer.inside):
        named = with_id(reading, review_id(reading.review, ids))
        review = replace(named.review, documents=(document.sha256,))
        if reading is not outer:
            review = replace(review, reported_in=readings[0].review.id)
        readings.append(replace(named, review=review, inside=()))
        ids.add(review.id)
    return readings


# --- show -----------------------------------------------------------------------------------

SHOWN = (
    "reviews",
    "passages",
    "findings",
    "recommendations",
    "questions",
    "improvements",
    "strengths",
    "good_practice",
    "learning",
    "episodes",
    "vignettes",
    "quotes",
    "challenges",
    "impacts",
    "paragraphs",
    "actions",
    "figures",
    "tables",
    "terms",
    "checks",
    "corrections",
    "history",
)


def show(library: Library, what: str, review: str | None = None) -> list[dict[str, Any]]:
    """Rows of one kind as plain dicts, in the order they were read.

    Parameters
    ----------
    what
        One of ``SHOWN``.
    review
        Only this review's; None for all.

    Raises
    ------
    UsageError
        For an unknown ``what``; it lists those there are.
    NotInLibraryError
        For an unknown review; it lists those there are.
    """
    if what not in SHOWN:
        raise UsageError.unknown("thing to show", what, SHOWN)
    if what == "reviews":
        rows = [library.review(review)] if review else library.reviews()
        return [as_json(row) for row in rows]
    if what == "findings":
        return [_finding(p) for p in library.passages(review, ["finding"])]
    if what == "recommendations":
        return _recommendations(library, review)
    if what == "passages":
        return [as_json(p) for p in library.passages(review)]
    if what == "corrections":
        return library.corrections()
    if what == "history":
        return library.history()
    kind = what if what in PASSAGE_KINDS else what.removesuffix("s")
    if kind in PASSAGE_KINDS:
        return [as_json(p) for p in library.passages(review, [kind])]
    return [as_json(row) for row in getattr(library, what)(review)]


def _finding(passage: Passage) -> dict[str, Any]:
    return {
        "review": passage.review,
        "number": passage.number,
        "section": passage.section,
        "text": passage.text,
        "page": passage.page,
        "line": passage.line,
        "recommendations": list(passage.cites),
        "polarity": passage.polarity,
        "ref": passage.ref,
    }


def _recommendations(library: Library, review: str | None) -> list[dict[str, Any]]:
    """Recommendations and questions for the board, with the passages that cite each."""
    passages = library.passages(review)
    cited: dict[tuple[str, str], list[str]] = {}
    for passage in passages:
        for number in passage.cites:
            cited.setdefault((passage.review, number), []).append(passage.number or passage.ref)
    return [
        {
            "review": p.review,
            "number": p.number,
            "kind": p.kind,
            "text": p.text,
            "owners": list(p.owners),
            "cited_by": cited.get((p.review, p.number or ""), []),
            "section": p.section,
            "page": p.page,
            "line": p.line,
            "ref": p.ref,
        }
        for p in passages
        if p.kind in ("recommendation", "question")
    ]


# --- correct --------------------------------------------------------------------------------


def correct(
    library: Library, key: str, field: str, value: Any, *, why: str, who: str | None = None
) -> Passage | Review:
    """Correct one field of a passage (by ref) or review (by id); the reading is kept beside it.

    Raises
    ------
    UsageError
        When no reason is given, or the field cannot be corrected.
    NotInLibraryError
        When there is no such passage or review.
    """
    if not why.strip():
        raise UsageError("A correction needs a reason.", "Say why, in a few words.")
    record = "passage" if "/" in key and key not in library.review_ids() else "review"
    library.correct(record, key, field, value, why=why, who=who)
    return library.passage(key) if record == "passage" else library.review(key)


def undo_correction(
    library: Library, key: str, field: str, *, why: str = "", who: str | None = None
) -> Passage | Review:
    """Go back to what was read. The correction itself stays in the history."""
    record = "passage" if "/" in key and key not in library.review_ids() else "review"
    library.withdraw_correction(record, key, field, why=why, who=who)
    return library.passage(key) if record == "passage" else library.review(key)


# --- look -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class InContext:
    """A passage with what stands around it on its page.

    ``blocks`` are ``(kind, number, text, marked)`` in reading order; ``marked`` are those the
    passage is made of.
    """

    passage: Passage
    review: Review
    document: str | None
    blocks: tuple[tuple[str, str | None, str, bool], ...]


def in_context(library: Library, ref: str, around: int = 4) -> InContext:
    """A passage among the blocks of its page, or among its neighbours where there are no pages.

    Raises
    ------
    NotInLibraryError
        When there is no such passage.
    """
    passage = library.passage(ref)
    review = library.review(passage.review)
    if not review.documents or passage.start is None or passage.end is None:
        return InContext(passage, review, None, (("paragraph", None, passage.text, True),))
    document = library.document(review.documents[0])
    marked = [
        i for i, b in enumerate(document.blocks) if b.start < passage.end and b.end > passage.start
    ]
    if not marked:
        return InContext(passage, review, document.name, ())
    first, last = marked[0], marked[-1]
    shown = [
        (b.kind, b.number, b.text, first <= i <= last)
        for i, b in enumerate(document.blocks)
        if first - around <= i <= last + around
    ]
    return InContext(passage, review, document.name, tuple(shown))


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


# --- brief ----------------------------------------------------------------------------------


def seven_minute(library: Library, review: str, *, as_of: str = "", contacts: str = "") -> Briefing:
    """A seven-minute briefing of one review, from what the library holds.

    Parameters
    ----------
    as_of
        The ISO day it is made for; "" is today.
    """
    from datetime import date

    from workbench.briefings import content

    return content.seven_minute(
        library.review(review),
        library.passages(review),
        as_of=as_of or date.today().isoformat(),
        contacts=contacts,
    )


def newest(library: Library) -> str:
    """The id of the newest report that was read: by publication, else by when it was added.

    Raises
    ------
    LibraryError
        When the library is empty.
    """
    read = [r for r in library.reviews() if r.documents and r.restricted is None]
    if not read:
        raise LibraryError(
            "The library is empty.", "Add reports first: workbench add REPORT…, or library.ipynb."
        )
    return max(read, key=lambda r: r.published or r.ended or "").id


def brief(
    library: Library,
    template: str,
    reviews: Sequence[str],
    out: str | Path,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    **parameters: Any,
) -> list[Done]:
    """Run a briefing notebook for each review; one that fails does not stop the others.

    Returns
    -------
    What became of each, in the reviews' order; ``job.page`` is the page, ``error`` why not.

    Raises
    ------
    UsageError
        For an unknown template or parameter; it lists those there are.
    NotInLibraryError
        For an unknown review.
    """
    from workbench.briefings.batch import Job, check_parameters, run_all, template_path

    notebook = template_path(template)
    check_parameters(notebook, ["library", "review", "out", *parameters])
    folder = Path(out).absolute()
    jobs = [
        Job(
            notebook,
            {"library": str(library.folder.absolute()), "review": review.id, **parameters},
            folder / f"{template}-{for_file_name(review.id)}.html",
        )
        for review in map(library.review, reviews)
    ]
    ended = run_all(jobs, workers)
    done = {d.job.page: d for d in (progress(ended, len(jobs)) if progress else ended)}
    return [done[job.page] for job in jobs]


def failed(results: Iterable[Added]) -> bool:
    """Whether any file could not be read."""
    return any(result.review is None for result in results)


__all__ = [
    "SHOWN",
    "Added",
    "InContext",
    "add",
    "add_uploads",
    "brief",
    "correct",
    "failed",
    "in_context",
    "newest",
    "seven_minute",
    "show",
    "understand",
    "undo_correction",
]
