"""What briefings' notebooks ask for, done once before they are forked (see ``workbench.kernels``).

Each function is named in the entry points ``workbench.preload``, or asked for by a batch.
"""

from __future__ import annotations

import importlib

# Every kind of briefing, and what each goes through on its way to a page.
_ALWAYS = (
    "agency board_paper practitioner run seven_minute standing theme yearly_chapter editing"
).split()


def ready() -> None:
    """Import the kinds of briefings, and compile the page they are shown on."""
    for name in _ALWAYS:
        importlib.import_module(f"workbench.briefings.{name}")
    from workbench.briefings.formats import page

    page._template()


def ready_for_word() -> None:
    """Import what writes Word files."""
    importlib.import_module("workbench.briefings.formats.word")


def ready_for_pdf() -> None:
    """Import what writes PDF files: half a second of each, if left to each."""
    importlib.import_module("weasyprint")


# What to call before the fork, by the formats a batch writes.
FOR_FORMAT = {
    "docx": "workbench.briefings.ready:ready_for_word",
    "pdf": "workbench.briefings.ready:ready_for_pdf",
}
