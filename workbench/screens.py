"""Kernels for notebooks that people open: what the screens stand on is imported and learned once.

JupyterLab (``templates/lab/jupyter_lab_config.py``) and the pages of ``make app`` begin it while
the server itself still starts, so that the first notebook need not wait for it either.
"""

from __future__ import annotations

from workbench.kernels.forked import can_fork, nursery

PROVISIONER = "workbench-preloaded"
# Measured in processor's seconds, each that a kernel need not spend again: the views and the
# figures 1.5, scikit-learn 1.3, learning the shipped examples of themes 3.6.
_ALSO = (
    "workbench.widgets.start",
    "workbench.widgets.library",
    "workbench.widgets.chronology",
    "workbench.widgets.themes",
    "workbench.tasks.theme_board",
    "workbench.chronology.build",
    "workbench.figures.timeline",
    "workbench.figures.partnership_timeline",
    "workbench.themes.suggest:shipped_suggester",
)


def begin() -> None:
    """Start importing, beside whatever else is done; nothing where kernels cannot be forked."""
    if can_fork():
        nursery.start(_ALSO)
