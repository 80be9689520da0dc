"""The zip inside a Word file: looked through before anything trusts it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from workbench.errors import DamagedError, TooLargeError

MB = 1024 * 1024
# Word files of a few hundred pages inflate to under 100 MB; pictures hardly inflate at all.
MOST_INFLATED_MB = 400
# XML of real reports inflates up to some 30 times. Past this it was made to fill a disk.
MOST_RATIO = 200
_RATIO_FROM = 4 * MB  # small files may be all repetition
_MOST_MEMBERS = 20_000
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def check(data: bytes, name: str) -> None:
    """Inflate every member, counting and keeping nothing.

    Raises
    ------
    TooLargeError
        When it inflates, or says it would, to more than we are willing to hold.
    DamagedError
        When it is not a zip, is cut short, or its XML declares entities, which Word never does.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > _MOST_MEMBERS:
                raise DamagedError(name, "a Word document", f"it holds {len(members)} files")
            _limit(name, sum(member.file_size for member in members), len(data))
            total = 0
            for member in members:
                total += _inflate(archive, member, name, total, len(data))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as problem:
        raise DamagedError(name, "a Word document") from problem


def _limit(name: str, inflated: int, packed: int) -> None:
    if inflated > MOST_INFLATED_MB * MB:
        raise TooLargeError(name, inflated / MB, MOST_INFLATED_MB, "large once unpacked")
    if inflated > _RATIO_FROM and inflated > MOST_RATIO * packed:
        limit = max(_RATIO_FROM, MOST_RATIO * packed) / MB
        raise TooLargeError(name, inflated / MB, limit, "large once unpacked for its size")


def _inflate(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, before: int, packed: int
) -> int:
    size = 0
    tail = b""
    is_xml = member.filename.endswith((".xml", ".rels"))
    with archive.open(member) as stream:
        while chunk := stream.read(MB):
            size += len(chunk)
            _limit(name, before + size, packed)
            if is_xml and _DECLARES.search(tail + chunk):
                raise DamagedError(name, "a Word document", "its XML declares entities")
            tail = chunk[-16:]
    return size
