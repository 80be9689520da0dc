"""What practitioners shorten in their notes ("h/v w SW, wt 7.9") -> the words it stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping

_TOKEN = re.compile(r"[\w/#'+]+")


class Shorthand:
    """Spells out short forms that stand as whole words; a single letter only in lower case."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = {short.casefold(): full for short, full in words.items()}
        longest = sorted(map(re.escape, self._words), key=len, reverse=True)
        several = "|".join(short for short in longest if len(short) > 1 or short == "#")
        single = "|".join(short for short in longest if len(short) == 1 and short != "#")
        self._pattern = re.compile(
            rf"(?<![\w/'’&-])(?:(?i:{several or '(?!)'})|{single or '(?!)'})(?![\w/’'&]|-\w)\.?"
            r"(?=[\s,;:.)\]]|$|[\d(])"
        )
        self._tokens = frozenset(self._words)

    def spell(self, text: str) -> str:
        """The text with its short forms spelt out, else as it stands."""
        if self._tokens.isdisjoint(_TOKEN.findall(text.casefold())):
            return text
        return self._pattern.sub(self._full, text)

    def _full(self, found: re.Match[str]) -> str:
        written = found[0]
        full = self._words[written.rstrip(".").casefold()]
        ends = found.end() == len(found.string) or found.string[found.end() :].startswith("\n")
        return f"{full}." if ends and written.endswith(".") else full
