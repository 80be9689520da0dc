"""Which letter, colour and shape stands for which agency: the same in figures, views and papers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.style import tokens


@dataclass(frozen=True, slots=True)
class Mark:
    """``letter`` alone tells agencies apart; colour and shape only help."""

    letter: str
    colour: str
    shape: str


def marks_of(agencies: Iterable[str]) -> dict[str, Mark]:
    """A mark for each agency, by name in order of the alphabet.

    The first nine have the colours of ``tokens.json``, which differ for the colour-blind and reach
    4.5:1 on white. Beyond nine the colours come again with other shapes and letters of their own.
    """
    palette = tokens()["agencies"]
    marks = {}
    for i, name in enumerate(sorted(set(agencies))):
        own = palette[i % len(palette)]
        shape = palette[(i + i // len(palette)) % len(palette)]["mark"]
        marks[name] = Mark(_letter(i), own["colour"], shape)
    return marks


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def tint(colour: str, share: float) -> str:
    """A colour mixed with white: ``share`` 1 is the colour itself, 0 is white."""
    mixed = [round(255 - (255 - channel) * share) for channel in _channels(colour)]
    return "#{:02x}{:02x}{:02x}".format(*mixed)


def _letter(i: int) -> str:
    """A to Z, then AA, AB …"""
    return (_letter(i // 26 - 1) if i >= 26 else "") + chr(ord("A") + i % 26)


def _channels(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def _luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [channel / 255 for channel in _channels(colour)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
