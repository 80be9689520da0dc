"""The child death overview panel in a yearly report: its recommendations, and where it speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.records import Passage
from workbench.reports.passage_maker import PassageMaker
from workbench.reports.shared.asked_of import asked_of
from workbench.reports.shared.sections import Placed, heads_a_section
from workbench.vocabulary import Organisations

SECTION = "Child Death Overview Panel"
CHILD_DEATHS = re.compile(
    r"\bchild death(?:s)?\b|\bCDOP\b|\bCDRP?\b|\bchild mortality\b", re.IGNORECASE
)
_RECOMMENDATIONS = re.compile(r"\brecommend|\bactions? (?:agreed|arising|for)\b", re.IGNORECASE)


def about_child_deaths(here: Placed) -> bool:
    """Whether a block stands under a heading about child deaths."""
    return here.under(CHILD_DEATHS)


def recommendations(
    blocks: Sequence[Placed],
    make: PassageMaker,
    organisations: Organisations,
    publisher: str | None = None,
) -> list[Passage]:
    """What the panel recommends: the list under its heading, or behind its announcing words."""
    found: list[Passage] = []
    announced = False
    speaks = False
    for here in blocks:
        block = here.block
        if heads_a_section(block):
            speaks = about_child_deaths(here)
            announced = speaks and bool(_RECOMMENDATIONS.search(block.text))
        elif block.kind in ("bullet", "numbered"):
            if announced:
                owners = asked_of(block.text, organisations, publisher)
                found.append(
                    make.block(
                        "recommendation", block, section=SECTION, about=SECTION, owners=owners
                    )
                )
        elif speaks or CHILD_DEATHS.search(block.text):
            last = block.text[-200:]
            announced = bool(_RECOMMENDATIONS.search(last)) and block.text.rstrip().endswith(":")
        else:
            announced = False
    return found
