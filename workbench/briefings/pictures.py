"""A briefing's pictures, drawn once from their numbers: as SVG in pages, as PNG in Word files.

Both are made of the same shapes, so that a reader of either sees the same picture.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from workbench.briefings.content import Picture
from workbench.style import tokens

_WIDTH, _LABEL, _VALUE = 680, 250, 90  # pixels: the text column, its labels, the numbers behind
_ROW, _BAR, _SIZE = 44, 20, 14
_LETTER = 7.2  # pixels a letter of 14 px needs on average
_SHARPER = 3  # a PNG has this many times the pixels, for print


@dataclass(frozen=True, slots=True)
class _Box:
    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True, slots=True)
class _Words:
    x: float
    y: float  # of the middle of the line
    text: str
    colour: str
    end: bool = False  # the text ends at x


def svg(picture: Picture) -> str:
    """An ``<svg>`` with its words as text, named by the picture's title and sentence."""
    height = _height(picture)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}" aria-label="{escape(alternative(picture))}" '
        f'font-family="Arial, Helvetica, sans-serif" font-size="{_SIZE}">'
    ]
    for shape in _shapes(picture):
        if isinstance(shape, _Box):
            parts.append(
                f'<rect x="{shape.x:g}" y="{shape.y:g}" width="{shape.width:g}" '
                f'height="{shape.height:g}" fill="{shape.colour}"/>'
            )
        else:
            anchor = ' text-anchor="end"' if shape.end else ""
            parts.append(
                f'<text x="{shape.x:g}" y="{shape.y + _SIZE * 0.35:g}" fill="{shape.colour}"'
                f"{anchor}>{escape(shape.text)}</text>"
            )
    return "".join(parts) + "</svg>"


def png(picture: Picture) -> bytes:
    """The same as a PNG."""
    from PIL import Image, ImageDraw, ImageFont

    size = (_WIDTH * _SHARPER, _height(picture) * _SHARPER)
    image = Image.new("RGB", size, tokens()["light"]["background"])
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(_SIZE * _SHARPER)
    for shape in _shapes(picture):
        x, y = shape.x * _SHARPER, shape.y * _SHARPER
        if isinstance(shape, _Box):
            corner = (x + shape.width * _SHARPER, y + shape.height * _SHARPER)
            draw.rectangle(((x, y), corner), fill=shape.colour)
        else:
            draw.text((x, y), shape.text, shape.colour, font, "rm" if shape.end else "lm")
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def alternative(picture: Picture) -> str:
    """What the picture says, for people who do not see it."""
    return f"Bar chart. {picture.title}. {picture.sentence.text}"


def _height(picture: Picture) -> int:
    return _ROW * len(picture.bars) + 8


def _shapes(picture: Picture) -> Iterator[_Box | _Words]:
    """A bar a line: its name, how far it goes of all there are, and the number in words."""
    colours = tokens()["light"]
    yield _Box(0, 0, _WIDTH, _height(picture), colours["background"])
    room = _WIDTH - _LABEL - _VALUE
    longest = max(1, *(bar.of for bar in picture.bars)) if picture.bars else 1
    for i, bar in enumerate(picture.bars):
        middle = 4 + _ROW * i + _ROW / 2
        lines = _wrapped(bar.label)
        for k, line in enumerate(lines):
            offset = (k - (len(lines) - 1) / 2) * (_SIZE + 3)
            yield _Words(_LABEL - 12, middle + offset, line, colours["text"], end=True)
        yield _Box(_LABEL, middle - _BAR / 2, room * bar.of / longest, _BAR, colours["line"])
        yield _Box(_LABEL, middle - _BAR / 2, room * bar.value / longest, _BAR, colours["accent"])
        yield _Words(_WIDTH - _VALUE + 10, middle, f"{bar.value} of {bar.of}", colours["text"])


def _wrapped(label: str) -> list[str]:
    """A label on one line or two; a longer one ends in an ellipsis (the table has it whole)."""
    fits = int((_LABEL - 16) / _LETTER)
    lines = [""]
    for word in label.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= fits or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    if len(lines) > 2:
        lines = [lines[0], f"{lines[1][: fits - 1]}…"]
    return lines
