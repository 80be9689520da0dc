"""A file taken apart, every recogniser over every piece, and the findings in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from workbench.briefings.gate import (
    addresses,
    ages,
    cases,
    circumstances,
    contacts,
    numbers,
    places,
    positions,
    postcodes,
    reckoned,
    small,
    unpublished,
    vehicles,
    when,
)
from workbench.briefings.gate.carriers import contents_of, read_bytes
from workbench.briefings.gate.carriers import html as html_carrier
from workbench.briefings.gate.carriers.making import is_unread_picture
from workbench.briefings.gate.fold import Folded, fold, has_wraps, spelt_out
from workbench.briefings.gate.key import Key
from workbench.briefings.gate.key_places import KeyPlaces
from workbench.briefings.gate.lists import Lists, load
from workbench.briefings.gate.model import Contents, Finding, Segment
from workbench.briefings.gate.names import Names
from workbench.briefings.gate.people import People
from workbench.briefings.gate.restricted import Restricted, RestrictedReviews, ReviewCounts
from workbench.briefings.gate.view import Hit, View
from workbench.errors import RefusedError, UsageError

POLICIES = ("month", "age", "day")
Recogniser = Callable[[View], Iterable[Hit]]

# One family a module; a new one is added here.
_RECOGNISERS: tuple[Recogniser, ...] = (
    numbers.find,
    contacts.find,
    cases.find,
    vehicles.find,
    when.find,
    reckoned.find,
    ages.find,
    postcodes.find,
    addresses.find,
    positions.find,
    places.find,
    circumstances.find,
    small.find,
)
# Where two kinds claim the same words, the more particular is told.
_FIRST = (
    "restricted_review name date_of_birth nhs_number upn national_insurance bank case_reference "
    "email telephone "
    "vehicle gps address postcode place ip url rare_condition family_shape exact_age exact_date "
    "school_class occupation_or_origin small_number"
).split()
_NEVER_ALLOWED = frozenset(("name", "restricted_review"))
# A program's own strings are full of links, versions and what looks like codes.
_IN_STRINGS = frozenset(
    "name date_of_birth nhs_number upn national_insurance email telephone address".split()
)
# A table's row read across is only for what is split over its cells.
_ACROSS = frozenset(
    ("nhs_number", "upn", "date_of_birth", "national_insurance", "bank", "telephone", "name")
)


def check_file(
    path: str | Path,
    *,
    key: Key | Mapping[str, str] | None = None,
    policy: str = "month",
    restricted: Sequence[Restricted] = (),
    counts: Sequence[ReviewCounts] = (),
    tables: Sequence[small.ReadTable] = (),
    allowed: Sequence[str] = (),
    own_pictures: bool = False,
    lists: Lists | None = None,
) -> list[Finding]:
    """Everything in a file that should not be published, or should be looked at.

    Parameters
    ----------
    path
        A ``.md``, ``.txt``, ``.html``, ``.docx`` or ``.pdf`` file.
    key
        Real names to pseudonyms; see :func:`workbench.briefings.gate.load_key`.
    policy
        How exact a date may be: ``month`` (a day is blocked), ``age`` (a month too) or ``day``.
        A date of birth is blocked always.
    restricted, counts
        Reviews that may not be shown, and totals that would give them away.
    tables
        Tables that somebody else has read out of the file, each with its place, the words before
        it and its rows: a PDF has none of its own, only words that stand beside one another.
    allowed
        Words that are meant to be public, such as the partnership's own contacts.
    own_pictures
        The workbench drew the pictures itself, from what stands beside them in words and as a
        table: nobody need be asked to read them.

    Returns
    -------
    list of Finding
        In the order of the document, what is blocked before what is shown within a place. Empty
        when nothing was found.

    Raises
    ------
    UsageError
        For an unknown policy.
    DocumentError
        When the file cannot be read. It has then not been checked.
    """
    path = Path(path)
    lists = lists or load()
    contents = contents_of(path, read_bytes(path), lists)
    contents.segments += small.segments_of(tables)
    if own_pictures:
        _leave_pictures(contents)
    check = _Check(lists, key, policy, restricted, counts, published=False, allowed=allowed)
    return check.findings(contents)


def check_briefing(
    html: str,
    *,
    key: Key | Mapping[str, str] | None = None,
    policy: str = "month",
    restricted: Sequence[Restricted] = (),
    counts: Sequence[ReviewCounts] = (),
    allowed: Sequence[str] = (),
    lists: Lists | None = None,
) -> list[Finding]:
    """As :func:`check_file`, for a page that is about to be written as *published*.

    Structure and contrast block here.
    """
    lists = lists or load()
    contents = html_carrier.of_text(html, "briefing", lists)
    _leave_pictures(contents)
    check = _Check(lists, key, policy, restricted, counts, published=True, allowed=allowed)
    return check.findings(contents)


def _leave_pictures(contents: Contents) -> None:
    contents.findings = [f for f in contents.findings if not is_unread_picture(f)]


def refuse(findings: Sequence[Finding], most: int = 5) -> None:
    """Stop where something blocks.

    Raises
    ------
    RefusedError
        Listing the first few, each with where it stands and how to mend it.
    """
    stops = [finding for finding in findings if finding.action == "block"]
    if not stops:
        return
    listed = " ".join(
        f"{f.kind.replace('_', ' ')} {f.text!r} ({f.where}): {f.mend}" for f in stops[:most]
    )
    more = f" And {len(stops) - most} more." if len(stops) > most else ""
    raise RefusedError(
        f"Not published: {len(stops)} thing{'s' if len(stops) > 1 else ''} must not leave "
        f"the partnership.",
        listed + more,
    )


class _Check:
    """What one check looks for."""

    def __init__(
        self,
        lists: Lists,
        key: Key | Mapping[str, str] | None,
        policy: str,
        restricted: Sequence[Restricted],
        counts: Sequence[ReviewCounts],
        *,
        published: bool,
        allowed: Sequence[str] = (),
    ) -> None:
        if policy not in POLICIES:
            raise UsageError.unknown("policy", policy, POLICIES)
        if key is None or not isinstance(key, Key):
            key = Key.of(key or {})
        self.lists, self.policy, self.published = lists, policy, published
        self.phrases = [
            fold(p).text.lower() for p in (*allowed, *lists.allowed["phrases"]) if p.strip()
        ]
        self.names = Names(key, lists).find
        self.people = People(key, lists)
        self.key_places = KeyPlaces(key, lists).find
        self.restricted = RestrictedReviews(restricted, counts).find
        self.own = frozenset(entry.pseudonym.lower() for entry in key.entries)

    def findings(self, contents: Contents) -> list[Finding]:
        """All findings of a file, each once."""
        self.people.read(s.text for s in contents.segments)
        order = {segment.where: n for n, segment in reversed(list(enumerate(contents.segments)))}
        made: list[Finding] = []
        for segment in contents.segments:
            made += self._segment(segment)
        for segment, text, action in small.in_tables(contents.segments, self.lists):
            made.append(self._finding("small_number", text, segment.where, action, ""))
        made += [self._as_published(finding) for finding in contents.findings]
        made = _warned_once(
            _once(made, {s.where for s in contents.segments if s.role in ("source", "row")})
        )
        return sorted(made, key=lambda f: (order.get(f.where, len(order)), f.action))

    def _segment(self, segment: Segment) -> Iterator[Finding]:
        for folded in (fold(segment.text), *self._joined(segment)):
            views = [
                View(
                    segment,
                    folded,
                    self.lists,
                    self.policy,
                    self.published,
                    fold(label).text.lower(),
                )
                for label in segment.label.split("\n")
            ]
            for hit in _told((hit for view in views for hit in self._hits(view)), folded):
                text = (hit.folded or folded).original(hit.start, hit.end)
                if not self._is_allowed(hit.kind, text):
                    yield self._finding(hit.kind, text, segment.where, hit.action, hit.mend)

    @staticmethod
    def _joined(segment: Segment) -> Iterator[Folded]:
        if has_wraps(segment.text):
            yield fold(segment.text, join_wraps=True)
        spelt = spelt_out(fold(segment.text))
        if spelt:
            yield spelt

    def _hits(self, view: View) -> Iterator[Hit]:
        role = view.segment.role
        yield from self.restricted(view)
        yield from unpublished.find(view, self.own)
        yield from self.names(view)
        yield from self.people.find(view)
        yield from self.key_places(view)
        if role == "code":
            yield from (h for h in contacts.find(view) if h.kind == "email")
            return
        for recogniser in _RECOGNISERS:
            for hit in recogniser(view):
                if role == "row" and not _is_across(view, hit):
                    continue
                if role == "string" and hit.kind not in _IN_STRINGS:
                    continue
                if (
                    role == "link"
                    and hit.kind in ("exact_date", "small_number", "place", "telephone")
                    and hit.action == "warn"
                ):
                    continue
                yield hit

    def _is_allowed(self, kind: str, text: str) -> bool:
        """Among the words that are meant to be public, whole; the case's names never are."""
        plain = re.escape(fold(text).text.lower().strip())
        return kind not in _NEVER_ALLOWED and any(
            re.search(rf"(?<!\w){plain}(?!\w)", phrase) for phrase in self.phrases
        )

    def _finding(self, kind: str, text: str, where: str, action: str | None, mend: str) -> Finding:
        usual = self.lists.kinds[kind]
        chosen = action or (usual.published if self.published else usual.action)
        return Finding(kind, text, where, chosen, mend or usual.mend)  # type: ignore[arg-type]

    def _as_published(self, finding: Finding) -> Finding:
        usual = self.lists.kinds[finding.kind]
        if self.published and finding.action == usual.action:
            return replace(finding, action=usual.published)
        return finding


def _is_across(view: View, hit: Hit) -> bool:
    """Split over cells: what stands in one is found there."""
    return hit.kind in _ACROSS and "|" in (hit.folded or view.folded).original(hit.start, hit.end)


_STRETCH = 500  # characters


def _told(found: Iterable[Hit], folded: Folded) -> list[Hit]:
    """Of hits that lie over one another the blocking, the longer, the more particular."""

    def span(hit: Hit) -> tuple[int, int]:
        return (hit.folded or folded).span(hit.start, hit.end)

    ranked = sorted(
        (hit for hit in found if hit.end > hit.start),
        key=lambda h: (h.action == "warn", _FIRST.index(h.kind), -(h.end - h.start), h.start),
    )
    told: list[tuple[int, int, Hit]] = []
    stretches: dict[int, list[tuple[int, int, Hit]]] = {}  # by where they lie, or time would square
    for hit in ranked:
        start, end = span(hit)
        lies = range(start // _STRETCH, (end - 1) // _STRETCH + 1)
        kept = [k for n in lies for k in stretches.get(n, ())]
        inside = any(a <= start and end <= b for a, b, _ in kept)
        same = any(k.kind == hit.kind and a < end and start < b for a, b, k in kept)
        shown = hit.action == "warn" and any(a < end and start < b for a, b, _ in kept)
        if not (inside or same or shown):
            told.append((start, end, hit))
            for n in lies:
                stretches.setdefault(n, []).append((start, end, hit))
    told.sort(key=lambda k: k[0])
    return [hit for _, _, hit in told]


def _once(findings: Iterable[Finding], behind: set[str]) -> list[Finding]:
    """Each thing once a place, blocked if it is so anywhere there; no source line's repeats."""
    kept: dict[tuple[str, str, str], Finding] = {}
    for finding in findings:
        same = (finding.kind, finding.text, finding.where)  # each spelling is to be mended
        if same not in kept or (finding.action == "block" and kept[same].action == "warn"):
            kept[same] = finding
    shown = {(k, _squashed(t)) for k, t, where in kept if where not in behind}

    def again(kind: str, text: str) -> bool:
        plain = _squashed(text)
        return any(plain == t or (k == kind and t and (plain in t or t in plain)) for k, t in shown)

    return [
        finding
        for (kind, text, where), finding in kept.items()
        if where not in behind or not again(kind, text)
    ]


def _warned_once(findings: Sequence[Finding]) -> list[Finding]:
    """A warning that comes back is told at its first place, with how often; a block each time.

    A cell's small number is told each time: which cell it is matters.
    """
    places: dict[tuple[str, str, str], list[Finding]] = {}
    kept: list[tuple[Finding, list[Finding]]] = []
    for finding in findings:
        cell = finding.where if finding.kind == "small_number" and " row " in finding.where else ""
        again = places.setdefault((finding.kind, _squashed(finding.text), cell), [])
        if finding.action == "block" or not any(f.action == "warn" for f in again):
            kept.append((finding, again))
        again.append(finding)
    return [_counted(finding, alike) for finding, alike in kept]


def _counted(finding: Finding, alike: Sequence[Finding]) -> Finding:
    more = sum(f.action == "warn" for f in alike) - 1
    if finding.action == "block" or more < 1:
        return finding
    return replace(finding, mend=f"{finding.mend} (Also in {more} other place{'s'[: more > 1]}.)")


def _squashed(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text).text.lower())
