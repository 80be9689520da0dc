"""What a partnership sets once for all its briefings: ``settings.yaml`` in the library's folder.

A documented example ships as ``templates/briefings/settings.example.yaml``.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal

import yaml

from workbench.errors import BriefingError
from workbench.style import tokens

FILE = "settings.yaml"
DatePolicy = Literal["day", "month"]
_POLICIES: tuple[DatePolicy, ...] = ("day", "month")
_LOGOS = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}
_LARGEST_LOGO = 500_000  # bytes: it is put into every page
# WCAG 2.2, 1.4.3: text against its background.
_ENOUGH = 4.5


@dataclass(frozen=True, slots=True)
class Resource:
    """Something to read or use: its title and where it is."""

    title: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class House:
    """A partnership's name, look and contacts, as every briefing carries them."""

    name: str = ""
    logo: str = ""  # a data: address, so that a page needs no other file
    logo_words: str = ""  # what the picture says, for those who do not see it
    contacts: tuple[str, ...] = ()
    resources: tuple[Resource, ...] = ()
    accent: str = ""  # headings and links; empty is the workbench's own
    dates: DatePolicy = "day"
    answer_within_working_days: int | None = None


def load(folder: Path) -> House:
    """The settings in a library's folder; the workbench's own where there is no file.

    Raises
    ------
    BriefingError
        When the file cannot be read, a name in it is unknown, a colour would be hard to read,
        or the logo is missing: each says which line to mend.
    """
    path = folder / FILE
    if not path.exists():
        return House()
    try:
        loaded = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise _wrong(
            path, f"cannot be read ({_where(error)})", "Compare it with the example"
        ) from error
    if not isinstance(loaded, dict):
        raise _wrong(path, "does not hold names with values", "Write lines such as `name: …`")
    known = {f.name for f in fields(House)}
    for name in loaded:
        if name not in known:
            raise _wrong(
                path, f"has no use for {name!r}", f"The names are: {', '.join(sorted(known))}"
            )
    return House(
        name=_text(path, loaded, "name"),
        logo=_logo(path, folder, loaded),
        logo_words=_text(path, loaded, "logo_words"),
        contacts=_lines(path, loaded, "contacts"),
        resources=_resources(path, loaded),
        accent=_colour(path, loaded),
        dates=_policy(path, loaded),
        answer_within_working_days=_days(path, loaded),
    )


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (``#rrggbb``), 1 to 21, as WCAG 2.2 reckons it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _wrong(path: Path, wrong: str, mend: str) -> BriefingError:
    example = "templates/briefings/settings.example.yaml"
    return BriefingError(f"{path} {wrong}.", f"{mend}; {example} shows all of them.")


def _where(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"line {mark.line + 1}" if mark else "it is not UTF-8 text"


def _text(path: Path, loaded: dict[str, Any], name: str) -> str:
    value = loaded.get(name) or ""
    if not isinstance(value, str):
        raise _wrong(path, f"has no words for {name!r}", f'Write `{name}: "…"`')
    return " ".join(value.split())


def _lines(path: Path, loaded: dict[str, Any], name: str) -> tuple[str, ...]:
    value = loaded.get(name) or []
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
        raise _wrong(
            path, f"has no list of lines for {name!r}", f"Under `{name}:` begin each with `- `"
        )
    return tuple(" ".join(line.split()) for line in value if line.strip())


def _resources(path: Path, loaded: dict[str, Any]) -> tuple[Resource, ...]:
    value = loaded.get("resources") or []
    try:
        return tuple(
            Resource(str(each["title"]).strip(), str(each.get("where") or "").strip())
            for each in value
        )
    except (TypeError, KeyError, AttributeError):
        raise _wrong(
            path, "has a resource without a title", "Write `- title: …` and below it `where: …`"
        ) from None


def _colour(path: Path, loaded: dict[str, Any]) -> str:
    value = str(loaded.get("accent") or "").strip().lower()
    if not value:
        return ""
    if not re.fullmatch(r"#[0-9a-f]{6}", value):
        raise _wrong(
            path, f"gives {value!r} as a colour", 'Write it as six digits: `accent: "#1f5a8c"`'
        )
    for name in ("background", "panel"):
        ratio = contrast(value, tokens()["light"][name])
        if ratio < _ENOUGH:
            raise _wrong(
                path,
                f"gives a colour, {value}, that is hard to read on our pages "
                f"(contrast {ratio:.1f} to 1; at least {_ENOUGH} is needed)",
                "Choose a darker one",
            )
    return value


def _policy(path: Path, loaded: dict[str, Any]) -> DatePolicy:
    value = loaded.get("dates") or "day"
    for policy in _POLICIES:
        if value == policy:
            return policy
    raise _wrong(path, f"says {value!r} for dates", f"Write one of: {', '.join(_POLICIES)}")


def _days(path: Path, loaded: dict[str, Any]) -> int | None:
    value = loaded.get("answer_within_working_days")
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
        raise _wrong(path, f"gives {value!r} as a number of working days", "Write a whole number")
    return value


def _logo(path: Path, folder: Path, loaded: dict[str, Any]) -> str:
    name = _text(path, loaded, "logo")
    if not name:
        return ""
    picture = (folder / name).resolve()
    # The settings come along with a library that may come from elsewhere: no file outside of it.
    if not picture.is_relative_to(folder.resolve()) or not picture.is_file():
        raise _wrong(path, f"names a logo that is not there ({name})", "Put it beside the settings")
    kind = _LOGOS.get(picture.suffix.lower())
    if kind is None:
        raise _wrong(path, f"names a logo of a kind we do not use ({name})", "Use PNG, JPEG or SVG")
    if picture.stat().st_size > _LARGEST_LOGO:
        raise _wrong(path, f"names a logo larger than 500 kB ({name})", "Save a smaller copy")
    if not _text(path, loaded, "logo_words"):
        raise _wrong(
            path, "names a logo and no words for it", "Write `logo_words: …`: what it shows"
        )
    return f"data:{kind};base64,{base64.b64encode(picture.read_bytes()).decode()}"
