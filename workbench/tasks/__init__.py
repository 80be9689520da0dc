"""The verbs: each joins a few steps, and both the command line and the notebooks call it.

Heavy packages are imported where they are used, so that ``workbench --help`` and
``workbench show`` start at once.
"""

from workbench.tasks.answers import answers, decide_answer
from workbench.tasks.briefing import brief, make_briefing, subject_of, write_briefing
from workbench.tasks.briefing_studio import BriefingStudio
from workbench.tasks.chronology import build_chronology, day_of, read_case, remembered
from workbench.tasks.chronology_case import ChronologyCase, SheetAdded
from workbench.tasks.chronology_desk import ChronologyDesk
from workbench.tasks.chronology_look import Filter, Lens, Look
from workbench.tasks.chronology_papers import blank_return, chronology_paper, save_chronology
from workbench.tasks.chronology_words import in_words
from workbench.tasks.coders import CodersTable
from workbench.tasks.coding import CodingSession
from workbench.tasks.correcting import correct, undo_correction
from workbench.tasks.exporting import export
from workbench.tasks.overview import Overview, overview
from workbench.tasks.partnership import partnership_rows, partnership_timeline
from workbench.tasks.progress import Progress
from workbench.tasks.reading import Added, add, add_uploads, failed, understand
from workbench.tasks.said_before import decide_echo, find_echoes, find_perhaps
from workbench.tasks.showing import SHOWN, InContext, in_context, newest, show
from workbench.tasks.theme_board import ThemeBoard
from workbench.tasks.themes import (
    agreement,
    code,
    codebook,
    coded,
    compare_themes,
    export_project,
    import_project,
    publishable_matrix,
    suggest,
    track_record,
)
from workbench.tasks.withdrawing import put_back, withdraw, withdrawn

__all__ = [
    "SHOWN",
    "Added",
    "BriefingStudio",
    "ChronologyCase",
    "ChronologyDesk",
    "CodersTable",
    "CodingSession",
    "Filter",
    "InContext",
    "Lens",
    "Look",
    "Overview",
    "Progress",
    "SheetAdded",
    "ThemeBoard",
    "add",
    "add_uploads",
    "agreement",
    "answers",
    "blank_return",
    "brief",
    "build_chronology",
    "chronology_paper",
    "code",
    "codebook",
    "coded",
    "compare_themes",
    "correct",
    "day_of",
    "decide_answer",
    "decide_echo",
    "export",
    "export_project",
    "failed",
    "find_echoes",
    "find_perhaps",
    "import_project",
    "in_context",
    "in_words",
    "make_briefing",
    "newest",
    "overview",
    "partnership_rows",
    "partnership_timeline",
    "publishable_matrix",
    "put_back",
    "read_case",
    "remembered",
    "save_chronology",
    "show",
    "subject_of",
    "suggest",
    "track_record",
    "understand",
    "undo_correction",
    "withdraw",
    "withdrawn",
    "write_briefing",
]
