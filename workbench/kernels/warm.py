"""What is done once before the fork, because each child would otherwise do it again.

A function here leaves nothing behind but caches. Drawing a figure and showing a frame beforehand
were tried too: they save a child one or two hundredths of a second, and cost every start a tenth.
"""

from __future__ import annotations


def notebook_schema() -> None:
    """Compile nbformat's schema, against which a notebook is checked at each load and save."""
    from nbformat.v4 import nbformat_minor
    from nbformat.validator import get_validator

    get_validator(4, nbformat_minor)
