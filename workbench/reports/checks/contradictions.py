"""What a careful reader would notice in a report's numbers and lists.

Each check takes the reading and the document it came from and answers with what it noticed;
none alters what was read.
"""

from __future__ import annotations

from collections.abc import Callable

from workbench.documents.model import Document
from workbench.records import Check, Reading
from workbench.reports.checks import changes, directions, same_measure, table_sums, told_twice
from workbench.reports.shared.sections import placed
from workbench.reports.yearly.challenges import is_label

ContradictionCheck = Callable[[Reading, Document], list[Check]]


def measures(reading: Reading, document: Document) -> list[Check]:
    """One measure with two values; changes that its values do not make, in percent or at all."""
    data = same_measure.measured(reading, document)
    return [
        *same_measure.values(reading, data),
        *changes.changes(reading, data),
        *directions.directions(reading, data, placed(document, skip=is_label)),
    ]


# What one table, sentence or list says of itself.
WITHIN_ITSELF: tuple[ContradictionCheck, ...] = (
    table_sums.totals,
    table_sums.shares,
    table_sums.shares_of_counts,
    table_sums.copied_columns,
    table_sums.chart_and_table,
    changes.percentages,
)
# What a report says in two places.
IN_TWO_PLACES: tuple[ContradictionCheck, ...] = (
    measures,
    told_twice.statuses,
    told_twice.frequencies,
    told_twice.stated_counts,
)


def contradictions(reading: Reading, document: Document) -> tuple[Check, ...]:
    """Everything these checks notice, in their order.

    The papers of a board pack have several authors, each with figures and meetings of their
    own: only what a table or sentence says of itself is looked at there.
    """
    checks = WITHIN_ITSELF
    if reading.review.kind != "board_pack":
        checks += IN_TWO_PLACES
    return tuple(found for check in checks for found in check(reading, document))
