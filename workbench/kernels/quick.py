"""papermill and nbformat, imported without what no notebook needs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_uri_grammar() -> Iterator[None]:
    """Let jsonschema find no ``rfc3987_syntax`` if it is first imported meanwhile.

    Building that grammar takes over a second; it is for one format of text, which no notebook's
    schema speaks of. Afterwards it can be imported as ever.
    """
    hidden = sys.modules.setdefault("rfc3987_syntax", None) is None  # type: ignore[arg-type]
    try:
        yield
    finally:
        if hidden:
            del sys.modules["rfc3987_syntax"]
