"""Readers of inspections take whatever comes: blocks in any order, of any kind, with any number."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from workbench.documents import read_document
from workbench.documents.model import BlockKind, assemble
from workbench.reports.cqc.reader import CqcReviewReader
from workbench.reports.inspection.reader import JointInspectionReader
from workbench.vocabulary import Organisations

LAYOUTS = Path(__file__).parent / "layouts"
NUMBERS = (None, "1", "1.1", "2.3", "5.1.1", "iv", "a")


@pytest.mark.parametrize("reader", [CqcReviewReader(), JointInspectionReader()])
def test_shuffled_blocks_are_read_without_complaint(reader):
    organisations = Organisations.load()
    blocks = [
        block
        for pattern in ("health-review-*", "inspection-letter-*")
        for path in sorted(LAYOUTS.glob(pattern))
        for block in read_document(path).blocks
    ]
    chance = random.Random(20190617)
    for _ in range(60):
        chosen = [
            replace(
                chance.choice(blocks),
                kind=chance.choice(get_args(BlockKind)),
                number=chance.choice(NUMBERS),
            )
            for _ in range(chance.randint(0, 30))
        ]
        document = assemble("invented.txt", "0" * 64, "text", chosen)
        assert 0 <= reader.recognises(document) <= 1
        passages = reader.read(document, "review", organisations).passages
        assert len({passage.ref for passage in passages}) == len(passages)
        for passage in passages:
            assert passage.text.strip()
            assert document.text[passage.start : passage.end] == passage.text
