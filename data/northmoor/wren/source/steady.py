"""Files that are zips, written so that building twice gives the same bytes."""

from __future__ import annotations

import datetime
import re
import zipfile
from pathlib import Path

MADE = datetime.datetime(2023, 9, 29, 9, 0)
STAMP = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold


def same_bytes_each_time(path: Path) -> None:
    """Put fixed times into a Word or Excel file."""
    with zipfile.ZipFile(path) as old:
        parts = [(info.filename, old.read(info)) for info in old.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts:
            if name == "docProps/core.xml":
                content = re.sub(
                    rb"(<dcterms:(created|modified)[^>]*>)[^<]*",
                    rb"\g<1>" + MADE.isoformat().encode() + b"Z",
                    content,
                )
            new.writestr(zipfile.ZipInfo(name, STAMP), content, zipfile.ZIP_DEFLATED)
