"""The one-page record of a published briefing: what it stands on and who let it go."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from html import escape
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from workbench.briefings.gate.model import Finding, blocks
from workbench.errors import RefusedError, UsageError

# What decides how a briefing comes out.
_PACKAGES = (
    "practice-review-workbench",
    "papermill",
    "pandas",
    "jinja2",
    "python-docx",
    "weasyprint",
)


@dataclass(frozen=True, slots=True)
class PublicationRecord:
    """Everything that somebody would ask of a published briefing a year later.

    sources
        A row each: ``review``, ``title``, ``refs``.
    files
        A row each: ``name``, ``sha256``, ``bytes``.
    checks
        How many findings of each kind, the warnings that were let stand, the overrides.
    """

    title: str
    template: str
    parameters: Mapping[str, Any]
    sources: tuple[Mapping[str, Any], ...]
    files: tuple[Mapping[str, Any], ...]
    checks: Mapping[str, Any]
    versions: Mapping[str, str]
    approved_by: str
    approved_at: str  # ISO 8601, UTC

    def as_json(self) -> str:
        """The record for a program."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, default=str) + "\n"

    def as_html(self) -> str:
        """The record on a page."""
        return _page(self)

    def write(self, folder: str | Path, stem: str) -> tuple[Path, Path]:
        """``STEM.record.json`` and ``STEM.record.html`` beside the briefing."""
        folder = Path(folder)
        paths = folder / f"{stem}.record.json", folder / f"{stem}.record.html"
        for path, text in zip(paths, (self.as_json(), self.as_html()), strict=True):
            path.write_text(text, encoding="utf-8")
        return paths


def publication_record(
    *,
    title: str,
    template: str,
    parameters: Mapping[str, Any],
    sources: Sequence[Mapping[str, Any]],
    files: Sequence[str | Path],
    findings: Sequence[Finding],
    overrides: Sequence[Mapping[str, Any]] = (),
    approved_by: str,
    approved_at: str | None = None,
) -> PublicationRecord:
    """Make the record of a briefing that has passed the gate.

    Raises
    ------
    UsageError
        When nobody is named who approved it.
    RefusedError
        When something in ``findings`` still blocks.
    """
    if not approved_by.strip():
        raise UsageError("Nobody is named who approves the briefing.", "Give a name.")
    if blocks(findings):
        raise RefusedError("The briefing has not passed the gate.", "Mend what it lists first.")
    if approved_at is None:
        from datetime import UTC, datetime

        approved_at = datetime.now(UTC).isoformat(timespec="seconds")
    return PublicationRecord(
        title=title,
        template=template,
        parameters=dict(parameters),
        sources=tuple(dict(source) for source in sources),
        files=tuple(_file(Path(file)) for file in files),
        checks=_checks(findings, overrides),
        versions=_versions(),
        approved_by=approved_by.strip(),
        approved_at=approved_at,
    )


def sha256_of(path: Path) -> str:
    """The hash of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _file(path: Path) -> dict[str, Any]:
    return {"name": path.name, "sha256": sha256_of(path), "bytes": path.stat().st_size}


def _checks(findings: Sequence[Finding], overrides: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "blocked": 0,
        "looked_at": [asdict(finding) for finding in findings],
        "overrides": [dict(override) for override in overrides],
    }


def _versions() -> dict[str, str]:
    found = {"python": platform.python_version()}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def _page(record: PublicationRecord) -> str:
    def table(rows: Sequence[Mapping[str, Any]], caption: str) -> str:
        if not rows:
            return f"<p>{escape(caption)}: none.</p>"
        names = list(rows[0])
        head = "".join(f'<th scope="col">{escape(n.replace("_", " "))}</th>' for n in names)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(_cell(row.get(n)))}</td>" for n in names) + "</tr>"
            for row in rows
        )
        return (
            f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
            f"<tbody>{body}</tbody></table>"
        )

    parameters = [{"parameter": k, "value": v} for k, v in record.parameters.items()]
    versions = [{"program": k, "version": v} for k, v in record.versions.items()]
    parts = (
        table([_in_words(row) for row in record.checks["overrides"]], "Let through by name"),
        table(_looked_at(record.checks["looked_at"]), "Looked at and let stand"),
        table([_source(row) for row in record.sources], "Sources"),
        table(record.files, "Files"),
        table(parameters, "Parameters"),
        table(versions, "Versions"),
    )
    title = escape(f"Publication record: {record.title}")
    return (
        f'<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body><main><h1>{title}</h1>"
        f"<p>Made with the template {escape(record.template)}. Approved by "
        f"{escape(record.approved_by)} {escape(_moment(record.approved_at))}.</p>"
        f"{''.join(parts)}"
        "</main></body></html>\n"
    )


def _moment(written: str) -> str:
    """``on 29 November 2026 at 17:04 UTC``; what is no moment stays as it is."""
    from datetime import datetime

    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return f"at {written}"
    return f"on {moment.day} {moment:%B %Y at %H:%M} {moment.tzname() or ''}".rstrip()


def _in_words(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, **({"kind": str(row["kind"]).replace("_", " ")} if "kind" in row else {})}


def _looked_at(findings: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """What was let stand, once for all the files it stands in."""
    told: dict[tuple[str, str], dict[str, str]] = {}
    for found in findings:
        row = {
            "text": str(found["text"]),
            "kind": str(found["kind"]).replace("_", " "),
            "where": str(found["where"]),
            "how it could be mended": str(found["mend"]),
        }
        first = told.setdefault((row["kind"], row["text"]), row)
        if row["where"] not in first["where"].split("; "):
            first["where"] += f"; {row['where']}"
    return list(told.values())


def _source(row: Mapping[str, Any]) -> dict[str, Any]:
    """A report, and what of it was used: ``finding 1.2`` for ``REVIEW/finding/1.2``."""
    if "refs" not in row:
        return dict(row)
    review = f"{row.get('review', '')}/"
    refs = [str(ref).removeprefix(review).replace("/", " ") for ref in row["refs"]]
    return {"report": row.get("title", ""), "used": refs, "id": row.get("review", "")}


_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;margin:1rem 0;width:100%}"
    "caption{text-align:left;font-weight:600}"
    "th,td{border:1px solid #767676;padding:.25rem .5rem;text-align:left;vertical-align:top;"
    "overflow-wrap:anywhere}@media print{body{margin:0;font-size:10pt}}"
)


def _cell(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
