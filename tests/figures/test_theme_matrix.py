"""The matrix of themes says in its sentence what its numbers and its shades are."""

from __future__ import annotations

import pandas as pd
import pytest

from workbench.figures.themes import theme_matrix


def table(groups: int) -> pd.DataFrame:
    """One theme, found in the first group alone."""
    counts = [3] + [0] * (groups - 1)
    return pd.DataFrame(
        {
            "code": "records",
            "group": [f"group {n}" for n in range(groups)],
            "passages": counts,
            "of_passages": 4,
            "reviews": [1] + [0] * (groups - 1),
            "of_reviews": 1,
            "strength": 0,
            "improvement": counts,
            "mixed": 0,
            "neutral": 0,
        }
    )


@pytest.mark.parametrize(
    ("what", "groups", "told"),
    [
        ("review", 2, "in 1 of 2 reviews"),
        ("agency", 2, "in 1 of 2 agencies"),
        ("agency", 1, "in 1 of 1 agency"),
        ("kind", 3, "in 1 of 3 kinds of review"),
    ],
)
def test_the_sentence_counts_in_words_and_explains_the_shades(
    what: str, groups: int, told: str
) -> None:
    sentence = theme_matrix(table(groups), {"records": "Records"}, what=what).sentence
    assert sentence.startswith(f"Records is found most often (3 passages, {told});")
    assert (
        "The stronger a cell’s colour, the larger its share of the passages of its column."
        in sentence
    )
