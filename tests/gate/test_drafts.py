"""Two sets of invented drafts: what must be blocked is, in every kind of file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import drafts
import pytest
from drafts import Line, Planted
from judging import squashed

from workbench.briefings.gate import Finding, check_file, load_key

# The few that are still missed or only shown, with why; a mended one must leave this list.
KNOWN_MISSES = {
    "second": {
        "Bydgoszcz": "the town is told by 'joined her from', one of many ways to say it",
        "summer": "a child's name that is also a word, in small letters",
        "Cllr Mrs Wainfleet": "a councillor holds a public office: shown, not blocked",
        "SG-20-004417": "looks like the number of a form, and is called one",
    },
    "third": {
        "Rosheen": "a name spelt by ear: shown",
        "Ruksana": "another spelling that is a given name of its own: shown",
        "Mbecki": "a slip at the beginning of a clause: shown",
        "Ladybird Nursery": "the middle word of a place left out: shown",
        "Ladybirds": "a place by one ordinary word",
        "WRH": "three letters of a place's name",
        "the Royal Hospital, Wenlow": "turned about with a comma: shown",
        "…900 777": "the end of a number",
        "17/1": "a day without a year after no 'on'",
        "a week later, on the 16th": "a day whose month was told a sentence before",
        "Prof. Adeyinka Bello-Croft": "professors write what we cite: shown",
        "Mr. Justice Thorold": "two titles, the second a word",
        "a former goalkeeper for Wenlow Town": "a calling in no list",
        "drives the mobile library": "a calling told by what is done",
        "also her brother's uncle": "a family told in words of its own",
        "a single case": "stands for 'case', one of which every review has",
        "Wenlow Chronicle": "a newspaper",
    },
}
# Innocents that are blocked, since the key has their very words.
KNOWN_BLOCKED = {
    "Florence",
    "St John Ambulance",
}
MAKERS = (drafts.to_html, drafts.to_markdown, drafts.to_word, drafts.to_pdf)


def answers(planted: Planted, found: Sequence[Finding]) -> list[Finding]:
    """The findings that hold the planted words, or that they hold."""
    wanted = squashed(planted.text)
    return [
        f
        for f in found
        if f.kind not in ("structure", "contrast")
        and (squashed(f.text) or f.text)
        and (
            wanted == squashed(f.text)
            or (len(squashed(f.text)) > 1 and squashed(f.text) in wanted)
            or (len(wanted) > 1 and wanted in squashed(f.text))
        )
    ]


def is_caught(planted: Planted, found: Sequence[Finding]) -> bool:
    actions = {f.action for f in answers(planted, found)}
    return "block" in actions if planted.should == "B" else bool(actions)


def groups(name: str) -> list[list[Line]]:
    """Each line by itself, a table with the line before it."""
    made: list[list[Line]] = []
    for line in drafts.lines(name):
        if line.what == "table" and made:
            made[-1].append(line)
        else:
            made.append([line])
    return made


Found = list[tuple[Planted, list[Finding]]]


@pytest.fixture(scope="module", params=drafts.SETS)
def one_by_one(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Found]:
    """A set's name; every planted piece of it with what was found in its own line alone."""
    name = request.param
    folder, key = tmp_path_factory.mktemp(name), load_key(drafts.key_of(name))
    pairs = []
    for group in groups(name):
        found = check_file(drafts.to_html(group, folder / "line.html"), key=key)
        pairs += [(planted, found) for line in group for planted in line.planted]
    return name, pairs


def test_the_sets_are_large_enough(one_by_one: tuple[str, Found]) -> None:
    _, pairs = one_by_one
    assert sum(p.should != "P" for p, _ in pairs) >= 200
    assert sum(p.should == "P" for p, _ in pairs) >= 60


def test_what_is_planted_is_caught_in_its_own_line(one_by_one: tuple[str, Found]) -> None:
    name, pairs = one_by_one
    missed = {p.text for p, found in pairs if p.should != "P" and not is_caught(p, found)}
    assert missed == set(KNOWN_MISSES[name])


def test_innocents_are_not_blocked(one_by_one: tuple[str, Found]) -> None:
    blocked = {
        p.text
        for p, found in one_by_one[1]
        if p.should == "P"
        for f in answers(p, found)
        if f.action == "block"
    }
    assert blocked <= KNOWN_BLOCKED


@pytest.mark.parametrize("name", drafts.SETS)
@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_it_is_caught_in_every_kind_of_file(
    tmp_path: Path, make: Callable[[Sequence[Line], Path], Path], name: str
) -> None:
    suffix = {"to_html": "html", "to_markdown": "md", "to_word": "docx", "to_pdf": "pdf"}
    some = drafts.lines(name)
    if make is drafts.to_pdf:  # what is hidden on a page, and its tooltips, are never printed
        some = [line for line in some if line.what not in ("hidden", "attr")]
    path = make(some, tmp_path / f"drafts.{suffix[make.__name__]}")
    found = check_file(path, key=load_key(drafts.key_of(name)))
    planted = [p for line in some if line.what != "table" for p in line.planted]
    missed = {p.text for p in planted if p.should == "B" and not is_caught(p, found)}
    assert missed <= set(KNOWN_MISSES[name])
