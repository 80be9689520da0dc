"""Two coders: how far they agree, where they differ, and how it was settled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.errors import UsageError
from workbench.library.history import moment
from workbench.tasks.themes import agreement, codebook
from workbench.who import current_user

if TYPE_CHECKING:
    import pandas as pd

    from workbench.library import Library


class CodersTable:
    """Everything the view of two coders asks of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._codebook = codebook(library)

    def coders(self) -> list[str]:
        """Those who have coded, in the order of their first decision; no adjudicator."""
        from workbench.themes import coding

        names = dict.fromkeys(coding.accepted(self._rows())["coder"])
        return [name for name in names if not name.startswith(coding.AGREED)]

    def agreement(self, first: str, second: str) -> pd.DataFrame:
        """A row a facet: facet, passages, percent, kappa, alpha (text, with intervals), sentence.

        Raises
        ------
        UsageError
            When the two have coded no passage in common.
        """
        found = agreement(self._library, first, second)
        whole = found[found["code"] == ""]
        return whole.assign(
            percent=whole["percent"].map(lambda share: f"{share:.0%}"),
            kappa=_with_interval(whole, "kappa"),
            alpha=_with_interval(whole, "alpha"),
        ).reset_index(drop=True)

    def differences(self, first: str, second: str) -> pd.DataFrame:
        """The passages they differ on and nobody has settled, furthest apart first.

        Returns
        -------
        passage, facet, first, second, both, distance, text, settled ("" or by whom); and
        first_words, second_words, both_words, with the codes as people call them.
        """
        from workbench.library import frames
        from workbench.themes import coding
        from workbench.themes.agreement import differences

        rows = self._rows()
        found = differences(rows, first, second)
        settled = coding.settled(rows)
        by = settled[settled["how"] == "adjudicated"].groupby(["passage", "facet"])["coders"]
        who = by.first().to_dict()
        texts = frames.passages(self._library).set_index("ref")["text"]
        labels = {
            (facet, code): label
            for facet in found["facet"].unique()
            for label, code in self.codes(facet)
        }

        def told(given: str) -> list[str]:
            return [
                "; ".join(labels.get((facet, code), code) for code in codes.split(", "))
                for facet, codes in zip(found["facet"], found[given].astype(str), strict=True)
            ]

        return found.assign(
            first_words=told("first"),
            second_words=told("second"),
            both_words=told("both"),
            text=found["passage"].map(texts),
            settled=[
                str(who.get(key, "")) for key in zip(found["passage"], found["facet"], strict=True)
            ],
        )

    def codes(self, facet: str) -> list[tuple[str, str]]:
        """(label, id) of the codes of a facet."""
        return [(code.label, code.id) for code in self._codebook.codes(facet)]

    def settle(self, passage: str, facet: str, codes: Sequence[str], why: str) -> None:
        """Record what was agreed; what each coder gave stays as it is.

        Raises
        ------
        UsageError
            Without a reason, or with more codes than the codebook allows.
        """
        from workbench.themes import coding

        if not why.strip():
            raise UsageError("Settling a difference needs a reason.", "Say why, in a few words.")
        most = self._codebook.facet(facet).most
        if len(codes) > most:
            raise UsageError(f"A passage takes at most {most} of these.", "Take one away.")
        self._library.code(
            coding.adjudicate(self._rows(), passage, facet, codes, current_user(), moment(), why)
        )

    def _rows(self) -> pd.DataFrame:
        from workbench.themes import coding

        return coding.frame(self._library.codings())


def _with_interval(rows: pd.DataFrame, name: str) -> list[str]:
    parts = zip(rows[name], rows[f"{name}_low"], rows[f"{name}_high"], strict=True)
    return [
        f"{value:.2f} ({low:.2f} to {high:.2f})" if value == value else "cannot be said"
        for value, low, high in parts
    ]
