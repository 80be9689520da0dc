"""Publish a briefing: through the gate in every format, with its record, or not at all."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from workbench.briefings.content import Briefing
    from workbench.briefings.gate import Finding, Key
    from workbench.library import Library


TOO_LONG = (
    "too_long"  # its kind in ``data/vocabulary/disclosure.yaml``, so that it can be let through
)


def publish_briefing(
    library: Library, briefing: Briefing, page: Path, forms: Sequence[str]
) -> list[Path]:
    """Write an approved briefing and its record, when it passes the gate in each of its formats.

    It must still stand on what the library holds: every statement on a source that says it and may
    be told of, since a review can be restricted after a briefing about it was made.

    What somebody let through in the draft page of the same briefing (``workbench gate DRAFT.html
    --override …``) is let through here too.

    Returns
    -------
    The files of the briefing; ``NAME.record.json`` and ``NAME.record.html`` stand beside them.

    Raises
    ------
    BriefingError
        When a statement does not stand on its source; nothing is then written.
    RefusedError
        When something must not leave the partnership, or the briefing is longer than it may be;
        nothing is then written.
    """
    from workbench.briefings.formats import write
    from workbench.briefings.gate import publication_record, refuse
    from workbench.tasks import gate
    from workbench.tasks.briefing import must_stand

    must_stand(library, briefing)
    given = library.overrides(_draft_hash(briefing))
    found = gate.let_through(check(library, briefing), given)
    refuse([finding for finding in found if finding.kind != TOO_LONG])
    _refuse_too_long(found)
    with tempfile.TemporaryDirectory() as folder:
        for path in write(briefing, Path(folder) / page.name, tuple(forms)):
            if path.suffix != ".html":
                found += gate.let_through(_check_file(library, briefing, path), given)
        refuse(found)
        written = write(briefing, page, tuple(forms))
    record = publication_record(
        title=f"{briefing.subtitle}: {briefing.title}",
        template=briefing.template,
        parameters={**dict(briefing.parameters), "as_of": briefing.as_of},
        sources=_sources(briefing),
        files=written,
        findings=found,
        overrides=given,
        approved_by=briefing.approved_by,
    )
    record.write(page.parent, page.stem)
    gate.publish(library, record)
    return written


def check(library: Library, briefing: Briefing) -> list[Finding]:
    """What the gate finds in a briefing's page, as if it were approved: nothing is written."""
    from workbench.briefings.formats import to_html
    from workbench.briefings.gate import check_briefing
    from workbench.tasks import gate

    restricted, counts = gate.restrictions(library)
    approved = replace(briefing, approved_by=briefing.approved_by or "nobody yet")
    found = check_briefing(
        to_html(approved),
        key=case_keys(library),
        policy=briefing.house.dates,
        restricted=restricted,
        counts=counts,
        allowed=_meant_to_be_public(briefing),
    )
    return [*_length(briefing), *gate.as_printed(library, found)]


def _length(briefing: Briefing) -> list[Finding]:
    """That a briefing is longer than it may be; of a one-page note only to look at."""
    from workbench.briefings.gate import Finding
    from workbench.briefings.length import too_long, what_to_cut

    told = too_long(briefing)
    action: Literal["block", "warn"] = "warn" if briefing.one_page else "block"
    mend = what_to_cut(briefing)
    return [Finding(TOO_LONG, told, "the whole briefing", action, mend)] if told else []


def _refuse_too_long(found: Sequence[Finding]) -> None:
    from workbench.errors import RefusedError

    for finding in found:
        if finding.kind == TOO_LONG and finding.action == "block":
            raise RefusedError(f"Not published: too long. {finding.text}", finding.mend)


def _check_file(library: Library, briefing: Briefing, path: Path) -> list[Finding]:
    from workbench.briefings.gate import check_file
    from workbench.tasks import gate

    restricted, counts = gate.restrictions(library)
    found = check_file(
        path,
        key=case_keys(library),
        policy=briefing.house.dates,
        restricted=restricted,
        counts=counts,
        allowed=_meant_to_be_public(briefing),
        own_pictures=True,
    )
    return gate.as_printed(library, found)


def check_again(library: Library, briefing: Briefing) -> list[Finding]:
    """The same; what was let through in this very briefing is a warning that says who and why."""
    from workbench.tasks import gate

    return gate.let_through(check(library, briefing), library.overrides(_draft_hash(briefing)))


def let_through(
    library: Library, briefing: Briefing, kinds: Sequence[str], *, who: str, why: str
) -> None:
    """Let kinds of findings through in a briefing as it is now; a change of a word ends that.

    Raises
    ------
    UsageError
        Without a name or a reason, or for a kind that is unknown or never let through.
    """
    from workbench.briefings.formats import render
    from workbench.tasks import gate

    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / f"{briefing.template}.html"
        draft.write_bytes(render(replace(briefing, approved_by=""), "html"))
        gate.override(library.folder, draft, kinds, who=who, why=why)


KEYS = "keys"  # the folder of the library in which the key files of its cases lie


def case_keys(library: Library) -> Key | None:
    """The names of every case under review: the key files in the library's folder ``keys``.

    Raises
    ------
    UsageError
        When one of them is not a key file: nothing is published past a key that cannot be read.
    """
    from workbench.briefings.gate import Key, load_key

    files = sorted((library.folder / KEYS).glob("*.json"))
    entries = tuple(entry for file in files for entry in load_key(file).entries)
    return Key(entries) if entries else None


def _meant_to_be_public(briefing: Briefing) -> tuple[str, ...]:
    from workbench.briefings.wording import plain_date

    return (*briefing.house.public, f"Made on {plain_date(briefing.as_of)}")


def _draft_hash(briefing: Briefing) -> str:
    from workbench.briefings.formats import render

    return hashlib.sha256(render(replace(briefing, approved_by=""), "html")).hexdigest()


def _sources(briefing: Briefing) -> list[dict[str, Any]]:
    """A row for each report it stands on: id, title, and the passages used."""
    rows: dict[str, dict[str, Any]] = {}
    for source in briefing.sources():
        row = rows.setdefault(
            source.review, {"review": source.review, "title": source.title, "refs": []}
        )
        if source.ref:
            row["refs"].append(source.ref)
    return list(rows.values())
