"""The contrast of text with its ground, where an element sets its own colours (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

LEAST = 4.5
LEAST_LARGE = 3.0
_COLOUR = re.compile(r"(?<![\w-])color\s*:\s*([^;!]+)", re.IGNORECASE)
_GROUND = re.compile(r"background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_SIZE = re.compile(r"font-size\s*:\s*([\d.]+)(px|pt)", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[7-9]00)", re.IGNORECASE)


def low_contrast(element: HtmlElement) -> float | None:
    """The contrast of an element that sets a colour, where it is too low; None otherwise."""
    style = element.get("style") or ""
    sets = (
        _COLOUR.search(style)
        or _GROUND.search(style)
        or element.get("color")
        or element.get("bgcolor")
    )
    if not sets or not "".join(element.itertext()).strip():
        return None
    ink = _first(element, _COLOUR, "color") or (0, 0, 0)
    ground = _first(element, _GROUND, "bgcolor") or (255, 255, 255)
    ratio = contrast(ink, ground)
    large = _SIZE.search(style)
    points = float(large[1]) * (0.75 if large[2].lower() == "px" else 1) if large else 0
    is_large = points >= 18 or (points >= 14 and _BOLD.search(style))
    return ratio if ratio < (LEAST_LARGE if is_large else LEAST) else None


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """From 1 (none) to 21 (black on white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colour(text: str) -> tuple[int, ...] | None:
    """A colour as CSS writes it; None where it is none (a variable, a picture)."""
    from PIL import ImageColor

    try:
        return ImageColor.getrgb(text.strip())[:3]
    except ValueError:
        parts = text.split()
        return colour(parts[0]) if len(parts) > 1 else None


def _first(
    element: HtmlElement, pattern: re.Pattern[str], attribute: str
) -> tuple[int, ...] | None:
    """What the element, or the nearest around it, sets."""
    for above in (element, *element.iterancestors()):
        said = pattern.search(above.get("style") or "")
        written = said[1] if said else above.get(attribute)
        if written and (found := colour(written)):
            return found
    return None


def _luminance(rgb: tuple[int, ...]) -> float:
    parts = [c / 255 for c in rgb]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
