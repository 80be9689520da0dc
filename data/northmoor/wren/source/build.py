"""Writes the invented case Wren: six agencies' returns, and the truth that a careful reader knows.

The sources are one YAML file an agency. Each event has

``when``       what the return says, in EDTF; null where the date is written so that nobody can know
``at``         the time, HH:MM
``written``    the words in the date cell, where they differ from the agency's usual ``dates``
``could``      what an unreadable date could mean
``what``, ``action``, ``no_action``, ``source``, ``people``, ``worker``, ``seen``, ``alone``,
``voice``, ``analysis``/``comment``, ``expected``, ``good``, ``significance``, and ``recorded`` or
``entered``, the day on which it was written
``is``         what is true of it, for the checks: see ``truth.py``

Run ``python build.py``; it writes ``../returns/`` and ``../truth.json``, the same bytes each time.
The truth is made from these sources and never by running the reader.
"""

from __future__ import annotations

import json
from pathlib import Path

import events
import to_csv
import to_excel
import to_html
import to_word
import truth
import yaml

SOURCE = Path(__file__).parent
# The order in which the agencies' papers came in.
AGENCIES = {
    "police": to_csv.police,
    "social-care": to_excel.social_care,
    "hospital": to_excel.hospital,
    "community-health": to_word.community_health,
    "gp": to_html.surgery,
    "school": to_csv.school,
}


def main() -> None:
    """Write every return, then the truth of all of them."""
    returns = SOURCE.parent / "returns"
    returns.mkdir(exist_ok=True)
    agencies = []
    for name, write in AGENCIES.items():
        agency = events.load(SOURCE / f"{name}.yaml")
        write(agency, returns / agency.file)
        agencies.append(agency)
    case = yaml.safe_load((SOURCE.parent / "case.yaml").read_text(encoding="utf-8"))
    expected = yaml.safe_load((SOURCE / "expected.yaml").read_text(encoding="utf-8"))
    told = truth.of(agencies, case, expected)
    path = SOURCE.parent / "truth.json"
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
