"""A printed line with what its layout says: the common ground of the text and PDF readers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Line:
    """One printed line.

    ``gap`` is how many blank lines stand before it (for a PDF: how much white, counted in
    lines). ``fill`` is its width as a share of its column's, or None where only characters can
    be counted. ``soft`` says what the file itself tells about the break after the line: True a
    wrap, False the end of a paragraph, None nothing. ``page_start`` marks the first line of a
    page, ``heading`` a heading's level where marks or type size show one.
    """

    text: str
    page: int | None = None
    line: int | None = None
    indent: float = 0.0
    gap: int = 0
    page_start: bool = False
    bold: bool = False
    heading: int | None = None
    soft: bool | None = None
    fill: float | None = None
    cells: tuple[str, ...] = ()
    box: int | None = None
    table: int | None = None  # which table of the document its cells are a row of
    note: bool = False  # of a footnote
    double: bool = False  # stands among lines that are all parted by one blank line
    dense: bool = False  # no blank lines at all around it
    width: int = 0  # how many characters a full line near it has
    label: int | None = None  # the page number printed on it, where it is a page label
    raw: str = ""
    upright: bool = True  # not turned on its side
    place: tuple[float, float] = (0.5, 0.5)  # foot and head, as shares of the page's height
