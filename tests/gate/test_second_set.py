"""The second set of invented drafts: what must be blocked is, in every kind of file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import second
from judging import squashed
from second import Line, Planted

from workbench.briefings.gate import Finding, check_file, load_key

# The few that are still missed or only shown, with why; a mended one must leave this list.
KNOWN_MISSES = {
    "Bydgoszcz": "the town is told by 'joined her from', one of many ways to say it",
    "summer": "a child's name that is also a word, in small letters",
    "Cllr Mrs Wainfleet": "a councillor holds a public office: shown, not blocked",
    "SG-20-004417": "looks like the number of a form, and is called one",
}
MAKERS = (second.to_html, second.to_markdown, second.to_word, second.to_pdf)


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


def groups() -> list[list[Line]]:
    """Each line by itself, a table with the line before it."""
    made: list[list[Line]] = []
    for line in second.lines():
        if line.what == "table" and made:
            made[-1].append(line)
        else:
            made.append([line])
    return made


@pytest.fixture(scope="module")
def one_by_one(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Planted, list[Finding]]]:
    """Every planted piece with what was found in its own line alone."""
    folder, key = tmp_path_factory.mktemp("second"), load_key(second.KEY)
    pairs = []
    for group in groups():
        found = check_file(second.to_html(group, folder / "line.html"), key=key)
        pairs += [(planted, found) for line in group for planted in line.planted]
    return pairs


def test_the_set_is_large_enough(one_by_one: list[tuple[Planted, list[Finding]]]) -> None:
    assert sum(p.should != "P" for p, _ in one_by_one) >= 200
    assert sum(p.should == "P" for p, _ in one_by_one) >= 60


def test_what_is_planted_is_caught_in_its_own_line(
    one_by_one: list[tuple[Planted, list[Finding]]],
) -> None:
    missed = {p.text for p, found in one_by_one if p.should != "P" and not is_caught(p, found)}
    assert missed == set(KNOWN_MISSES)


def test_innocents_are_not_blocked(one_by_one: list[tuple[Planted, list[Finding]]]) -> None:
    blocked = [
        (p.text, f.kind, f.text)
        for p, found in one_by_one
        if p.should == "P"
        for f in answers(p, found)
        if f.action == "block"
    ]
    assert blocked == []


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_it_is_caught_in_every_kind_of_file(
    tmp_path: Path, make: Callable[[Sequence[Line], Path], Path]
) -> None:
    suffix = {"to_html": "html", "to_markdown": "md", "to_word": "docx", "to_pdf": "pdf"}
    some = second.lines()
    path = make(some, tmp_path / f"drafts.{suffix[make.__name__]}")
    found = check_file(path, key=load_key(second.KEY))
    planted = [p for line in some if line.what != "table" for p in line.planted]
    missed = {p.text for p in planted if p.should == "B" and not is_caught(p, found)}
    assert missed <= set(KNOWN_MISSES)
