"""Text from documents is data: harmless in a spreadsheet, in a page and in a file name."""

from __future__ import annotations

import re
import unicodedata

# What a spreadsheet program may take for the start of a formula (OWASP, "CSV injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Characters that no XML document, and so no Word or Excel file, may hold.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def for_spreadsheet(value: object) -> object:
    """A cell that no spreadsheet program will run: text that begins like a formula is quoted.

    Numbers and dates stay what they are. A lone dash, as people write for "none", is left.
    """
    if not isinstance(value, str):
        return value
    value = _NOT_IN_XML.sub("\ufffd", value)
    if value.strip() in {"-", "–", "—"}:
        return value
    return f"'{value}" if value.lstrip(" ").startswith(_FORMULA_STARTS) else value


def for_xml(text: str) -> str:
    """Text without the characters that would make a Word or Excel file unreadable."""
    return _NOT_IN_XML.sub("\ufffd", text)


def for_file_name(text: str, longest: int = 80) -> str:
    """A file name made of letters, digits and hyphens: never a path, never hidden."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[A-Za-z0-9]+", plain))[:longest].strip("-") or "unnamed"
