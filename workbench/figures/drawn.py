"""What every figure comes with: its summary sentence and the table of the same numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from bokeh.model import Model
from bokeh.models import CDSView, IndexFilter

SOME_ROWS = "some rows"  # what ``widgets/figure_choice.js`` knows the views' filters by


@dataclass(frozen=True, slots=True)
class Drawn:
    """A Bokeh figure and what says the same without it.

    figure
        The Bokeh layout or figure. Its rows' data source is named ``rows`` and, where rows can be
        hidden, its views are those of :func:`view_of`, so that a page can find them.
    title
        What a screen reader calls it.
    sentence
        What it shows, in one sentence.
    table
        The same numbers, with columns a person can read.
    positions
        For each row of the table, its position in the data source, so that a row can be chosen in
        the table as in the figure; None where the two do not go together.
    colours
        What each colour means, where colours mean something: ``(name, colour, mark)``.
    """

    figure: Model
    title: str
    sentence: str
    table: pd.DataFrame
    colours: tuple[tuple[str, str, str], ...] = field(default=())
    positions: tuple[int, ...] | None = None


def view_of(rows: np.ndarray) -> CDSView:
    """A view of some rows of a source, by position, that a page narrows to those it shows."""
    return CDSView(filter=IndexFilter(indices=[int(i) for i in rows], tags=[SOME_ROWS]))
