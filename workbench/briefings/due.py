"""Days by which something is due, in working days of England and Wales."""

from __future__ import annotations

import re
from datetime import date, timedelta

# How a term is written down as a fact: so many working days from an ISO day.
RULE = re.compile(r"(\d+) working days from (\d{4}-\d\d-\d\d)")


def working_day(received: str, days: int) -> str:
    """The ISO day that is so many working days after another; counting begins the day after.

    Monday to Friday without the bank holidays of England and Wales: the convention of the
    inspectorates' letters (a letter of 13 March 2025 asks for an answer within 70 working days
    and names 25 June 2025, which this gives).
    """
    from holidays.countries import UnitedKingdom

    closed = UnitedKingdom(subdiv="ENG")
    day = date.fromisoformat(received)
    while days > 0:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in closed:
            days -= 1
    return day.isoformat()
