"""How a check quotes what it found and says where it stands."""

from __future__ import annotations

from workbench.documents.model import Block


def quoted(text: str, longest: int = 140) -> str:
    """The text on one line, cut at a word where it is longer than a message should be."""
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else plain[: longest - 3].rsplit(" ", 1)[0] + " …"


def where(block: Block) -> str:
    """``on page 4 (line 212)``, one of the two, or ``further on`` where there is neither."""
    if block.page is None:
        return f"in line {block.line}" if block.line is not None else "further on"
    line = f" (line {block.line})" if block.line is not None else ""
    return f"on page {block.page}{line}"
