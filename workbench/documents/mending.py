"""Paragraphs that a page break, a box or a blank line tore apart, made whole."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise, zip_longest

from workbench.documents import marks
from workbench.documents.headings import looks_like_heading
from workbench.documents.paragraphs import LONGEST, LONGEST_BOX, Para, fill, shouts

_IN_BRACKETS = re.compile(r"\([^()]{3,80}\d[^()]{0,20}\)\.?")
_NO_ROOM = 0.97  # of a line's usual characters, with the next word on it as well
_FOOTNOTE = re.compile(r"\d{1,3}\s+[A-Z‘“\"h]")


def mend(paras: list[Para]) -> list[Para]:
    """Join what a page break, a box, or white after a hanging number tore apart."""
    hanging = _hanging_forms(paras)
    numbered = _numbered_throughout(paras)
    _mark_interrupting(paras)
    mended: list[Para] = []
    for para, after in zip_longest(paras, paras[1:]):
        before = _torn_from(mended, para)
        if before is None and mended and numbered and _flows_over(mended[-1], para, after):
            before = mended[-1]
        if before is None and mended and _hangs_from(mended[-1], para, hanging):
            before = mended[-1]
        if before is None:
            mended.append(para)
        else:
            before.text = marks.join(before.text, para.text)
            before.lines += para.lines
    return mended


def _torn_from(mended: list[Para], para: Para) -> Para | None:
    """The paragraph that ``para`` is the rest of: the last, or the one before a box or notes."""
    if not mended or para.kind == "footnote":
        return None
    if _torn(mended[-1], para):
        return mended[-1]
    for before in reversed(mended[-LONGEST_BOX - 1 :]):
        if before.kind != "footnote" and before.box == para.box:
            return before if _torn(before, para) else None
    return None


def _torn(before: Para, para: Para) -> bool:
    """``para`` is the rest of the paragraph ``before``."""
    if para.marker or para.heading or before.heading or para.first.cells or before.last.cells:
        return False
    if _is_reference(para) and len(before.text) > 40 and before.box == para.box:
        return True
    if not before.text or marks.ends_sentence(before.text) or shouts(before.text):
        return False
    if len(before.text) > LONGEST:
        return False
    if before.bold != para.bold or before.box != para.box or before.kind != para.kind:
        return False
    if marks.starts_lower(para.text):
        return len(before.text) > 40 or before.marker is not None or marks.dangles(before.text)
    if marks.dangles(before.text):
        return not shouts(para.text)
    return para.first.page_start and len(before.last.text) > 60 and not looks_like_heading(para)


def _numbered_throughout(paras: list[Para]) -> bool:
    """What stands under a numbered paragraph is numbered too, or a heading: nearly always."""
    follow = [after for para, after in pairwise(paras) if _is_numbered(para)]
    plain = sum(_is_plain(after) and not after.first.page_start for after in follow)
    return len(follow) >= 10 and plain <= 0.1 * len(follow)


def _flows_over(before: Para, para: Para, after: Para | None) -> bool:
    """A page ends with a full line of a numbered paragraph, and with a full stop by chance."""
    return (
        _is_numbered(before)
        and _is_plain(para)
        and para.first.page_start
        and not before.first.cells
        and fill(before.last, para.first) > _NO_ROOM
        and marks.ends_full(para.text)
        and (after is None or after.heading is not None or after.marker is not None)
    )


def _is_numbered(para: Para) -> bool:
    return para.marker is not None and "." in (para.marker.number or "") and not para.heading


def _is_plain(para: Para) -> bool:
    return not (
        para.marker or para.heading or para.kind or para.first.cells or para.box or para.bold
    ) and not looks_like_heading(para)


def _is_reference(para: Para) -> bool:
    """``(Recommendation 4.1)`` on a line of its own belongs to the paragraph above."""
    return bool(_IN_BRACKETS.fullmatch(para.text)) and para.kind == "" and para.gap <= 2


def _mark_interrupting(paras: list[Para]) -> None:
    """Text shows no box. But a sentence that breaks off, unnumbered whole paragraphs set apart
    by white, and then a small letter are a box in a paragraph's midst."""
    box = 1 + max((para.box or 0 for para in paras), default=0)
    for index, para in enumerate(paras):
        if not _breaks_off(para):
            continue
        end = index + 1
        while end < len(paras) and end - index <= LONGEST_BOX and _may_be_boxed(paras[end]):
            end += 1
        inside = paras[index + 1 : end]
        if not inside or end == len(paras) or end - index > LONGEST_BOX:
            continue
        rest = paras[end]
        noted = rest.first.page_start and all(_FOOTNOTE.match(other.text) for other in inside)
        white = max(inside[0].gap, rest.gap) > 1 or noted
        whole_inside = marks.ends_sentence(inside[-1].text)
        if white and whole_inside and marks.starts_lower(rest.text) and not rest.marker:
            for other in inside:
                other.box, other.kind = (None, "footnote") if noted else (box, "")
            box += 1


def _breaks_off(para: Para) -> bool:
    plain = not (para.heading or para.kind or para.first.cells or para.box)
    return plain and len(para.text) > 60 and not marks.ends_sentence(para.text)


def _may_be_boxed(para: Para) -> bool:
    plain = not (para.heading or para.kind or para.first.cells or para.box or para.marker)
    return plain and not marks.starts_lower(para.text)


def _hanging_forms(paras: list[Para]) -> dict[str, bool]:
    """The forms of number whose paragraphs are whole sentences, so that one which breaks off
    goes on in the paragraph below; True where that happens so often that it is the layout."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for para, after in zip_longest(paras, paras[1:]):
        if para.marker is None or "." not in (para.marker.number or "") or para.heading:
            continue
        counts = counted[para.marker.form]
        counts["all"] += 1
        counts["whole"] += marks.ends_full(para.text)
        counts["open"] += not marks.ends_sentence(para.text) and _plain_after(para, after)
    usual = sum(counts["open"] for counts in counted.values()) >= 3
    return {
        form: usual
        for form, counts in counted.items()
        if counts["all"] >= 5 and counts["whole"] >= 0.7 * counts["all"]
    }


def _plain_after(para: Para, after: Para | None) -> bool:
    """``para`` is one line, and an unnumbered paragraph in the same type stands under it."""
    return (
        after is not None
        and len(para.lines) == 1
        and len(para.text) > 40
        and not (after.marker or after.heading or after.kind or after.first.cells)
        and after.bold == para.bold
        and after.box == para.box
        and after.gap <= 1
    )


def _hangs_from(before: Para, para: Para, forms: dict[str, bool]) -> bool:
    if before.marker is None or before.marker.form not in forms or before.heading:
        return False
    if not _plain_after(before, para):
        return False
    return forms[before.marker.form] or not marks.ends_sentence(before.text)
