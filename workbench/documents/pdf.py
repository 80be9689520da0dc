"""PDF with a text layer: pages of placed lines to the lines every layout shares."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2 as pdfium

from workbench.documents import blocks, decode, furniture, pdf_layout
from workbench.documents.model import Document, assemble
from workbench.documents.pdf_page import Page, read_page
from workbench.errors import DamagedError, EncryptedError, NoTextError

FORMATS = ("pdf",)
# A whole PDF ends with this mark; programs may write a little after it.
_END = b"%%EOF"
_END_WITHIN = 4096


def read(data: bytes, name: str, sha256: str, format: str) -> Document:
    """Read a PDF file.

    Raises
    ------
    EncryptedError
        When it needs a password.
    DamagedError
        When it is cut short, or one of its pages cannot be read: a part is never returned.
    NoTextError
        When no page has text.
    """
    document = _open(data, name)
    try:
        pages = list(_pages(document, name))
        title = _title(document)
    finally:
        document.close()
    blank = [page.number for page in pages if not page.pieces]
    if len(blank) == len(pages):
        raise NoTextError(name, len(pages))
    lines = pdf_layout.lines(pages)
    why = furniture.find(lines) | pdf_layout.margins(lines)
    kept, dropped = furniture.separate(lines, why)
    found = blocks.build(kept)
    return assemble(
        name,
        sha256,
        format,
        found,
        pages=len(pages),
        furniture=dropped,
        title=title,
        problems=_blank_pages(blank),
    )


def _open(data: bytes, name: str) -> pdfium.PdfDocument:
    if _END not in data[-_END_WITHIN:]:
        raise DamagedError(name, "a PDF", "its end is missing")
    try:
        document = pdfium.PdfDocument(data)
        if len(document) == 0:
            raise DamagedError(name, "a PDF", "it has no pages")
    except pdfium.PdfiumError as problem:
        if "password" in str(problem).lower():
            raise EncryptedError(name) from problem
        raise DamagedError(name, "a PDF") from problem
    return document


def _pages(document: pdfium.PdfDocument, name: str) -> Iterator[Page]:
    for index in range(len(document)):
        try:
            yield read_page(document, index)
        except pdfium.PdfiumError as problem:
            raise DamagedError(name, "a PDF", f"page {index + 1} cannot be read") from problem


def _title(document: pdfium.PdfDocument) -> str | None:
    title = " ".join(decode.tidy(document.get_metadata_value("Title") or "").split())
    return title if title and not title.lower().endswith((".doc", ".docx", ".indd")) else None


def _blank_pages(blank: list[int]) -> list[str]:
    if not blank:
        return []
    listed = ", ".join(map(str, blank[:12])) + (" and more" if len(blank) > 12 else "")
    return [
        f"Page{'s' if len(blank) > 1 else ''} {listed} {'have' if len(blank) > 1 else 'has'} no "
        "text: blank, a picture or a scan. If words are printed there, make a copy with OCR."
    ]
