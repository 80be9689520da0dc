"""The gate: what must not leave the partnership, found before anything is called published.

::

    file --carriers--> segments --recognisers--> findings --policy, overrides--> pass or refuse

A *carrier* takes a file apart into every piece of text it holds, seen or unseen, each with words
that say where it stands. A *recogniser* is one family of things to find. What is an ordinary word,
a rare condition or a national helpline is in ``data/vocabulary/disclosure.yaml``.

Use :func:`check_file` for a file, :func:`check_briefing` for a page before it is written as
*published*, and :func:`refuse` to stop there.
"""

from workbench.briefings.gate.check import check_briefing, check_file, refuse
from workbench.briefings.gate.key import Key, load_key
from workbench.briefings.gate.model import Finding, blocks
from workbench.briefings.gate.record import PublicationRecord, publication_record
from workbench.briefings.gate.restricted import Restricted, ReviewCounts

__all__ = [
    "Finding",
    "Key",
    "PublicationRecord",
    "Restricted",
    "ReviewCounts",
    "blocks",
    "check_briefing",
    "check_file",
    "load_key",
    "publication_record",
    "refuse",
]
