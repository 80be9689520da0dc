"""An agency's own briefing: what is asked of it, alone and with others, and what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from workbench.briefings.content import Briefing, Group, Points, Prose, Section, Statement
from workbench.briefings.material import Material
from workbench.briefings.selection import distinct, fit, folded, left_out
from workbench.briefings.shelf import own
from workbench.briefings.wording import headline, listed
from workbench.errors import UsageError
from workbench.records import Passage
from workbench.safe import for_file_name

_FOUND = 10  # findings in all: enough for a team meeting


def agencies(material: Material) -> dict[str, str]:
    """Ids and names of all organisations that own something, in the order they are met."""
    owners = (o for p in material.tell.passages for o in p.owners)
    return {for_file_name(name).lower(): name for name in dict.fromkeys(owners)}


def find_agency(material: Material, given: str) -> str:
    """The canonical name behind an id or a name.

    Raises
    ------
    UsageError
        When no recommendation has such an owner; it lists the ids there are.
    """
    known = agencies(material)
    by_name = {folded(name): name for name in known.values()}
    found = known.get(given.strip().lower()) or by_name.get(folded(given))
    if found is None:
        raise UsageError.unknown("agency", given, known)
    return found


def agency(
    material: Material,
    given: str,
    *,
    mentioned: Callable[[str], Iterable[str]],
    code: str | None = None,
    only_review: str = "",
) -> Briefing:
    """A briefing for one agency, across all reviews or about one.

    Parameters
    ----------
    given
        Its id or canonical name.
    mentioned
        The canonical names of the organisations that a text mentions.
    code
        The codebook's agency code for it: findings that people coded so are taken too, where
        no other organisation has that code.
    only_review
        The id of a review; "" is all.

    Raises
    ------
    UsageError
        For an unknown agency; it lists those there are.
    """
    name = find_agency(material, given)
    wanted = [s for key, s in material.shelves.items() if only_review in ("", key)]
    wanted.sort(key=lambda shelf: material.spoke(shelf.review.id), reverse=True)
    alone: list[Group] = []
    shared: list[Group] = []
    found: list[Statement] = []
    done_well: list[Statement] = []
    coded = _coded(material, code)
    for shelf in wanted:
        asked = [group for group in shelf.asks() if name in group.owners]
        mine = [group for group in asked if len(group.owners) == 1]
        ours = [group for group in asked if len(group.owners) > 1]
        alone += [Group(shelf.title, said) for said in [_all(mine)] if said]
        shared += [Group(f"With {listed([o for o in g.owners if o != name])}", g.said, g.owners)
                   for g in ours]  # fmt: skip
        about = [p for p in shelf.passages if p.ref in coded or name in mentioned(p.text)]
        found += [shelf.finding(p, 1) for p in about if _fell_short(p)]
        done_well += [shelf.verbatim(p, headline(p.text)) for p in about if _went_well(p)]
    kept, missed = fit(distinct(found), 420, at_least=3, at_most=_FOUND)
    praised, _ = fit(distinct(done_well), 150, at_most=5)
    echoes = material.echoes
    mine_again = echoes[[_is_owner(material, refs, name) for refs in echoes["later_refs"]]]
    again = material.said_before(mine_again)
    return Briefing(
        template="agency",
        title=f"What recent reviews ask of {name}",
        subtitle="Agency briefing",
        reviews=tuple(s.review.id for s in wanted if s.passages),
        sections=(
            Section("What is asked of you", tuple(alone) or (Prose((own("no_alone"),)),)),
            Section(
                "What you are asked to do with others",
                _merged(shared) or (Prose((own("no_shared"),)),),
            ),
            Section("What was found", (Points(kept),) if kept else (Prose((own("not_named"),)),)),
            *((Section("What was done well", (Points(praised),)),) if praised else ()),
            Section(
                "What was said before", (again,) if again else (Prose((own("not_said_before"),)),)
            ),
            Section("What to do next", (Points(_next_steps(), ordered=True), *_contacts(material))),
        ),
        as_of=material.as_of,
        house=material.house,
        left_out=left_out(("finding", "findings", missed)),
    )


def _all(groups: list[Group]) -> tuple[Statement, ...]:
    return tuple(s for group in groups for s in group.said)


def _merged(groups: list[Group]) -> tuple[Group, ...]:
    """Groups of the same owners, from several reviews, under one name."""
    by_name: dict[str, Group] = {}
    for group in groups:
        known = by_name.get(group.name)
        said = (*known.said, *group.said) if known else group.said
        by_name[group.name] = Group(group.name, said, group.owners)
    return tuple(by_name.values())


def _coded(material: Material, code: str | None) -> frozenset[str]:
    if code is None or material.coded is None:
        return frozenset()
    rows = material.coded[(material.coded["facet"] == "agency") & (material.coded["code"] == code)]
    return frozenset(rows["passage"].astype(str))


def _fell_short(passage: Passage) -> bool:
    return passage.kind == "improvement" or (
        passage.kind == "finding" and passage.polarity in ("improvement", "mixed", None)
    )


def _went_well(passage: Passage) -> bool:
    return passage.kind in ("good_practice", "strength") or (
        passage.kind == "finding" and passage.polarity == "strength"
    )


def _is_owner(material: Material, refs: Iterable[str], name: str) -> bool:
    return any(ref in material.passages and name in material.passages[ref].owners for ref in refs)


def _next_steps() -> tuple[Statement, ...]:
    return own("agency_next_1"), own("agency_next_2"), own("agency_next_3")


def _contacts(material: Material) -> tuple[Points, ...]:
    lines = tuple(Statement(line, kind="own") for line in material.house.contacts)
    return (Points(lines),) if lines else ()
