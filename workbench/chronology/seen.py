"""Whether the child was seen at each contact: the agency's own answer, else its words."""

from __future__ import annotations

from workbench.chronology.subjects import about_child
from workbench.chronology.view import View


def seen_status(view: View) -> list[str | None]:
    """For each row "yes", "alone", "no" or None: the agency's own answer, else its words."""
    terms = view.rules.terms
    unseen = view.said.having(terms["not_seen"])
    alone = view.said.having(terms["seen_alone"])
    seen = {
        i
        for i, term in view.said.having(terms["seen"]).items()
        if about_child(view.said.tidied[i], term, view.people)
        or (term[0] in "wi" and about_child(view.said.tidied[i], term, view.people) is None)
    }
    told: list[str | None] = []
    for i, answer in enumerate(view.columns["child_seen"]):
        if answer in ("yes", "no", "alone"):
            told.append(answer)
        elif answer == "not_applicable":
            told.append(None)
        else:
            told.append(
                "no" if i in unseen else "alone" if i in alone else "yes" if i in seen else None
            )
    return told
