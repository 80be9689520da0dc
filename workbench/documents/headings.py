"""What a paragraph is where its format did not say: heading, numbered, bullet or plain."""

from __future__ import annotations

import re

from workbench.documents import marks
from workbench.documents.paragraphs import Para, shouts

_HEADING_LENGTH = 120
_HEADING_WORDS = 16
_MANY_MARKED = 4  # headings that marks or type show, from which on a document is taken to show all
_CAPTION = re.compile(r"(?:table|figure|chart|graph|diagram|fig\.)\s*\d", re.IGNORECASE)
STYLED_NUMBER = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2})*)[.:)]?\s+"
    r"(?!(?i:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
    r"(?P<title>[A-Z“‘\"'(].*)"
)


def decide(paras: list[Para]) -> None:
    """Decide each paragraph's kind where the format did not."""
    marked = sum(bool(p.heading or (p.bold and not p.marker and _bold_heading(p))) for p in paras)
    for index, para in enumerate(paras):
        after = paras[index + 1] if index + 1 < len(paras) else None
        if not para.first.cells and not para.kind:
            para.kind = _kind(paras, index, after, marked >= _MANY_MARKED)


def _kind(paras: list[Para], index: int, after: Para | None, marked: bool) -> str:
    """``marked``: the document shows its headings, so that shape alone must be very clear."""
    para = paras[index]
    if para.heading:
        return "heading"
    if para.marker and para.marker.kind == "bullet":
        return "bullet"
    if para.marker:
        heads = _bold_heading(para) or _numbered_heading(paras, index)
        return "heading" if heads else "numbered"
    if _CAPTION.match(para.text):
        return "paragraph"
    if _bold_heading(para):
        return "heading"
    if marked and not shouts(para.text):
        return "paragraph"
    return "heading" if looks_like_heading(para) and _has_body(para, after) else "paragraph"


def looks_like_heading(para: Para) -> bool:
    """Short, begins with a capital or figure, does not end as a sentence."""
    text = para.text
    if len(text) > _HEADING_LENGTH or len(text.split()) > _HEADING_WORDS or not text:
        return False
    if text[-1] in ",;:" or not any(map(str.isalpha, text)):
        return False
    if text[0] in "\"“‘'" or (marks.ends_full(text) and not text.endswith("?")):
        return False
    first = text.lstrip(marks.OPENING)[:1]
    return (first.isupper() or first.isdigit()) and para.first.cells == ()


def _bold_heading(para: Para) -> bool:
    """In bold throughout, and not a sentence: a question, if it is short, may be a heading."""
    if not para.bold or len(para.text) > 2 * _HEADING_LENGTH:
        return False
    asks = para.text.endswith("?") and len(para.text) <= _HEADING_LENGTH
    return asks or not marks.ends_full(para.text)


def _has_body(para: Para, after: Para | None) -> bool:
    """Something to be a heading of follows."""
    if after is None or after.first.cells:
        return after is not None
    if after.marker or after.heading or shouts(para.text):
        return True
    if marks.abbreviates(para.text) and marks.abbreviates(after.text):
        return False
    return not looks_like_heading(after) or len(after.text) > _HEADING_LENGTH / 2


def _numbered_heading(paras: list[Para], index: int) -> bool:
    """``2. Children in need`` is a heading; ``2. The Trust should train staff.`` is not."""
    para = paras[index]
    marker = para.marker
    assert marker is not None and marker.number is not None
    after = paras[index + 1] if index + 1 < len(paras) else None
    if shouts(para.text) and looks_like_heading(para):
        return True
    small = not (marker.number[:1].isdigit() or marker.number.isupper())
    if after is None or small or marker.form.startswith("("):
        return False
    below = bool(
        after.marker and after.marker.number and after.marker.number.startswith(marker.number + ".")
    )
    if below:
        return len(para.text) <= 2 * _HEADING_LENGTH and not marks.ends_full(para.text)
    if not looks_like_heading(para) or not para.text[:1].isupper():
        return False
    if after.marker and after.marker.form == marker.form:
        return False
    return after.marker is None and len(after.text) > len(para.text)
