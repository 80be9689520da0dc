"""A briefing's pictures, drawn once from their numbers: as SVG in pages, as PNG in Word files.

Both are made of the same shapes, so that a reader of either sees the same picture.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from workbench.briefings.content import Bar, Picture
from workbench.style import tokens

_WIDTH, _LABEL, _VALUE = 680, 250, 90  # pixels: the text column, its labels, the numbers behind
_ROW, _BAR, _SIZE = 34, 20, 14
_NARROW, _NARROW_ROW = 320, 58  # on a telephone each label stands above its bar
_LETTER = 8.4  # pixels a letter of 14 px needs on average in the widest of the usual fonts
_LINES, _LINE = 4, _SIZE + 3  # of a label: a longer one ends in an ellipsis
_LABEL_ROOM = _LABEL - 16
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


Shape = _Box | _Words


def svg(picture: Picture, *, narrow: bool = False) -> str:
    """An ``<svg>`` with its words as text, named by the picture's title and sentence.

    Parameters
    ----------
    narrow
        As wide as a telephone, each label above its bar.
    """
    width = _NARROW if narrow else _WIDTH
    height = _height(picture, narrow)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" aria-label="{escape(alternative(picture))}" '
        f'font-family="Arial, Helvetica, sans-serif" font-size="{_SIZE}">'
    ]
    for shape in _narrow_shapes(picture) if narrow else _shapes(picture):
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


def _lines(picture: Picture, room: int) -> list[list[str]]:
    return [_wrapped(bar.label, room) for bar in picture.bars]


def _rows(picture: Picture, narrow: bool) -> list[int]:
    """How high each bar with its label is, as many lines as it has."""
    room = _NARROW if narrow else _LABEL_ROOM
    lines = [len(each) for each in _lines(picture, room)]
    if narrow:
        return [_NARROW_ROW + _LINE * (many - 1) for many in lines]
    return [max(_ROW, _LINE * many + 10) for many in lines]


def _height(picture: Picture, narrow: bool = False) -> int:
    return sum(_rows(picture, narrow)) + 8


def _shapes(picture: Picture) -> Iterator[Shape]:
    """A bar a line: its name, how far it goes of all there are, and the number in words."""
    colours, top = tokens()["light"], 4.0
    yield _Box(0, 0, _WIDTH, _height(picture), colours["background"])
    labels, rows = _lines(picture, _LABEL_ROOM), _rows(picture, narrow=False)
    for bar, lines, row in zip(picture.bars, labels, rows, strict=True):
        middle = top + row / 2
        for k, line in enumerate(lines):
            offset = (k - (len(lines) - 1) / 2) * _LINE
            yield _Words(_LABEL - 12, middle + offset, line, colours["text"], end=True)
        yield from _bar(picture, bar, _LABEL, middle, _WIDTH)
        top += row


def _narrow_shapes(picture: Picture) -> Iterator[Shape]:
    """The same with each name above its bar."""
    colours, below = tokens()["light"], 4
    yield _Box(0, 0, _NARROW, _height(picture, narrow=True), colours["background"])
    labels, rows = _lines(picture, _NARROW), _rows(picture, narrow=True)
    for bar, lines, row in zip(picture.bars, labels, rows, strict=True):
        below += row
        for k, line in enumerate(reversed(lines)):
            yield _Words(0, below - 46 - _LINE * k, line, colours["text"])
        yield from _bar(picture, bar, 0, below - 22, _NARROW)


def _bar(picture: Picture, bar: Bar, left: int, middle: float, right: int) -> Iterator[Shape]:
    colours = tokens()["light"]
    room = right - left - _VALUE
    longest = max(1, *(each.of for each in picture.bars))
    top = middle - _BAR / 2
    yield _Box(left, top, room * bar.of / longest, _BAR, colours["line"])
    yield _Box(left, top, room * bar.value / longest, _BAR, colours["accent"])
    yield _Words(right - _VALUE + 10, middle, f"{bar.value} of {bar.of}", colours["text"])


def _wrapped(label: str, room: int) -> list[str]:
    """A label on as many lines as it needs; a very long one ends in an ellipsis."""
    fits = int(room / _LETTER)
    lines = [""]
    for word in label.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= fits or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1][: fits - 1]}…"]
    return lines
