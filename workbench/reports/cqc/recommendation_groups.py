"""Recommendations printed in groups under whom they are for.

``2. Northmoor CCG and Kestrel should ensure that:`` and under it ``2.1 ...``, ``2.2 ...``; or
bullets; or items numbered afresh under every owner; or recommendations that name their owner
in their own sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from workbench.documents.model import Block
from workbench.organisations import naming
from workbench.organisations.owners import has_duty, subject_of
from workbench.reports.shared.mending import NUMBER, ends_sentence, part_of
from workbench.vocabulary import Organisations

_INTRODUCES = re.compile(
    r"\b(?:following|these|below|our)\s+(?:\w+\s+)?recommendations?\b", re.IGNORECASE
)
# What is asked of the area when the recommendations are over, under a heading or without one.
_ENDS = re.compile(r"\baction plan\b|\bworking days\b|\bsubmit your\b", re.IGNORECASE)
_LABEL = re.compile(
    rf"[*_\s]*Rec(?:ommendation)?\.?\s+(?:no\.?\s*)?(?P<number>{NUMBER})(?!\d)[*_]*"
    r"(?:\s*[:.)–—-]+[\s*_]*|[\s*_]+(?=[A-Z])|\Z)",
    re.IGNORECASE,
)
_LONGEST_HEADING = 320  # characters: six trusts by their full names


@dataclass(slots=True)
class Item:
    """One recommendation while it is read: where it is, its number and whom it is for."""

    block: Block
    start: int
    end: int
    number: str | None
    owners: tuple[str, ...]
    group: str | None = None
    text: str = ""


@dataclass(slots=True)
class Groups:
    """Reads the blocks of the recommendations, in order, into items."""

    organisations: Organisations
    items: list[Item] = field(default_factory=list)
    _owners: tuple[str, ...] = ()
    _group: str | None = None

    def read(self, blocks: Sequence[Block]) -> list[Item]:
        """All recommendations in these blocks."""
        joined = _headings_joined(_numbers_from_labels(blocks))
        for index, block in enumerate(joined):
            following = joined[index + 1] if index + 1 < len(joined) else None
            self._take(block, following)
        return self.items

    def _take(self, block: Block, following: Block | None) -> None:
        if block.kind == "footnote":
            return
        if block.kind == "table":
            self._take_table(block)
        elif self._is_owner_heading(block, following):
            self._owners = self.organisations.owners(block.text)
            self._group = block.number
        elif block.kind in ("numbered", "bullet") or block.number:
            self._begin(block)
        elif self._continues(block):
            self.items[-1].end = block.end
        elif not self._is_preamble(block):
            self._begin(block)

    def _begin(self, block: Block) -> None:
        if self._is_under_item(block):
            self.items[-1].end = block.end
            return
        owners = self._owners
        if not owners and has_duty(block.text):
            owners = self._named_at_once(block.text)
        self.items.append(
            Item(block, block.start, block.end, block.number, owners, self._group, block.text)
        )

    def _named_at_once(self, text: str) -> tuple[str, ...]:
        """Owners that a recommendation names itself, when they are names and not "staff"."""
        subject = subject_of(text)
        if len(subject.split()) > 30:
            return ()
        return tuple(
            owner
            for owner in self.organisations.owners(text)
            if self.organisations.known(owner) or naming.looks_like_one(owner)
        )

    def _is_owner_heading(self, block: Block, following: Block | None) -> bool:
        text = block.text.rstrip(" *_")
        if len(text) > _LONGEST_HEADING or _depth(block.number) > 1 or block.kind == "bullet":
            return False
        if not re.match(r"[\s*_]*[A-Z“‘\"']", text):
            return False
        if text.endswith(":") and has_duty(text):
            return not _INTRODUCES.search(text) and bool(self.organisations.owners(text))
        if re.search(r"\b(?:should|must|to)(?:\s+ensure)?(?:\s+that)?[.…]*\Z", text):
            return bool(self.organisations.owners(text))
        if ends_sentence(text.rstrip(":")) or not following:
            return False
        return self._is_only_names(text.rstrip(":"))

    def _is_only_names(self, text: str) -> bool:
        """``Eastmere Hospitals NHS Trust`` alone on a line, as a heading."""
        owners = self.organisations.owners(text)
        return (
            bool(owners)
            and not has_duty(text)
            and len(text.split()) <= 40
            and all(
                self.organisations.known(owner) or naming.looks_like_one(owner) for owner in owners
            )
        )

    def _is_under_item(self, block: Block) -> bool:
        """A list within a recommendation, not the next recommendation."""
        if not self.items:
            return False
        item = self.items[-1]
        same_group = item.group == self._group and item.owners[:1] == self._owners[:1]
        opened = item.text.rstrip(" *_").endswith(":") or _same_list(item, block)
        if block.kind == "bullet" and not block.number:
            return same_group and item.number is not None and (opened or item.end > item.block.end)
        return same_group and _depth(block.number) == 0 and opened and item.number is not None

    def _continues(self, block: Block) -> bool:
        if not self.items or block.kind not in ("paragraph", "box") or _ENDS.search(block.text):
            return False
        last = self.items[-1]
        return (
            not ends_sentence(last.text)
            or block.text[:1].islower()
            or last.text.endswith(":")
            or last.number is not None
        )

    def _is_preamble(self, block: Block) -> bool:
        """Words between the heading and the first recommendation."""
        unasked = not (self._owners or has_duty(block.text))
        return unasked or block.kind == "heading" or bool(_ENDS.search(block.text))

    def _take_table(self, block: Block) -> None:
        """A table of number, recommendation and owner is read by its cells."""
        for row in block.rows:
            cells = [cell.strip() for cell in row if cell.strip()]
            number = next(
                (c.rstrip(".") for c in cells if re.fullmatch(r"\d+(\.\d+)*\.?", c)), None
            )
            longest = max(cells, key=len, default="")
            at = block.text.find(longest)
            if number is None or at < 0 or len(longest.split()) < 5:
                continue
            named = [c for c in cells if c not in (longest, number)]
            owners = self.organisations.owners(named[0]) if named else ()
            start = block.start + at
            self.items.append(
                Item(
                    block,
                    start,
                    start + len(longest),
                    number,
                    owners or self._owners,
                    None,
                    longest,
                )
            )


def numbered_as_cited(items: Sequence[Item], cited: set[str]) -> None:
    """Give items the numbers they are cited by, where they are printed in two parts.

    Items numbered afresh under owner 2 are cited as 2.1 and 2.2; the bullets of group 3 have no
    number of their own, so that what cites 3 cites each of them.
    """
    composed = {f"{item.group}.{item.number}" for item in items if item.group and item.number}
    afresh = any(_depth(i.number) == 1 and i.group for i in items) and bool(composed & cited)
    for item in items:
        if afresh and item.group and _depth(item.number) == 1:
            item.number = f"{item.group}.{item.number}"
        elif item.number is None and item.group:
            item.number = item.group


def _numbers_from_labels(blocks: Sequence[Block]) -> list[Block]:
    """``Recommendation 3: ...``, or ``Recommendation 3`` on a line above it, is number 3."""
    found: list[Block] = []
    waiting: str | None = None
    for block in blocks:
        label = None if block.kind == "table" else _LABEL.match(block.text)
        if label and label.end() == len(block.text):
            waiting = label["number"]
        elif label:
            rest = part_of(block, label.end(), len(block.text))
            found.append(replace(rest, kind="numbered", number=label["number"]))
        elif waiting and block.kind in ("paragraph", "bullet", "box") and not block.number:
            found.append(replace(block, kind="numbered", number=waiting))
            waiting = None
        else:
            found.append(block)
    return found


def _headings_joined(blocks: Sequence[Block]) -> list[Block]:
    """An owner heading that runs over two lines is one: "..., Kestrel and" / "Moorgate should:"."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last is not None and _breaks_off(last) and not block.number and block.kind != "bullet":
            text = f"{last.text} {block.text}"
            joined[-1] = replace(last, text=text, end=block.end)
        else:
            joined.append(block)
    return joined


def _breaks_off(block: Block) -> bool:
    text = block.text.rstrip(" *_")
    return (
        len(text) < 200
        and _depth(block.number) <= 1
        and block.kind != "bullet"
        and bool(re.search(r"(?:\band|&|,|\bwith|\bNHS|\bFoundation|\bClinical)\Z", text))
    )


def _same_list(item: Item, block: Block) -> bool:
    return bool(re.search(r"\b(?:including|following)\b[^.]*\Z", item.text)) and not block.number


def _depth(number: str | None) -> int:
    if number is None or not re.fullmatch(r"\d+(?:\.\d+)*", number):
        return 0
    return number.count(".") + 1
