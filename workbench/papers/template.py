"""The blank return an agency fills in: what each column means, and how to write a date.

Its headings are ones the reader knows, so that a return filled in as asked is read whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import UsageError


@dataclass(frozen=True, slots=True)
class Asked:
    """A column of the return; ``choices`` where only a few answers make sense."""

    heading: str
    meaning: str
    width: int
    choices: tuple[str, ...] = ()
    example: str = ""


COLUMNS = (
    Asked("Date", "The day it happened, day first: 22/05/2016. If you do not know the day, say "
          "what you know: May 2016, about May 2016, before June 2016, 3-9 March 2016.", 20,
          example="22/05/2016"),
    Asked("Time", "24 hours, such as 14:30, where it matters. Leave it empty if unknown.", 13,
          example="14:30"),
    Asked("What happened", "The facts, as the record has them: what was seen, said and done. One "
          "event a row. No opinion here.", 44,
          example="Home visit. Child seen in her cot, awake. Mother tearful."),
    Asked("Source of information", "The record it comes from: visit record, letter, log number.",
          18, example="Visit record"),
    Asked("People involved", "Names or roles, with a comma between them.", 18,
          example="Mother, health visitor"),
    Asked("Was the child seen?", "Whether somebody of your agency saw the child on that day.", 15,
          ("Yes", "No", "Seen alone", "Not applicable"), "Yes"),
    Asked("Voice of the child", "What the child said or showed, in the child's own words.", 22,
          example="She looked for her grandmother."),
    Asked("Action taken", "What your agency did about it.", 28, example="GP told the same day."),
    Asked("If no action, why?", "The reason, if nothing was done. Leave it empty otherwise.", 20),
    Asked("Analysis", "What you make of it now, looking back. Kept apart from the facts.", 28),
    Asked("Was practice as expected?", "Measured against procedures and guidance of that time.",
          18, ("Yes", "Partly", "No", "Unclear"), "Yes"),
    Asked("Good practice", "Say yes where others could learn from it: it counts as much as "
          "concern.", 14, ("Yes", "No"), "No"),
    Asked("Significance", "How much it matters to the review.", 20,
          ("Key", "Supporting", "Background"), "Supporting"),
    Asked("Date recorded", "The day it was written down, if it was not the same day.", 20,
          example="23/05/2016"),
    Asked("Recorded by", "Role, or name and role.", 16, example="Health visitor"),
)  # fmt: skip
HOW = (
    "One event a row, oldest first. Add rows as you need them; do not add or rename columns.",
    "Every contact counts, also those that failed: visits without reply, appointments missed.",
    "Write the date as you know it. A date nobody knows is better said so than made up: never "
    "put 1 January for a year.",
    "Facts, action and analysis are three columns. If nothing was done, say why.",
    "Explain each abbreviation the first time you use it, or list it under Abbreviations.",
    "Begin the source with # for a note of your own that is not an event.",
)
ROWS = 40  # empty rows in the Word table; people add more with the Tab key


def write_blank(agency: str, path: Path) -> Path:
    """Write the blank return for an agency, by the file's ending.

    Raises
    ------
    UsageError
        When the agency has no name, the ending is neither ``.docx`` nor ``.xlsx``, or the place
        cannot be written to.
    """
    path = Path(path)
    if not agency.strip():
        raise UsageError("The agency has no name.", "Say whose return it is to be.")
    writers: dict[str, Callable[[str, Path], None]] = {".docx": _word, ".xlsx": _excel}
    ending = path.suffix.casefold()
    if ending not in writers:
        raise UsageError.unknown("kind of return", ending or path.name, writers)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        writers[ending](" ".join(agency.split()), path)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written ({error.strerror}).", "Choose another place."
        ) from error
    return path


def _word(agency: str, path: Path) -> None:
    from workbench.papers import blank_word

    blank_word.write(agency, path)


def _excel(agency: str, path: Path) -> None:
    from workbench.papers import blank_excel

    blank_excel.write(agency, path)
