"""Paragraphs to blocks: what each one is, and what was torn apart made whole."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from workbench.documents import furniture, marks, paragraphs
from workbench.documents.lines import Line
from workbench.documents.marks import Marker
from workbench.documents.model import Block, Furniture
from workbench.documents.paragraphs import Para, shouts

_HEADING_LENGTH = 120
_HEADING_WORDS = 16
_LONGEST_BOX = 10  # paragraphs
_ALL_NUMBERED = 20  # numbered paragraphs, from which on a report is taken to number them all
_MANY_MARKED = 4  # headings that marks or type show, from which on a document is taken to show all
_IN_BRACKETS = re.compile(r"\([^()]{3,80}\d[^()]{0,20}\)\.?")
_FOOTNOTE = re.compile(r"\d{1,3}\s+[A-Z‘“\"h]")
_LABELLED = re.compile(r"(?:[A-Z][\w’']*\s+){1,3}\d{1,2}(?:\.\d{1,2})*\s*[:.–-]|\w+:")
_SURE_ITEMS = re.compile(r"\s+(?=[•‣▪■□●○◦⁃➢➤►▶\uf0a7\uf0b7\uf0d8]\s)")
_SUB_ITEMS = re.compile(r"(?<=[.:;])\s+(?=o\s+\w)")
_LOOSE_ITEMS = {
    sign: re.compile(rf"(?<=[.;:?!])\s+(?={re.escape(sign)}\s+[A-Z‘“'\"])") for sign in "-–*"
}
_CAPTION = re.compile(r"(?:table|figure|chart|graph|diagram|fig\.)\s*\d", re.IGNORECASE)
_STYLED_NUMBER = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2})*)[.:)]?\s+"
    r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
    r"(?P<title>[A-Z“‘\"'(].*)"
)
_FUSED_TITLE = re.compile(r"(?<=[.!?”)])\s+(?P<title>[A-Z][A-Za-z’',&-]*(?: [A-Za-z’',&-]+){0,5})$")
_FUSED_HEADING = re.compile(
    r"(?<=[.!?”\"')])\s+(?P<number>\d{1,2}(?:\.\d{1,2})*)\.?\s+(?P<title>[A-Z][^.!?:;]{2,150}:?)$"
)


def build(lines: list[Line], *, unwrapped: bool = False) -> list[Block]:
    """The blocks of a document whose furniture is already gone."""
    return finish(_mend(paragraphs.group(lines, unwrapped)))


def finish(paras: list[Para]) -> list[Block]:
    """Decide what each paragraph is, where the file itself did not say, and make the blocks."""
    paras = _split_bullets(_split_fused(paras))
    _headings(paras)
    _mark_apart(paras)
    return [_block(para) for para in _tables(_boxes(paras))]


def without_contents(paras: list[Para]) -> tuple[list[Para], list[Furniture]]:
    """The paragraphs of a format that keeps them itself, and its contents list as furniture."""
    gone = furniture.contents([para.first.text for para in paras])
    dropped = [
        Furniture(para.first.text, None, para.first.line, "contents")
        for index, para in enumerate(paras)
        if index in gone
    ]
    return [para for index, para in enumerate(paras) if index not in gone], dropped


def whole(text: str, **given: Any) -> Para:
    """A paragraph from a format that keeps paragraphs itself."""
    line = given.pop("line", None)
    bold = given.pop("bold", False)
    return Para([Line(text, line=line)], text, bold=bold, **given)


def _mend(paras: list[Para]) -> list[Para]:
    """Join what a page break, a box, or white after a hanging number tore apart."""
    hanging = _hanging_forms(paras)
    _mark_interrupting(paras)
    mended: list[Para] = []
    for para in paras:
        before = _torn_from(mended, para)
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
    place = len(mended) - 1
    while place > 0 and (mended[place].kind == "footnote" or mended[place].box != para.box):
        place -= 1
    apart = 0 < len(mended) - 1 - place <= _LONGEST_BOX
    return mended[place] if apart and _torn(mended[place], para) else None


def _mark_interrupting(paras: list[Para]) -> None:
    """Text shows no box. But a sentence that breaks off, unnumbered whole paragraphs set apart
    by white, and then a small letter are a box in a paragraph's midst."""
    box = 1 + max((para.box or 0 for para in paras), default=0)
    for index, para in enumerate(paras):
        if not _breaks_off(para):
            continue
        end = index + 1
        while end < len(paras) and end - index <= _LONGEST_BOX and _may_be_boxed(paras[end]):
            end += 1
        inside = paras[index + 1 : end]
        if not inside or end == len(paras) or end - index > _LONGEST_BOX:
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


def _torn(before: Para, para: Para) -> bool:
    """``para`` is the rest of the paragraph ``before``."""
    if para.marker or para.heading or before.heading or para.first.cells or before.last.cells:
        return False
    if _is_reference(para) and len(before.text) > 40 and before.box == para.box:
        return True
    if not before.text or marks.ends_sentence(before.text) or shouts(before.text):
        return False
    if len(before.text) > paragraphs.LONGEST:
        return False
    if before.bold != para.bold or before.box != para.box or before.kind != para.kind:
        return False
    if marks.starts_lower(para.text):
        return len(before.text) > 40 or before.marker is not None or marks.dangles(before.text)
    if marks.dangles(before.text):
        return not shouts(para.text)
    return para.first.page_start and len(before.last.text) > 60 and not looks_like_heading(para)


def _is_reference(para: Para) -> bool:
    """``(Recommendation 4.1)`` on a line of its own belongs to the paragraph above."""
    return bool(_IN_BRACKETS.fullmatch(para.text)) and para.kind == "" and para.gap <= 2


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


def _headings(paras: list[Para]) -> None:
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


def _split_fused(paras: list[Para]) -> list[Para]:
    """``... chances. 2. Children in need``, right before 2.1, is a paragraph and a heading."""
    split: list[Para] = []
    for para, after in zip_longest(paras, paras[1:]):
        split.append(para)
        number = after.marker.number if after and after.marker else None
        if not number or number.split(".")[-1] != "1" or para.heading or para.kind:
            continue
        found = _FUSED_HEADING.search(para.text[-180:])
        title = None
        if found and found.group("number") == number.removesuffix(".1"):
            title = Para([para.last], found.group("title"), heading=number.count("."))
            title.marker = Marker("number", found.group("number"), title.text, "1.", True)
        elif found := _FUSED_TITLE.search(para.text[-80:]):
            title = Para([para.last], found.group("title"), heading=1)
        if found and title:
            para.text = para.text[: len(para.text) - len(found.group().lstrip())].rstrip()
            split.append(title)
    return split


def _split_bullets(paras: list[Para]) -> list[Para]:
    """Items that run on in one paragraph, ``- One. - Two.`` or ``We saw: • one • two``."""
    split: list[Para] = []
    for para in paras:
        split.append(para)
        if para.first.cells or para.kind not in ("", "bullet"):
            continue
        form = para.marker.form if para.marker and para.marker.kind == "bullet" else None
        first, *rest = _inline_items(para.text, form)
        para.text = first
        for text in rest:
            opened = marks.marker(text)
            made = replace(para, text=opened.rest if opened else text, marker=opened, gap=0)
            made.depth = para.depth + (
                form is not None and opened is not None and opened.form != form
            )
            split.append(made)
    return split


def _inline_items(text: str, form: str | None) -> list[str]:
    if marks.SURE_BULLET.search(text):
        return [part for part in _SURE_ITEMS.split(text) if part]
    if form in _LOOSE_ITEMS or (form and " o " in text):
        return _LOOSE_ITEMS.get(form, _SUB_ITEMS).split(text)
    return [text]


def _mark_apart(paras: list[Para]) -> None:
    """Where every paragraph of a report is numbered, an unnumbered passage between two numbered
    ones is a box, though nothing shows its frame."""
    numbered = [i for i, para in enumerate(paras) if para.kind == "numbered" and _deep(para)]
    followed = [i for i in numbered if i + 1 < len(paras) and paras[i + 1].kind == "paragraph"]
    if len(numbered) < _ALL_NUMBERED or len(followed) > 0.12 * len(numbered):
        return
    box = 1 + max((para.box or 0 for para in paras), default=0)
    for index in followed:
        end = index + 1
        while end < len(paras) and paras[end].kind in ("paragraph", "bullet"):
            end += 1
        passage = paras[index + 1 : end]
        known = any(_is_known(para) for para in passage)
        if known or end - index > _LONGEST_BOX or not marks.ends_sentence(paras[index].text):
            continue
        for para in passage:
            para.box = box
        box += 1


def _is_known(para: Para) -> bool:
    """What an unnumbered paragraph shows itself to be: boxed, a caption, labelled or a quote."""
    if para.box is not None or para.first.cells or para.bold:
        return True
    return bool(_LABELLED.match(para.text)) or para.text[0] in "\"“‘'"


def _deep(para: Para) -> bool:
    return para.marker is not None and "." in (para.marker.number or "")


def _boxes(paras: list[Para]) -> list[Para]:
    """Paragraphs that stand in one drawn or marked box are one block; a banner is a heading."""
    filled = {para.box for para in paras if para.kind != "heading" and not para.first.cells}
    boxed: list[Para] = []
    for para in paras:
        before = boxed[-1] if boxed else None
        if para.box not in filled or para.box is None or para.first.cells:
            boxed.append(para)
        elif before is not None and before.box == para.box and before.kind == "box":
            before.parts.append(para)
        else:
            boxed.append(Para(para.lines, gap=para.gap, box=para.box, kind="box", parts=[para]))
    return boxed


def _tables(paras: list[Para]) -> list[Para]:
    """Rows of cells that follow one another are one table."""
    joined: list[Para] = []
    for para in paras:
        if para.first.cells:
            para.kind = "table"
            para.rows = (para.first.cells,)
            if joined and _repeats_head(joined[-1], para):
                joined[-1].lines += para.lines
                continue
            if joined and _same_table(joined[-1], para):
                joined[-1].rows += para.rows
                joined[-1].lines += para.lines
                continue
        joined.append(para)
    return joined


def _same_table(before: Para, para: Para) -> bool:
    if before.kind != "table":
        return False
    if before.last.table == para.first.table:
        return para.gap <= 1 or para.first.table is not None
    # A table that goes on over the page has as many columns, and shows its head again or none.
    return para.first.page_start and len(para.first.cells) == len(before.rows[0])


def _repeats_head(before: Para, para: Para) -> bool:
    """The head row printed again at the top of a page."""
    return before.kind == "table" and para.first.page_start and para.first.cells == before.rows[0]


def _printed(part: Para) -> str:
    """A paragraph of a box, with its number or bullet as printed."""
    if part.marker is None:
        return part.text
    return f"{part.marker.number or '•'} {part.text}"


def _block(para: Para) -> Block:
    number = para.marker.number if para.marker else None
    text = para.text
    if para.kind == "heading" and number is None and (styled := _STYLED_NUMBER.fullmatch(text)):
        number, text = styled.group("number", "title")
    if para.kind == "box":
        text = "\n".join(_printed(part) for part in para.parts)
    if para.kind == "table":
        text = "\n".join("\t".join(row) for row in para.rows)
    text = text.replace("\u00ad", "")  # where a word might have been broken, and was not
    level = None
    if para.kind == "heading":
        level = para.heading or (number.count(".") + 1 if number else 1)
    elif para.kind == "bullet":
        level = para.depth
    return Block(
        para.kind,  # type: ignore[arg-type]
        text,
        page=para.first.page,
        line=para.first.line,
        number=number,
        level=level,
        bold=para.bold,
        rows=para.rows,
        style=para.style,
    )
