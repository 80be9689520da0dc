"""Themes: suggest codes, keep decisions, and compare reviews."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import UsageError
from workbench.records import Coding
from workbench.tasks.answers import take_answers
from workbench.tasks.progress import Progress, every

if TYPE_CHECKING:
    import pandas as pd

    from workbench.library import Library
    from workbench.themes.codebook import Codebook
    from workbench.themes.suggest import Suggester

# The columns of what is suggested when there is nothing to suggest for.
_SUGGESTED = (
    "review ref kind number themes ranked chances why topics agencies stage polarity".split()
)
_TOGETHER = 50  # reviews suggested for at a time, between two signs of how far it is
SUGGESTED_BY = "suggestion"  # the coder's name on rows that stand in for decisions, never stored


def codebook(library: Library) -> Codebook:
    """The shipped codebook with the partnership's own additions, where the library has some."""
    from workbench.themes.codebook import Codebook

    own = library.folder / "codebook.yaml"
    return Codebook.load(*([own] if own.exists() else []))


def suggester(library: Library, coder: str | None = None) -> Suggester:
    """One that has learned from what ships and from what people accepted in this library.

    Parameters
    ----------
    coder
        Learn from this coder's decisions only, so that two can code blind to each other.
    """
    import pandas as pd

    from workbench.library import frames
    from workbench.themes import coding
    from workbench.themes.lessons import local_lessons, shipped_lessons
    from workbench.themes.suggest import Suggester, shipped_suggester

    decisions = coding.frame(library.codings())
    if coder is not None:
        decisions = coding.seen_by(decisions, coder)
    own = (library.folder / "codebook.yaml").exists()
    if decisions.empty and not own:
        return shipped_suggester()
    book = codebook(library)
    lessons = shipped_lessons(book)
    if not decisions.empty:
        learned_here = local_lessons(frames.passages(library), decisions)
        if not learned_here.empty:
            lessons = pd.concat([lessons, learned_here], ignore_index=True)
    return Suggester.learn(book, lessons)


def suggest(library: Library, review: str | None = None, *, why: bool = True) -> pd.DataFrame:
    """Suggestions for every passage that can be coded.

    Returns
    -------
    As ``themes.suggest.Suggester.suggest`` gives it, with ``review``, in the library's order;
    nothing is stored. Without ``why`` the words that led to each theme are left out.
    """
    from workbench.library import frames
    from workbench.themes.suggest import KINDS

    return _suggested(library, frames.passages(library, review, KINDS), why=why)


def _suggested(
    library: Library, passages: pd.DataFrame, *, why: bool, progress: Progress | None = None
) -> pd.DataFrame:
    """Suggestions for whole reviews, some at a time: what one holds says nothing of another."""
    import pandas as pd

    if passages.empty:
        return pd.DataFrame(columns=_SUGGESTED)
    learned = suggester(library)
    which, reviews = pd.factorize(passages["review"])
    starts = range(0, len(reviews), _TOGETHER)
    named = [f"reviews {at + 1:,} to {min(at + _TOGETHER, len(reviews)):,}" for at in starts]
    parts = []
    for part, _ in enumerate(every(progress, named)):
        own = passages[which // _TOGETHER == part]
        parts.append(learned.suggest(own.reset_index(drop=True), why=why).set_axis(own.index))
    return (
        pd.concat(parts)
        .loc[passages.index]
        .reset_index(drop=True)
        .assign(review=passages["review"].to_numpy())
    )


def code(library: Library, decisions: Iterable[Coding]) -> None:
    """Keep decisions; each is a new row, and none is ever changed.

    Raises
    ------
    UsageError
        For a code that is not in the codebook, or a passage that is not in the library.
    """
    book = codebook(library)
    kept = list(decisions)
    for decision in kept:
        book.code(decision.code, decision.facet)
        library.passage(decision.passage)
    library.code(kept)


def coded(
    library: Library,
    *,
    with_suggestions: bool = True,
    reviews: Collection[str] | None = None,
    progress: Progress | None = None,
) -> tuple[pd.DataFrame, int, int]:
    """What all comparing counts from, and how much of it people decided.

    Parameters
    ----------
    reviews
        Only of these, by id; None is all.

    Returns
    -------
    The frame of ``themes.compare.gather``; how many passages people coded; how many stand on
    suggestions only. A passage anyone has coded in a facet takes no suggestion in that facet.

    Raises
    ------
    UsageError
        When it was stopped meanwhile.
    """
    import numpy as np
    import pandas as pd

    from workbench.library import frames
    from workbench.themes import coding, compare
    from workbench.themes.suggest import KINDS

    passages = frames.passages(library, reviews)
    decided = coding.settled(coding.frame(library.codings()))
    if reviews is not None:
        decided = decided[decided["passage"].isin(passages["ref"])]
    people = set(decided["passage"])
    rows = decided
    machine: set[str] = set()
    if with_suggestions:
        open_to_it = passages[passages["kind"].isin(KINDS)].reset_index(drop=True)
        stand_in = _as_settled(_suggested(library, open_to_it, why=False, progress=progress))
        taken = set(zip(decided["passage"], decided["facet"], strict=True))
        keys = zip(stand_in["passage"], stand_in["facet"], strict=True)
        # A list of booleans: an empty list would be taken for names of columns.
        stand_in = stand_in.loc[np.array([key not in taken for key in keys], dtype=bool)]
        rows = pd.concat([decided, stand_in], ignore_index=True)
        machine = set(stand_in["passage"]) - people
    return compare.gather(passages, frames.reviews(library), rows), len(people), len(machine)


def _as_settled(suggestions: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    rows = [
        (row.ref, facet, given, SUGGESTED_BY, True, SUGGESTED_BY)
        for row in suggestions.itertuples()
        for facet, codes in (
            ("theme", row.themes),
            ("topic", row.topics),
            ("agency", row.agencies),
            ("stage", (row.stage,) if row.stage else ()),
            ("polarity", (row.polarity,)),
        )
        for given in codes
    ]
    columns = ["passage", "facet", "code", "how", "holds", "coders"]
    return pd.DataFrame(rows, columns=columns).astype({"holds": bool})


def compare_themes(
    library: Library,
    by: str = "review",
    *,
    facet: str = "theme",
    crosswalk: str | None = None,
    with_suggestions: bool = True,
    published_only: bool = False,
) -> tuple[pd.DataFrame, str]:
    """Themes by review, year, kind, area, agency or stage, and a sentence on what it counts.

    Returns
    -------
    The frame of ``themes.compare.matrix``, and the sentence.

    Raises
    ------
    UsageError
        For an unknown way to compare, facet or crosswalk.
    """
    from workbench.themes import compare

    book = codebook(library)
    frame, people, machine = coded(library, with_suggestions=with_suggestions)
    if published_only:
        hidden = [r.id for r in library.reviews() if r.restricted or r.status == "withheld"]
        frame = frame[~frame["review"].isin(hidden)]
    codes: Sequence[str] | None = None
    if crosswalk:
        own = frame
        frame = compare.through(frame, book, crosswalk)
        if by in compare.BY_CODE:
            import pandas as pd

            frame = pd.concat([frame, own[own["facet"] == by]], ignore_index=True)
        facet = crosswalk
    else:
        codes = [c.id for c in book.codes(facet)]
    table = compare.matrix(frame, facet, by, codes)
    return table, stands_on(people, machine)


def publishable_matrix(
    library: Library, by: str = "review", *, crosswalk: str | None = None, threshold: int = 0
) -> pd.DataFrame:
    """The matrix as it may be published: counts of passages with small ones shown as ``c``.

    Restricted and withheld reviews are not counted, and nothing is added up, since a passage may
    have two themes. Rows are codes, columns groups, all text.

    Parameters
    ----------
    threshold
        Counts below it are hidden; 0 is the workbench's own.
    """
    from workbench.themes import compare, small_numbers

    table, _ = compare_themes(library, by, crosswalk=crosswalk, published_only=True)
    counts = compare.wide(table, "passages")
    limit = threshold or small_numbers.THRESHOLD
    return small_numbers.suppress(counts, limit, totals=False).rename_axis("code").reset_index()


def stands_on(people: int, machine: int) -> str:
    if not people and not machine:
        return "Nothing is coded yet."
    if not machine:
        return f"All {people:,} passages counted here were coded by people."
    if not people:
        return (
            f"The {machine:,} passages counted here carry suggestions only: nobody has decided yet."
        )
    return (
        f"{people:,} passages counted here were coded by people; "
        f"{machine:,} carry suggestions only."
    )


def agreement(library: Library, first: str | None = None, second: str | None = None) -> Any:
    """How far two coders agree, by facet and by code.

    Raises
    ------
    UsageError
        When fewer than two people have coded, or a name is not a coder's.
    """
    from workbench.themes import coding
    from workbench.themes.agreement import agreement as reckon

    book = codebook(library)
    codes: dict[str, Sequence[str]] = {
        facet: [c.id for c in book.codes(facet)] for facet in book.facets
    }
    rows = coding.frame(library.codings())
    if rows.empty:
        raise UsageError("Nobody has coded yet.", "Code some passages in notebooks/themes.ipynb.")
    return reckon(rows, first, second, codes)


def track_record(library: Library, coder: str) -> pd.DataFrame:
    """How often each theme's suggestions have been right for a coder, beside plain keywords.

    The past is replayed in the order it was coded: see ``themes.teaching.track_record``.
    """
    from workbench.library import frames
    from workbench.themes import coding, teaching
    from workbench.themes.lessons import shipped_lessons

    book = codebook(library)
    return teaching.track_record(
        frames.passages(library),
        coding.frame(library.codings()),
        coder,
        book,
        shipped_lessons(book),
    )


def export_project(library: Library, path: Path) -> int:
    """Write texts, codebook, codings and answers as a REFI-QDA project (``.qdpx``), or a codebook.

    A name ending in ``.qdc`` gets the codebook alone. Decisions on what actions answer go out as
    notes, all that were ever made.

    Returns
    -------
    How many decisions went into it, codings and answers together.

    Raises
    ------
    UsageError
        When the name ends in neither.
    """
    import pandas as pd

    from workbench.library import frames
    from workbench.themes import coding, refi

    book = codebook(library)
    if path.suffix.casefold() == ".qdc":
        refi.write_codebook(path, book)
        return 0
    if path.suffix.casefold() != ".qdpx":
        raise UsageError(f"{path.name} is no REFI-QDA file.", "End its name in .qdpx or .qdc.")
    documents = pd.DataFrame(
        [
            (review.id, document.name, document.text)
            for review in library.reviews()
            for document in map(library.document, review.documents[:1])
        ],
        columns=["review", "name", "text"],
    )
    standing = coding.accepted(coding.frame(library.codings()))
    decided = library.answers()
    refi.write_project(
        path, library.folder.name, book, documents, frames.passages(library), standing, decided
    )
    return len(standing) + len(decided)


def import_project(library: Library, path: Path, coder: str | None = None) -> int:
    """Take the decisions of a ``.qdpx`` project made from this library, as new rows.

    Returns
    -------
    How many decisions were taken. Codings that lie in no passage of ours are left out, and so
    are answers of or to what is not in this library, and all that it holds already: the same
    project taken again adds nothing.
    """
    import pandas as pd

    from workbench.library import frames
    from workbench.themes import refi

    exchange = refi.read(path)
    names = {
        review.id: library.document(review.documents[0]).name
        for review in library.reviews()
        if review.documents
    }
    passages = frames.passages(library).dropna(subset=["start"])
    places = pd.DataFrame(
        {
            "ref": passages["ref"],
            "source": [refi.guid("source", r, names.get(r, "")) for r in passages["review"]],
            "start": passages["start"].astype("int64"),
            "end": passages["end"].astype("int64"),
        }
    )
    rows = refi.as_codings(exchange, places, coder)
    held = set(map(_decided, library.codings()))
    given = [Coding(**row) for row in rows.to_dict("records")]
    decisions = [coding for coding in given if _decided(coding) not in held]
    code(library, decisions)
    return len(decisions) + take_answers(library, exchange.answers, coder)


def _decided(coding: Coding) -> tuple[str, ...]:
    return coding.passage, coding.facet, coding.code, coding.coder, coding.decision
