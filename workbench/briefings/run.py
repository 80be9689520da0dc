"""Many briefings at once: what is done is not done again, and a manifest says what became of each.

The manifest is written anew, whole, as each briefing ends, so that a run stopped at any moment
goes on where it was.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from workbench import __version__
from workbench.briefings.batch import Done, Job, run_all
from workbench.briefings.index import index_page
from workbench.places import shipped

MANIFEST = "manifest.json"
INDEX = "index.html"
Progress = Callable[[Iterable[Any], int], Iterable[Any]]


def run(
    jobs: Sequence[Job],
    forms: Sequence[str],
    folder: Path,
    *,
    state: Callable[[Job], str],
    run_jobs: Callable[[Sequence[Job]], Generator[Done, None, None]] = run_all,
    progress: Progress | None = None,
) -> list[Done]:
    """Run those jobs that need it.

    Parameters
    ----------
    forms
        The formats each job writes.
    state
        A hash of the rows a job is made from.
    run_jobs
        Runs jobs, yielding each as it ends.

    Returns
    -------
    What became of each, in the jobs' order; ``skipped`` where nothing had changed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    manifest = Manifest(folder)
    prints = {job.page: _fingerprint(job, forms, state(job)) for job in jobs}
    done = {
        job.page: Done(job, skipped=True) for job in jobs if manifest.holds(job, prints[job.page])
    }
    wanted = [job for job in jobs if job.page not in done]
    if wanted:
        # Closed at once when Ctrl-C comes between two of them, not whenever Python gets to it.
        with closing(run_jobs(wanted)) as ended:
            for one in progress(ended, len(wanted)) if progress else ended:
                done[one.job.page] = one
                manifest.add(one, prints[one.job.page], forms)
    manifest.write_index()
    return [done[job.page] for job in jobs]


class Manifest:
    """``manifest.json`` of a folder of briefings: one entry for each, by its name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / MANIFEST
        try:
            read = json.loads(self.path.read_text(encoding="utf-8"))
            self.entries: dict[str, dict[str, Any]] = {e["name"]: e for e in read["briefings"]}
        except (OSError, ValueError, KeyError, TypeError):
            self.entries = {}  # none yet, or not one of ours: all is made anew

    def holds(self, job: Job, fingerprint: str) -> bool:
        """Whether a job was done from the same things and its files are still as they were."""
        entry = self.entries.get(job.page.stem)
        if entry is None or entry["status"] != "done" or entry["fingerprint"] != fingerprint:
            return False
        return all(_hash(self.folder / f["file"]) == f["sha256"] for f in entry["outputs"])

    def add(self, done: Done, fingerprint: str, forms: Sequence[str]) -> None:
        """Keep what became of one job, at once."""
        job = done.job
        beside = side_file(job.page)
        told = json.loads(beside.read_text(encoding="utf-8")) if beside.exists() else {}
        beside.unlink(missing_ok=True)
        written = [job.page.with_suffix(f".{form}") for form in forms]
        outputs = [
            {"file": p.name, "sha256": _hash(p)} for p in written if p.exists() and not done.error
        ]
        self.entries[job.page.stem] = {
            "name": job.page.stem,
            "template": job.notebook.stem,
            "title": told.get("title", ""),
            "parameters": dict(job.parameters),
            "outputs": outputs,
            "status": "failed" if done.error else "done",
            "published": told.get("published", False),
            "error": str(done.error) if done.error else None,
            "seconds": round(done.seconds, 2),
            "words": told.get("words"),
            "sources": told.get("sources", []),
            "fingerprint": fingerprint,
        }
        self.write()

    def write(self) -> None:
        """The manifest as it is now; whole or not at all."""
        text = json.dumps(
            {"workbench": __version__, "briefings": list(self.entries.values())},
            ensure_ascii=False,
            indent=1,
        )
        _replace(self.path, text)

    def write_index(self) -> None:
        """The page that lists all briefings of the folder."""
        _replace(self.folder / INDEX, index_page(list(self.entries.values())))


def side_file(page: Path) -> Path:
    """Where a running notebook tells what its briefing stands on; gone once it is kept."""
    return page.with_name(f".{page.stem}.told.json")


def tell(page: Path, told: dict[str, Any]) -> None:
    """Leave word of a briefing that was written, for the manifest."""
    _replace(side_file(page), json.dumps(told, ensure_ascii=False))


def _fingerprint(job: Job, forms: Sequence[str], state: str) -> str:
    told = hashlib.sha256(job.notebook.read_bytes())
    told.update(json.dumps(dict(job.parameters), sort_keys=True).encode())
    told.update("|".join([*sorted(forms), state, __version__, _looks_and_words()]).encode())
    return told.hexdigest()


@cache
def _looks_and_words() -> str:
    """A hash of the style sheets and vocabulary that every briefing is made with."""
    told = hashlib.sha256()
    for folder in (shipped("templates", "style"), shipped("data", "vocabulary")):
        for path in sorted(p for p in folder.iterdir() if p.is_file()):
            told.update(path.read_bytes())
    return told.hexdigest()


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _replace(path: Path, text: str) -> None:
    coming = path.with_name(f".{path.name}.coming")
    coming.write_text(text, encoding="utf-8")
    coming.replace(path)


__all__ = ["INDEX", "MANIFEST", "Manifest", "run", "side_file", "tell"]
