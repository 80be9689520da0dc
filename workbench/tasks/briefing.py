"""Make briefings: one on the screen, or many by papermill."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import NotInLibraryError, UsageError
from workbench.safe import for_file_name
from workbench.tasks import briefing_material as from_library
from workbench.tasks.progress import Progress

if TYPE_CHECKING:
    from workbench.briefings.batch import Done
    from workbench.briefings.content import Briefing
    from workbench.briefings.withheld import Tellable
    from workbench.library import Library

# What a template is about: the first of these that its parameters cell names.
SUBJECTS = ("review", "theme", "agency", "year")


def make_briefing(
    library: Library, kind: str, of: str = "", *, as_of: str = "", **more: str
) -> Briefing:
    """One briefing, from what the library holds today.

    Parameters
    ----------
    kind
        One of ``KINDS``.
    of
        The id of the review, theme or agency it is about, or the year; "" is the newest review or
        year, the agency that is asked most, or the theme that is found most.
    as_of
        The ISO day it is made for; "" is today.
    more
        What the kind takes besides: ``received`` (board_paper), ``review`` (agency).

    Raises
    ------
    UsageError
        For an unknown kind, theme, agency, year or parameter; it lists those there are.
    NotInLibraryError
        For a review that is not there, or may not be told of: it lists those that may.
    BriefingError
        When something in it stands on no source, or on one that does not say it.
    """
    from datetime import date

    from workbench.briefings.editing import edited
    from workbench.briefings.short_forms import short_forms

    if kind not in KINDS:
        raise UsageError.unknown("kind of briefing", kind, KINDS)
    of = of or _most(library, kind)
    made = KINDS[kind](library, of, as_of or date.today().isoformat(), **more)
    made = replace(made, parameters=tuple({"of": of, **more}.items()))
    made = edited(made, library.wordings(name_of(made)))
    tell = must_stand(library, made)
    about = frozenset(made.reviews)
    reports = (p.text for p in tell.passages if p.review in about)
    return replace(made, short_forms=short_forms(made.plain_text(), reports))


def must_stand(library: Library, briefing: Briefing) -> Tellable:
    """Refuse a briefing that does not stand on what the library holds and may tell today.

    Returns
    -------
    What the library holds and may tell, against which it was looked at.

    Raises
    ------
    BriefingError
        When a statement has no source, its source does not say it, or may not be told of: as when a
        review was restricted after the briefing was made.
    """
    from workbench.briefings.standing import check

    kind = briefing.template
    known = from_library.themes_of(library) if kind in _WITH_CODES else {}
    of_one = briefing.reviews[0] if kind in _OF_ONE_REVIEW and briefing.reviews else None
    tell = from_library.tellable(library, of_one)
    if any(statement.pattern == "what_became" for statement in briefing.statements()):
        tell = from_library.with_answers(library, tell)
    check(briefing, tell, known, from_library.agency_of(library))
    return tell


def name_of(briefing: Briefing) -> str:
    """What a briefing's wordings are kept under: its kind and what it is about."""
    of = dict(briefing.parameters).get("of") or (briefing.reviews or ("",))[0]
    return f"{briefing.template}/{of}"


def subjects(library: Library, what: str) -> dict[str, str]:
    """What briefings can be about: ids and names of all reviews, themes, agencies or years.

    Raises
    ------
    UsageError
        For an unknown ``what``; it lists those there are.
    """
    if what not in SUBJECTS:
        raise UsageError.unknown("subject", what, SUBJECTS)
    if what == "theme":
        return {code: label for code, (label, _) in from_library.themes_of(library).items()}
    tell = from_library.tellable(library, None if what == "agency" else "")
    if what == "review":
        from workbench.briefings.wording import review_title

        kept = (r for r in tell.reviews if r.documents and r.kind not in _NOT_BRIEFED)
        return {r.id: review_title(r) for r in kept}
    if what == "agency":
        from workbench.briefings.agency import asked

        return asked(tell.passages)
    from workbench.briefings.yearly_chapter import years_of

    return {year: year for year in years_of(tell.reviews)}


# Packs of papers and yearly reports have no findings of their own to brief a team on.
_NOT_BRIEFED = ("board_pack", "annual_report", "other")


# --- each kind, out of a library -----------------------------------------------------------------


def _of_review(make: str) -> Callable[..., Briefing]:
    def made(library: Library, of: str, as_of: str) -> Briefing:
        import importlib

        module = importlib.import_module(f"workbench.briefings.{make}")
        identifier = _known_review(library, of)
        tell = from_library.tellable(library, identifier)
        review = tell.review(identifier)
        assert review is not None
        return getattr(module, make)(
            review,
            tell.passages,
            as_of=as_of,
            house=from_library.house(library),
            agency=from_library.agency_of(library),
        )

    return made


def _known_review(library: Library, of: str) -> str:
    """The id of a review that may be told of; "" is the newest."""
    known = subjects(library, "review")
    if not of:
        from workbench.tasks.showing import newest

        of = newest(library)
        return of if of in known else next(iter(known), of)
    found = from_library.tellable(library, "").review(of)
    if found is None or not found.documents:
        raise NotInLibraryError("review to brief on", of, known)
    return of


def _board_paper(library: Library, of: str, as_of: str, *, received: str = "") -> Briefing:
    from workbench.briefings.board_paper import board_paper

    review = _known_review(library, of)
    material = from_library.material(library, as_of, with_codes=False)
    return board_paper(material, review, received=received)


def _agency(library: Library, of: str, as_of: str, *, review: str = "") -> Briefing:
    from workbench.briefings.agency import agencies, agency, find_agency

    material = from_library.material(library, as_of, with_codes=False)
    name = find_agency(material, of)
    kind_of = from_library.agency_of(library)
    # "Police officers" are this agency's where no other of its kind is in the library.
    kinds = {other: kind_of(other) for other in agencies(material).values()}
    alone = list(kinds.values()).count(kinds[name]) == 1
    coded = from_library.coded_to_agency(library, kinds[name]) if alone and kinds[name] else ()
    only = _known_review(library, review) if review else ""
    mentioned = from_library.mentions(library, material, name)
    return agency(
        material, name, mentioned=mentioned, agency_of=kind_of, coded=coded, only_review=only
    )


def _theme(library: Library, of: str, as_of: str) -> Briefing:
    from workbench.briefings.theme import theme

    known = from_library.themes_of(library)
    if of not in known:
        raise UsageError.unknown("theme", of, known)
    return theme(from_library.material(library, as_of, with_codes=True), of, known)


def _most(library: Library, kind: str) -> str:
    """What a briefing is about when nothing is named; "" where its own maker knows.

    Raises
    ------
    BriefingError
        When there is nothing yet that it could be about.
    """
    from collections import Counter

    from workbench.errors import BriefingError

    if kind == "agency":
        known = {name: key for key, name in subjects(library, "agency").items()}
        passages = from_library.tellable(library).passages
        asked = Counter(o for p in passages for o in p.owners if o in known)
        found = [known[name] for name, _ in asked.most_common(1)]
    elif kind == "theme":
        coded = from_library.material(library, "", with_codes=True).coded
        assert coded is not None
        codes = Counter(coded.loc[coded["facet"] == "theme", "code"].astype(str))
        found = [code for code, _ in codes.most_common(1)]
    else:
        return ""
    if not found:
        raise BriefingError(
            f"No {kind} could be found in the library’s reports.", "Add reports with findings."
        )
    return found[0]


def _yearly_chapter(library: Library, of: str, as_of: str) -> Briefing:
    from workbench.briefings.yearly_chapter import yearly_chapter

    material = from_library.material(library, as_of, with_codes=True)
    return yearly_chapter(material, of, from_library.themes_of(library))


KINDS: dict[str, Callable[..., Briefing]] = {
    "seven_minute": _of_review("seven_minute"),
    "practitioner": _of_review("practitioner"),
    "agency": _agency,
    "theme": _theme,
    "board_paper": _board_paper,
    "yearly_chapter": _yearly_chapter,
}
_OF_ONE_REVIEW = ("seven_minute", "practitioner")
_WITH_CODES = ("theme", "yearly_chapter")


def write_briefing(
    library: Library,
    briefing: Briefing,
    page: Path,
    *,
    to: str = "html",
    approved_by: str = "",
    in_batch: bool = True,
) -> list[Path]:
    """Write a briefing in some formats; published only if it passes the gate.

    Parameters
    ----------
    page
        The page; other formats stand beside it with their own endings.
    approved_by
        Who approves publication; "" writes a draft, marked as one.
    in_batch
        Leave word beside the page for the manifest of the batch.

    Raises
    ------
    RefusedError
        When the gate finds something that must not be published: nothing is then written.
    """
    from workbench.briefings.formats import chosen, write
    from workbench.briefings.run import tell
    from workbench.tasks.publishing import publish_briefing

    forms = chosen(to)
    if approved_by:
        briefing = replace(briefing, approved_by=approved_by)
        written = publish_briefing(library, briefing, page, forms)
    else:
        written = write(briefing, page, forms)
    if not in_batch:
        return written
    tell(
        page,
        {
            "title": briefing.title,
            "words": briefing.words,
            "published": not briefing.is_draft,
            "sources": [s.ref or s.review for s in briefing.sources()],
        },
    )
    return written


# --- many ----------------------------------------------------------------------------------------


def subject_of(library: Library, template: str) -> str:
    """What a template is about: ``review``, ``theme``, ``agency`` or ``year``.

    Raises
    ------
    UsageError
        For an unknown template, or one whose parameters name none of these.
    """
    from workbench.briefings.batch import parameters_of, template_path

    named = parameters_of(template_path(template, library.folder))
    for subject in SUBJECTS:
        # An agency's briefing can be limited to a review: it is about the agency.
        if subject in named and not (subject == "review" and "agency" in named):
            return subject
    raise UsageError(
        f"The template {template} has no parameter that says what it is about.",
        f"Give its parameters cell one of: {', '.join(SUBJECTS)}.",
    )


def brief(
    library: Library,
    template: str,
    of: Sequence[str],
    out: str | Path,
    *,
    to: str = "html",
    workers: int | None = None,
    progress: Progress | None = None,
    approved_by: str = "",
    scheduler: str = "",
    **parameters: Any,
) -> list[Done]:
    """Run a briefing notebook for each review, theme, agency or year.

    One that fails does not stop the others. What was made before from the same things is not
    made again; ``manifest.json`` in ``out`` keeps what was made from what.

    Parameters
    ----------
    of
        Ids of what the template is about; none is all there are.
    to
        Formats, as ``html,docx,pdf,md``.
    approved_by
        Who approves publication. "" writes drafts, marked as such; with a name each briefing is
        written only if it passes the gate.
    scheduler
        Make them on the Dask cluster of this scheduler; "" is on this machine.

    Returns
    -------
    What became of each, in the order of ``of``; ``job.page`` is the page, ``error`` why not.

    Raises
    ------
    UsageError
        For an unknown template, parameter, format, theme, agency or year; it lists those there are.
    NotInLibraryError
        For an unknown review.
    ClusterError
        When the cluster cannot be used.
    """
    from workbench.briefings.batch import check_parameters, get_ready, template_path
    from workbench.briefings.formats import chosen
    from workbench.briefings.run import run

    if scheduler and approved_by:
        raise UsageError(
            "A cluster makes drafts only: the library keeps a record of each publication.",
            "Leave out --scheduler to publish.",
        )
    notebook = template_path(template, library.folder)
    forms = chosen(to)
    subject = subject_of(library, template)
    given = {"to": ",".join(forms), "approved_by": approved_by, **parameters}
    check_parameters(notebook, ["library", subject, "out", *given])
    wanted = _known(library, subject, of)
    if not scheduler:
        get_ready(forms)
    folder = Path(out).absolute()
    state = from_library.digests(library)
    return run(
        [_job(library, notebook, subject, each, folder, given) for each in wanted],
        forms,
        folder,
        state=lambda job: state(job.parameters["review"] if _alone(notebook.stem, job) else None),
        run_jobs=_runner(library, workers, scheduler),
        progress=progress,
    )


def _runner(library: Library, workers: int | None, scheduler: str) -> Callable[..., Any]:
    """What runs the jobs: this machine's processes, or a cluster's."""
    from functools import partial

    from workbench.briefings.batch import run_all
    from workbench.tasks.cluster import brief_all, connected

    def on_cluster(jobs: Sequence[Any]) -> Generator[Done, None, None]:
        with connected(scheduler) as client:
            yield from brief_all(client, library, jobs)

    return on_cluster if scheduler else partial(run_all, workers=workers)


def _alone(template: str, job: Any) -> bool:
    """Whether a briefing is made from one review's rows alone."""
    return template in _OF_ONE_REVIEW and "review" in job.parameters


def _known(library: Library, subject: str, of: Sequence[str]) -> list[str]:
    known = subjects(library, subject)
    if not of:
        return list(known)
    for each in of:
        if subject == "review":
            _known_review(library, each)
        elif each not in known:
            raise UsageError.unknown(subject, each, known)
    return list(dict.fromkeys(of))


def _job(
    library: Library, notebook: Path, subject: str, of: str, folder: Path, given: dict[str, Any]
) -> Any:
    from workbench.briefings.batch import Job

    name = f"{notebook.stem}-{for_file_name(of)}"
    return Job(
        notebook,
        {"library": str(library.folder.absolute()), subject: of, **given},
        folder / f"{name}.html",
        folder / "notebooks" / f"{name}.ipynb",
    )
