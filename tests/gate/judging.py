"""Whether what was planted was found."""

from __future__ import annotations

import re
from collections.abc import Iterable

from planted import Plant

from workbench.briefings.gate import Finding
from workbench.briefings.gate.fold import fold


def squashed(text: str) -> str:
    """Letters and figures alone."""
    return re.sub(r"[\W_]+", "", fold(text).text.lower())


def caught(plant: Plant, findings: Iterable[Finding]) -> bool:
    """Blocked under its kind, by a finding that holds most of it or that it holds."""
    wanted = squashed(plant.text)
    return any(
        finding.action == "block"
        and finding.kind == plant.kind
        and (wanted in (found := squashed(finding.text)) or (found and found in wanted))
        for finding in findings
    )
