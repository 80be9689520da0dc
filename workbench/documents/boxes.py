"""Boxes: what stands in a drawn or marked frame, and what no frame shows to stand apart."""

from __future__ import annotations

import re

from workbench.documents import marks
from workbench.documents.paragraphs import LONGEST_BOX, Para

_ALL_NUMBERED = 20  # numbered paragraphs, from which on a report is taken to number them all
_LABELLED = re.compile(r"(?:[A-Z][\w’']*\s+){1,3}\d{1,2}(?:\.\d{1,2})*\s*[:.–-]|\w+:")


def mark_apart(paras: list[Para]) -> None:
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
        if known or end - index > LONGEST_BOX or not marks.ends_sentence(paras[index].text):
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


def put_together(paras: list[Para]) -> list[Para]:
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
