"""What a briefing is made from, out of one library: all that may be told, coded and compared."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from workbench import __version__
from workbench.records import Passage, Review, as_json
from workbench.tasks.withdrawing import to_guard

if TYPE_CHECKING:
    import pandas as pd

    from workbench.briefings.material import Material
    from workbench.briefings.roles import AgencyOf
    from workbench.briefings.settings import House
    from workbench.briefings.withheld import Tellable
    from workbench.library import Library
    from workbench.vocabulary import Organisations

_CACHE = "cache"  # a folder of the library: what is in it can be thrown away at any time


def house(library: Library) -> House:
    """The partnership's settings.

    Raises
    ------
    BriefingError
        When ``settings.yaml`` does not hold together.
    """
    from workbench.briefings import settings

    return settings.load(library.folder)


def tellable(library: Library, passages_of: str | None = None) -> Tellable:
    """All of the library that may be told of.

    Parameters
    ----------
    passages_of
        The id of the review whose passages are wanted, "" for none; None is all. A briefing on
        one review need not read the others': with hundreds of them that is most of its work.
    """
    from workbench.briefings.withheld import tellable as without_restricted

    passages = [] if passages_of == "" else library.passages(passages_of)
    return without_restricted(to_guard(library), passages, library.actions())


def material(library: Library, as_of: str, *, with_codes: bool) -> Material:
    """What briefings across reviews are made from.

    Parameters
    ----------
    with_codes
        Also what is coded, suggestions included where nobody has decided yet.
    """
    from workbench.briefings.material import Material
    from workbench.tasks.said_before import echoes_among
    from workbench.themes import outcomes

    tell = tellable(library)
    passages, reviews, _ = _frames(tell)
    known = _answering(library, tell)
    found = outcomes.with_outcomes(echoes_among(library, passages, reviews), known)
    coded, by_people, judged = None, False, frozenset[str]()
    if with_codes:
        coded, by_people = _coded(library, set(passages["ref"]))
        judged = _settled_by_people(library, "polarity")
    return Material(tell, house(library), as_of, found, coded, by_people, judged)


def with_answers(library: Library, tell: Tellable) -> Tellable:
    """The same with the actions known to answer each recommendation, and their statuses."""
    known = _answering(library, tell)
    rows = zip(known["recommendation"], known["status"], strict=True)
    answers = tuple((str(ref), status if isinstance(status, str) else "") for ref, status in rows)
    return replace(tell, answers=answers)


def _answering(library: Library, tell: Tellable) -> pd.DataFrame:
    """Actions that a log names a recommendation for, or that a person confirmed to answer one.

    A guess that nobody has confirmed is for the desk, and not for a board.
    """
    from workbench.themes import answers as of_actions
    from workbench.themes import outcomes

    passages, reviews, actions = _frames(tell)
    told = of_actions.told(actions, passages)
    links = of_actions.links(
        told,
        passages,
        of_actions.propose(told, passages, reviews),
        of_actions.frame(library.answers()),
    )
    return outcomes.certain(links)


def themes_of(library: Library) -> dict[str, tuple[str, str]]:
    """Label and definition of each theme of the library's codebook, by its id."""
    from workbench.tasks.themes import codebook

    return {
        code.id: (code.label, " ".join(code.definition.split()))
        for code in codebook(library).codes("theme")
    }


def organisations(library: Library) -> Organisations:
    """The organisations that ship, and those of the library's own list."""
    from workbench.vocabulary import Organisations

    own = library.folder / "agencies.csv"
    return Organisations.load(*([own] if own.exists() else []))


def mentions(
    library: Library, material: Material, agency: str
) -> Callable[[str, str], tuple[str, ...]]:
    """Which organisations a text of a review mentions, by its id and the text.

    Short forms are those that the report itself explains ("HCT" is one trust in one report and
    another elsewhere), and for ``agency`` those that it uses without explaining them. Only reports
    that seem to speak of it are looked through for them.
    """
    from workbench.organisations import naming
    from workbench.organisations.unexplained import short_forms

    lists = organisations(library)
    asked = [owner for p in material.tell.passages for owner in p.owners]
    others = dict.fromkeys((*lists.names(), *asked))
    first = (naming.core(agency) or (agency.casefold(),))[0][:5]

    @cache
    def known(review: str) -> tuple[Organisations, re.Pattern[str] | None]:
        passages = material.shelves[review].passages
        if not any(agency in p.owners or first in p.text.casefold() for p in passages):
            return lists, None
        document = library.document(material.reviews[review].documents[0])
        short = short_forms(agency, document.text, others)
        spelt = "|".join(map(re.escape, short))
        return lists.learned_from(document), (
            re.compile(rf"(?<!\w)(?:{spelt})(?!\w)") if spelt else None
        )

    def mentioned(review: str, text: str) -> tuple[str, ...]:
        names, short = known(review)
        found = names.mentioned(text)
        shortly = short is not None and short.search(text) and agency not in found
        return (*found, agency) if shortly else found

    return mentioned


def agency_of(library: Library) -> AgencyOf:
    """The agency code of an organisation, by the form of its name and the library's lists."""
    from workbench.briefings.roles import agency_of as by_name_and_list

    return by_name_and_list(organisations(library))


def coded_to_agency(library: Library, code: str | None) -> frozenset[str]:
    """Refs of the passages that people, not the workbench, coded to an agency of the codebook."""
    return _settled_by_people(library, "agency", code)


def _settled_by_people(library: Library, facet: str, code: str | None = "") -> frozenset[str]:
    """Refs of the passages that people coded with a code of a facet; "" is any of its codes."""
    from workbench.themes import coding

    settled = coding.settled(coding.frame(library.codings()))
    rows = settled[(settled["facet"] == facet) & ((code == "") | (settled["code"] == code))]
    return frozenset(rows["passage"].astype(str))


def digests(library: Library) -> Callable[[str | None], str]:
    """``digest`` for many briefings of one library: what they share is read and hashed once."""
    shared = _hash_of_shared(library)

    @cache
    def of(review: str | None) -> str:
        told = shared.copy()
        for part in (library.passages(review), library.actions(review)):
            told.update(json.dumps(as_json(part), sort_keys=True).encode())
        return told.hexdigest()

    return of


def digest(library: Library, review: str | None = None) -> str:
    """A hash of all rows a briefing could be made from: of one review, or of all.

    What other reviews say of a withheld one counts for every briefing, so all reviews' own
    details are always in it. The settings are in it too.

    Raises
    ------
    BriefingError
        When ``settings.yaml`` does not hold together.
    """
    return digests(library)(review)


def _hash_of_shared(library: Library) -> hashlib._Hash:
    """What every briefing is made from, whichever review it is about."""
    rows: list[Any] = [
        to_guard(library),
        library.codings(),
        library.answers(),
        library.echo_rulings(),
        library.wordings(),
    ]
    told = hashlib.sha256(__version__.encode())
    for part in rows:
        told.update(json.dumps(as_json(part), sort_keys=True).encode())
    told.update(repr(house(library)).encode())  # the settings, and the very logo they name
    for name in ("codebook.yaml", "agencies.csv"):
        path = library.folder / name
        told.update(path.read_bytes() if path.exists() else b"-")
    return told


def _frames(tell: Tellable) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    return (
        _frame(tell.passages, Passage),
        _frame(tell.reviews, Review),
        _frame(tell.actions, None),
    )


def _frame(records: Iterable[Any], kind: type | None) -> pd.DataFrame:
    from dataclasses import fields

    import pandas as pd

    from workbench.records import Action

    names = [f.name for f in fields(kind or Action)]
    records = list(records)
    return pd.DataFrame({n: [getattr(r, n) for r in records] for n in names}, columns=names)


def _coded(library: Library, refs: set[str]) -> tuple[pd.DataFrame, bool]:
    """What is coded, of passages that may be told; worked out once for one state of a library."""
    import pandas as pd

    from workbench.tasks.themes import coded

    place = library.folder / _CACHE / f"coded-{digest(library)[:32]}.csv"
    if place.exists():
        frame = pd.read_csv(place, dtype="str", keep_default_na=False, na_values=[""])
        by_people = not (frame.pop("machine") == "yes").any()
    else:
        frame, _, machine = coded(library)
        by_people = machine == 0
        _keep(frame.assign(machine="yes" if machine else "no"), place)
        frame = frame.astype("str")
    return frame[frame["passage"].isin(refs)].reset_index(drop=True), by_people


def _keep(frame: pd.DataFrame, place: Any) -> None:
    import os

    try:
        place.parent.mkdir(exist_ok=True)
        for old in place.parent.glob("coded-*.csv"):
            old.unlink(missing_ok=True)
        coming = place.with_name(f".{place.name}.{os.getpid()}")
        frame.to_csv(coming, index=False)
        coming.replace(place)
    except OSError:
        return  # a library that may only be read: then it is worked out each time
