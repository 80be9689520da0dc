"""The check before publication: a file, the case's key and what the library may not show."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import DocumentError, UsageError
from workbench.tasks.withdrawing import to_guard

if TYPE_CHECKING:
    from workbench.briefings.gate import Finding, PublicationRecord, Restricted, ReviewCounts
    from workbench.library import Library

# A review that may not be shown is shown to nobody, whoever asks.
NEVER_OVERRIDDEN = ("restricted_review",)


def gate(
    folder: str | Path,
    path: str | Path,
    *,
    key: str | Path | None = None,
    policy: str | None = None,
) -> list[Finding]:
    """Check one file, of whatever make, before it is sent.

    Parameters
    ----------
    folder
        The library's folder. Without a library in it nothing is known of restricted reviews, and
        nothing was ever let through.
    key
        The case's key file.
    policy
        How exact dates may be: ``month``, ``age`` or ``day``. None is what the library's settings
        file says of its own briefings (``dates``), and ``month`` where it says nothing.

    Returns
    -------
    list of Finding
        As :func:`workbench.briefings.gate.check_file`; what was let through by name in this very
        file is ``warn``, with the name and the reason.

    Raises
    ------
    DocumentError, UsageError
        When the file or the key cannot be read, or the policy is unknown.
    BriefingError
        When there is a settings file and it cannot be read.
    """
    from workbench.briefings import settings
    from workbench.briefings.gate import check_file, load_key

    house = settings.load(Path(folder))
    names = load_key(key) if key is not None else None
    with _opened(folder) as library:
        restricted, counts = restrictions(library) if library else ((), ())
        found = check_file(
            path,
            key=names,
            policy=policy or house.dates,
            restricted=restricted,
            counts=counts,
            tables=_tables_of(Path(path)),
            allowed=house.public,
        )
        found = as_printed(library, found) if library else found
        given = library.overrides(_hash(path)) if library else []
    return let_through(found, given)


def override(
    folder: str | Path, path: str | Path, kinds: Sequence[str], *, who: str, why: str
) -> None:
    """Let kinds of findings through in one file as it is now; kept with the name and the reason.

    Raises
    ------
    UsageError
        Without a name or a reason, or for a kind that is unknown or never let through.
    LibraryError
        When there is no library to keep it in.
    """
    from workbench.briefings.gate.lists import load
    from workbench.library import Library

    if not (who or "").strip() or not (why or "").strip():
        raise UsageError(
            "Nothing is let through without a name and a reason.",
            "Give both: --who NAME --why REASON.",
        )
    known = load().kinds
    for kind in kinds:
        if kind not in known:
            raise UsageError.unknown("kind of finding", kind, known)
        if kind in NEVER_OVERRIDDEN:
            raise UsageError(
                "A restricted or withheld review is never let through.",
                "If it may be published after all, correct its status in the library.",
            )
    with Library.open(folder) as library:
        for kind in kinds:
            library.add_override(
                _hash(path), Path(path).name, kind, who=who.strip(), why=why.strip()
            )


def as_printed(library: Library, found: Sequence[Finding]) -> list[Finding]:
    """Findings; somebody in no key who is so called in a published report is only shown.

    "Ms Dale" in a report is nearly always a pseudonym, and the report is public already. A name of
    a key is blocked whatever a report says.
    """
    from workbench.briefings.gate.people import MEND

    asked = {f.text for f in found if f.action == "block" and f.kind == "name" and f.mend == MEND}
    if not asked:
        return list(found)
    printed: set[str] = set()
    for review in library.reviews():
        if review.restricted or review.status == "withheld":
            continue
        for passage in library.passages(review.id):
            printed |= {name for name in asked - printed if name in passage.text}
    return [
        replace(f, action="warn", mend=f"{f.mend} A report in the library has it too.")
        if f.mend == MEND and f.text in printed and f.kind == "name"
        else f
        for f in found
    ]


def publish(library: Library, record: PublicationRecord) -> None:
    """Keep the record of a published briefing in the library."""
    from dataclasses import asdict

    library.add_publication(asdict(record))


def restrictions(
    library: Library,
) -> tuple[tuple[Restricted, ...], tuple[ReviewCounts, ...]]:
    """The reviews that may not be shown, and the totals that would give them away."""
    from workbench.briefings.gate import Restricted, ReviewCounts

    reviews = to_guard(library)
    closed = [r for r in reviews if r.restricted or r.status == "withheld"]
    restricted = tuple(Restricted(r.id, r.title, r.subject, _texts(library, r.id)) for r in closed)
    hidden = {r.id for r in closed}
    groups = {"": reviews} | {
        kind: [r for r in reviews if r.kind == kind] for kind in {r.kind for r in closed}
    }
    counts = tuple(
        ReviewCounts(len(group), sum(r.id not in hidden for r in group), kind)
        for kind, group in groups.items()
    )
    return restricted, counts


def _texts(library: Library, review: str) -> tuple[str, ...]:
    return tuple(passage.text for passage in library.passages(review, withdrawn=True))


def let_through(found: Sequence[Finding], given: Iterable[dict[str, Any]]) -> list[Finding]:
    """Findings, those of a kind that somebody let through as warnings that say who and why."""
    by_kind = {row["kind"]: row for row in given}
    return [
        replace(
            finding,
            action="warn",
            mend=f"Let through by {row['who']} on {row['when'][:10]}: {row['why']}",
        )
        if finding.action == "block" and (row := by_kind.get(finding.kind))
        else finding
        for finding in found
    ]


def _tables_of(path: Path) -> list[tuple[str, str, tuple[tuple[str, ...], ...]]]:
    """The tables of a PDF, as the reader of documents finds them by their rules and gaps."""
    from workbench.documents import read_document

    if path.suffix.lower() != ".pdf":
        return []
    try:
        document = read_document(path)
    except DocumentError:
        return []  # the gate itself says what is wrong with the file
    blocks = document.blocks
    tables = [n for n, block in enumerate(blocks) if block.kind == "table" and block.rows]
    return [
        (
            f"page {blocks[n].page}, table {count}",
            " ".join(block.text[-120:] for block in blocks[max(0, n - 2) : n]),
            blocks[n].rows,
        )
        for count, n in enumerate(tables, 1)
    ]


def _opened(folder: str | Path) -> Any:
    """The library, or nothing where there is none; a damaged one is still an error."""
    from contextlib import nullcontext

    from workbench.library import Library
    from workbench.library.store import DATABASE

    return Library.open(folder) if (Path(folder) / DATABASE).exists() else nullcontext()


def _hash(path: str | Path) -> str:
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except OSError as error:
        raise UsageError(
            f"{Path(path).name} cannot be opened ({error.strerror}).", "Check that it is there."
        ) from error
