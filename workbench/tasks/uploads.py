"""Files that came through the browser, put where a reader can open them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path


def put_down(folder: Path, uploads: Sequence[tuple[str, bytes]]) -> list[Path]:
    """Write ``(name, content)`` pairs into a folder, each in a folder of its own.

    The name is data: only its last part is used, without anything a file system could mind.
    """
    paths = []
    for number, (name, content) in enumerate(uploads):
        last = name.replace("\\", "/").rpartition("/")[2]
        bare = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', " ", last).strip(". ") or "unnamed"
        place = folder / str(number) / bare
        place.parent.mkdir(parents=True)
        place.write_bytes(content)
        paths.append(place)
    return paths
