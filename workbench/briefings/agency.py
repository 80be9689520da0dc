"""An agency's own briefing: what is asked of it, alone and with others, and what was found."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from workbench.briefings.content import Briefing, Group, Points, Prose, Section, Statement
from workbench.briefings.fixed_words import OWN
from workbench.briefings.material import Material, counted
from workbench.briefings.roles import AgencyOf, Roles, is_everyone
from workbench.briefings.selection import distinct, fit, folded, left_out_of, unused
from workbench.briefings.shelf import Shelf, introduced, own
from workbench.briefings.wording import as_sentence, headline, in_context, listed, whole_sentences
from workbench.errors import UsageError
from workbench.records import Passage
from workbench.safe import for_file_name

# Of a review's id and a text in it, the canonical names of the organisations it mentions: a short
# form means what that report says it means.
Mentioned = Callable[[str, str], Iterable[str]]
_FOUND = 10  # findings in all: enough for a team meeting
_LONGEST = 45  # words of a sentence that is quoted beside a finding
_ASKS = ("recommendation", "improvement")


def agencies(material: Material) -> dict[str, str]:
    """Ids and names of the organisations that are asked something, in the order they are met."""
    return asked(material.tell.passages)


def asked(passages: Iterable[Passage]) -> dict[str, str]:
    """The same among these passages. "All agencies" is none, and a question asks no agency."""
    owners = (o for p in passages if p.kind in _ASKS for o in p.owners if not is_everyone(o))
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
    mentioned: Mentioned,
    agency_of: AgencyOf | None = None,
    coded: Collection[str] = (),
    only_review: str = "",
) -> Briefing:
    """A briefing for one agency, across all reviews or about one.

    Parameters
    ----------
    given
        Its id or canonical name.
    mentioned
        The canonical names of the organisations that a text of a review mentions.
    agency_of
        The agency code of an organisation; None knows those that ship.
    coded
        Refs of passages that people coded to it. They are taken only of reviews of its area: "the
        police" of another area are others.
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
    everyone: list[Statement] = []
    found: list[Statement] = []
    done_well: list[Statement] = []
    names_it: list[Shelf] = []
    roles = Roles(agency_of, material.house.roles)
    sought = _Sought(material, name, mentioned, roles, coded)
    for shelf in wanted:
        asks = shelf.asks("recommendation", "improvement")
        mine = [group for group in asks if group.owners == (name,)]
        ours = [group for group in asks if name in group.owners and len(group.owners) > 1]
        all_of_us = [g for g in asks if g not in ours and any(map(is_everyone, g.owners))]
        about = sought.in_review(shelf)
        if not (mine or ours or about):
            continue
        names_it.append(shelf)
        alone += [Group(shelf.title, said) for said in [_all(mine)] if said]
        shared += [Group(f"With {listed([o for o in g.owners if o != name])}", g.said, g.owners)
                   for g in ours]  # fmt: skip
        everyone += [said for group in all_of_us for said in group.said]
        found += [sought.told(shelf, p) for p in about if _fell_short(p, shelf)]
        done_well += [sought.told(shelf, p) for p in about if _went_well(p)]
    if everyone:
        shared.append(Group(roles.everyone, tuple(everyone)))
    kept, missed = fit(distinct(found), 420, at_least=3, at_most=_FOUND)
    praised, missed_praise = fit(distinct(done_well), 150, at_most=5)
    echoes = material.echoes
    mine_again = echoes.loc[[_is_owner(material, refs, name) for refs in echoes["later_refs"]]]
    again = material.said_before(mine_again)
    across = len(names_it) > 1
    not_used = (
        *unused("What was found", "finding", "findings", missed, _found_groups(missed)),
        *unused("What was done well", "example of good practice", "examples of good practice",
                missed_praise),
    )  # fmt: skip
    return Briefing(
        template="agency",
        title=f"What recent reviews ask of {_in_a_sentence(name)}",
        subtitle="Agency briefing",
        reviews=tuple(s.review.id for s in names_it),
        sections=(
            Section("What this is made from", (_made_from(names_it),)),
            Section("What is asked of you", _asks(alone) or (Prose((own("no_alone"),)),)),
            Section(
                "What you are asked to do with others",
                _asks(_merged(shared)) or (Prose((own("no_shared"),)),),
            ),
            Section("What was found", _found_blocks(kept) or _none_found(praised)),
            *((Section("What was done well", (Points(praised),)),) if praised else ()),
            Section("What was said before", again or (Prose((own("not_said_before"),)),)),
            Section("What to do next", (Points(_next_steps(), ordered=True), *_contacts(material))),
        ),
        as_of=material.as_of,
        house=material.house,
        left_out=left_out_of(not_used, across),
        unused=not_used,
    )


def _in_a_sentence(name: str) -> str:
    """A name behind "of": ``the ambulance service``, ``the police``, ``Holt Council``."""
    if name[:1].islower():
        return f"the {name}"
    return f"the {name.lower()}" if name in ("Police", "Hospital", "Probation Service") else name


def _all(groups: list[Group]) -> tuple[Statement, ...]:
    return tuple(s for group in groups for s in group.said)


def _asks(groups: Sequence[Group]) -> tuple[Prose | Group, ...]:
    return (*introduced(_all(list(groups)), "make_sure_yours"), *groups)


def _merged(groups: list[Group]) -> tuple[Group, ...]:
    """Groups of the same owners, in whatever order a review names them, under one name."""
    together: dict[tuple[frozenset[str], str], Group] = {}
    for group in groups:
        key = (frozenset(group.owners), "" if group.owners else group.name)
        known = together.get(key, group)
        said = (*known.said, *group.said) if known is not group else group.said
        together[key] = Group(known.name, said, known.owners)
    return tuple(together.values())


def _none_found(praised: Sequence[Statement]) -> tuple[Prose]:
    """That nothing was found, or nothing but what was done well, which stands below."""
    return (Prose((own("none_short" if praised else "not_named"),)),)


def _found_blocks(found: tuple[Statement, ...]) -> tuple[Points | Group, ...]:
    """Findings, and under a name of their own the points that inspectors list for improvement."""
    groups = _found_groups(found)
    told = [s for s in found if not any(s in group.said for group in groups)]
    points = (Points(tuple(told)),) if told else ()
    return (*points, *groups)


def _found_groups(found: Iterable[Statement]) -> tuple[Group, ...]:
    lists = tuple(s for s in found if s.sources[0].kind == "improvement")
    return (Group(OWN["to_improve"], lists),) if lists else ()


def _made_from(shelves: list[Shelf]) -> Prose:
    """In how many reports the agency is named, and of which years."""
    years = sorted({y for s in shelves if (y := (s.review.published or s.review.ended or "")[:4])})
    dated = sum(bool(s.review.published or s.review.ended) for s in shelves)
    many = f"{len(shelves)} report{'' if len(shelves) == 1 else 's'}"
    span = "" if not years else f" of {years[0]}" if len(years) == 1 else (
        f" of the years {years[0]} to {years[-1]}"
    )  # fmt: skip
    if dated < len(shelves) and years:
        span = f" ({dated}{span}, {len(shelves) - dated} without a date)"
    sources = tuple(shelf.source() for shelf in shelves)
    pattern = "named_in" if len(shelves) != 1 else "named_in_one"
    return Prose((counted(pattern, ("reviews", f"{many}{span}"), key="agency", sources=sources),))


class _Sought:
    """Finds what a review says of one agency, by its name or as the one service of its kind."""

    def __init__(
        self,
        material: Material,
        name: str,
        mentioned: Mentioned,
        roles: Roles,
        coded: Collection[str],
    ) -> None:
        self.name, self.mentioned, self.coded = name, mentioned, coded
        self.roles, self.role = roles, roles.of(name)
        shelves = material.shelves.values()
        self.areas = {s.review.area for s in shelves if self._asks(s)}
        self.alone = {
            s.review.id for s in shelves
            if s.review.area in self.areas and self._of_role(s) <= {name}
        }  # fmt: skip

    def names_it(self, shelf: Shelf, text: str) -> bool:
        return self.name in self.mentioned(shelf.review.id, text)

    def in_review(self, shelf: Shelf) -> list[Passage]:
        """What names it; and in its own area what speaks of its service, or was coded to it."""
        alone = shelf.review.id in self.alone
        coded = self.coded if alone else ()
        return [
            p for p in shelf.passages
            if self.names_it(shelf, p.text) or p.ref in coded
            or (alone and self.roles.speaks_of(self.role, headline(p.text)))
        ]  # fmt: skip

    def told(self, shelf: Shelf, passage: Passage) -> Statement:
        """A passage as far as it is about this agency: its first sentence and one that names it."""
        first = headline(passage.text)
        if self.names_it(shelf, first) or self.roles.speaks_of(self.role, first):
            return shelf.finding(passage, 1)
        before = first
        for sentence in map(as_sentence, whole_sentences(passage.text)):
            named = len(sentence.split()) <= _LONGEST and self.names_it(shelf, sentence)
            if named and (whole := in_context(sentence, before, first)):
                turn = shelf.turn(passage)
                more = f" {turn}" if turn and turn not in whole else ""
                return shelf.verbatim(passage, whole + more, lead=first)
            before = sentence
        return shelf.finding(passage, 1)

    def _asks(self, shelf: Shelf) -> bool:
        return any(self.name in p.owners for p in shelf.of(*_ASKS))

    def _of_role(self, shelf: Shelf) -> set[str]:
        owners = {o for p in shelf.of(*_ASKS) for o in p.owners}
        return {o for o in owners if self.roles.of(o) == self.role}


def _fell_short(passage: Passage, shelf: Shelf) -> bool:
    return (passage.kind == "improvement" and not passage.owners) or (
        passage.kind == "finding" and passage.polarity in _short_in(shelf)
    )


def _short_in(shelf: Shelf) -> tuple[str | None, ...]:
    """What a shortfall is marked as. What a yearly report counts is neither good nor bad."""
    told = ("improvement", "mixed")
    return told if shelf.review.kind == "annual_report" else (*told, None)


def _went_well(passage: Passage) -> bool:
    return passage.kind in ("good_practice", "strength") or (
        passage.kind == "finding" and passage.polarity == "strength"
    )


def _is_owner(material: Material, refs: Iterable[str], name: str) -> bool:
    return any(ref in material.passages and name in material.passages[ref].owners for ref in refs)


def _next_steps() -> tuple[Statement, ...]:
    return own("agency_next_1"), own("agency_next_2"), own("agency_next_3")


def _contacts(material: Material) -> tuple[Group, ...]:
    lines = tuple(Statement(line, kind="own") for line in material.house.contacts)
    return (Group(OWN["who_to_ask"], lines),) if lines else ()
