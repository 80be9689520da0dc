"""Boxes of challenge, action and impact, as different houses print them. All invented."""

from __future__ import annotations

import pytest

from workbench.documents.model import Block, assemble
from workbench.records import Passage
from workbench.reports.passage_maker import PassageMaker
from workbench.reports.shared.sections import placed
from workbench.reports.yearly.challenges import challenges_and_impacts, label_at


def read(*blocks: Block) -> list[Passage]:
    document = assemble("r.md", "0" * 64, "markdown", list(blocks))
    return challenges_and_impacts(placed(document), PassageMaker(document, "r"))


def p(text: str, **more: object) -> Block:
    return Block("paragraph", text, **more)  # type: ignore[arg-type]


ASKED = "Who sees the child?"
DONE = "A rota was made."
GOOD = "Twelve children were seen who had not been."


@pytest.mark.parametrize(
    "blocks",
    [
        (p(f"NSCP Challenge: {ASKED}"), p(f"Action: {DONE}")),
        (p(f"NSCP Challenge: {ASKED} Action: {DONE}"),),
        (p(f"NSCB challenge – {ASKED}"), p(f"NSCB Action – {DONE}")),
        (p("Challenge", bold=True), p(ASKED), p("What we did", bold=True), p(DONE)),
        (p(f"Challenge 3: {ASKED}"), p(f"Response: {DONE}")),
        (p(f"Issue raised: {ASKED}"), p(f"Outcome: {DONE}")),
        (Block("box", f"NSCP Challenge: {ASKED}\nAction: {DONE}"),),
        (
            Block("heading", "CHALLENGE", level=3),
            p(ASKED),
            Block("heading", "ACTION", level=3),
            p(DONE),
        ),
    ],
)
def test_labels_vary(blocks: tuple[Block, ...]) -> None:
    [challenge] = read(*blocks, p("The rota is kept at the family hub."))
    assert (challenge.kind, challenge.text, challenge.answer) == ("challenge", ASKED, DONE)


def test_text_that_breaks_off_goes_on_in_the_next_block() -> None:
    [challenge] = read(
        p(f"Challenge: {ASKED}"), p("Action: A rota was"), p("made in June."), p("The hub is open.")
    )
    assert challenge.answer == "A rota was\nmade in June."


def test_an_action_may_be_a_list() -> None:
    [challenge] = read(
        p(f"Challenge: {ASKED}"),
        p("Action:"),
        Block("bullet", DONE),
        Block("bullet", "A lead was named."),
        p("The hub is open."),
    )
    assert challenge.answer == f"{DONE}\nA lead was named."


def test_action_and_outcome_are_both_the_answer() -> None:
    [challenge] = read(p(f"Challenge: {ASKED}"), p(f"Action: {DONE}"), p(f"Outcome: {GOOD}"))
    assert challenge.answer == f"{DONE}\n{GOOD}"


def test_an_impact_behind_a_challenge_is_about_it() -> None:
    challenge, impact = read(
        p(f"Challenge: {ASKED}"), p(f"Action: {DONE}"), p(f"What difference did it make? {GOOD}")
    ) or [None, None]
    assert challenge is not None
    assert (impact.kind, impact.text, impact.about) == ("impact", GOOD, ASKED)


@pytest.mark.parametrize(
    "label", ["IMPACT", "Impact", "What difference did it make?", "The difference made", "So what?"]
)
def test_impact_boxes(label: str) -> None:
    [impact] = read(Block("heading", label, level=3), p(GOOD), p("The hub is open."))
    assert (impact.kind, impact.text, impact.about) == ("impact", GOOD, None)


def test_a_box_keeps_all_its_paragraphs() -> None:
    [impact] = read(Block("box", f"IMPACT\n{GOOD}\nThey were glad."), p("The hub is open."))
    assert impact.text == f"{GOOD}\nThey were glad."


def test_a_table_of_challenges() -> None:
    rows = (
        ("No", "Challenge", "Action taken", "Impact"),
        ("1", ASKED, DONE, GOOD),
        ("2", "Who pays?", "The council pays.", ""),
    )
    text = "\n".join("\t".join(row) for row in rows)
    first, second = read(Block("heading", "Challenges", level=2), Block("table", text, rows=rows))
    assert (first.text, first.answer) == (ASKED, f"{DONE}\n{GOOD}")
    assert (second.text, second.answer) == ("Who pays?", "The council pays.")


@pytest.mark.parametrize(
    "text",
    [
        "The challenge is to do better, and action is needed.",
        "Challenge sessions on: housing and adoption.",
        "Challenge: that is the word for it.",
        "Impact of domestic abuse on babies is well known.",
        "Outcome: the Board leads on neglect.",
    ],
)
def test_prose_is_no_box(text: str) -> None:
    assert [passage for passage in read(p(text)) if passage.kind != "impact"] == []
    assert not read(p(text), p("The hub is open."))


def test_a_section_may_be_called_early_help_outcomes() -> None:
    assert label_at("Early Help Outcomes", whole=True) is None
