"""What every figure comes with: its summary sentence and the table of the same numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd
from bokeh.model import Model


@dataclass(frozen=True, slots=True)
class Drawn:
    """A Bokeh figure and what says the same without it.

    figure
        The Bokeh layout or figure. Its rows' data source is named ``rows`` and, where rows can be
        hidden, the index filter of its view is named ``shown``, so that a view can find them.
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
