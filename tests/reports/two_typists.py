"""One plan of a report written out by two typists: wrapped text, and Word.

A plan is a list of parts: ``("h1", text)``, ``("h2", text)``, ``("p", text)``, ``("b", text)`` (a
bullet), ``("n", number, text)`` (a numbered paragraph), ``("t", rows)`` (a table), ``("x",
paragraphs)`` (a box), ``("l", label, text)`` (a bold label and its words) and ``("break",)`` (a
new page).
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx

Plan = Sequence[tuple[Any, ...]]


def as_text(plan: Plan, path: Path) -> Path:
    """Printed lines of 88 characters, capitals for chapters, tabs between cells."""
    lines: list[str] = []
    before = ""
    for kind, *said in plan:
        if before == "b" and kind != "b":
            lines.append("")
        before = kind
        if kind == "h1":
            lines += ["", said[0].upper(), ""]
        elif kind == "h2":
            lines += ["", said[0], ""]
        elif kind == "p":
            lines += [textwrap.fill(said[0], 88), ""]
        elif kind == "b":
            lines += [textwrap.fill(said[0], 88, initial_indent="• ", subsequent_indent="  ")]
        elif kind == "n" or kind == "l":
            lines += [textwrap.fill(f"{said[0]} {said[1]}", 88), ""]
        elif kind == "x":
            lines += ["", *(textwrap.fill(text, 70) for text in said[0]), ""]
        elif kind == "t":
            lines += ["", *("\t".join(row) for row in said[0]), ""]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def as_word(plan: Plan, path: Path) -> Path:
    """Heading styles, list styles, ruled tables; a box is a table of one cell."""
    document = docx.Document()
    first = True
    for kind, *said in plan:
        if kind in ("h1", "h2"):
            if first:
                document.add_paragraph(said[0], style="Title")
            else:
                document.add_heading(said[0], int(kind[1]))
            first = False
        elif kind == "p":
            document.add_paragraph(said[0])
        elif kind == "b":
            document.add_paragraph(said[0], style="List Bullet")
        elif kind == "n":
            document.add_paragraph(f"{said[0]} {said[1]}")
        elif kind == "l":
            paragraph = document.add_paragraph()
            paragraph.add_run(f"{said[0]} ").bold = True
            paragraph.add_run(said[1])
        elif kind == "x":
            cell = document.add_table(rows=1, cols=1, style="Table Grid").cell(0, 0)
            cell.text = said[0][0]
            for text in said[0][1:]:
                cell.add_paragraph(text)
            document.add_paragraph()
        elif kind == "t":
            table = document.add_table(rows=0, cols=len(said[0][0]), style="Table Grid")
            for row in said[0]:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
            document.add_paragraph()
        elif kind == "break":
            document.add_page_break()
    document.save(str(path))
    return path
