"""Show what the library holds, as plain rows, and a passage on its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.errors import LibraryError, UsageError
from workbench.records import PASSAGE_KINDS, Passage, Review, as_json
from workbench.tasks.withdrawing import withdrawn

if TYPE_CHECKING:
    from workbench.library import Library

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
    "withdrawn",
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
    if what == "withdrawn":
        return withdrawn(library)
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
