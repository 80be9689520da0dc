"""What a partnership sets once for all its briefings: ``settings.yaml`` in the library's folder.

A documented example ships as ``templates/briefings/settings.example.yaml``.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal

import yaml

from workbench.briefings.questions import ALWAYS, Question, shipped_questions
from workbench.briefings.roles import Role, shipped_roles
from workbench.errors import BriefingError
from workbench.style import tokens

FILE = "settings.yaml"
DatePolicy = Literal["day", "month"]
_POLICIES: tuple[DatePolicy, ...] = ("day", "month")
_LOGOS = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}
_LARGEST_LOGO = 500_000  # bytes: it is put into every page
_ROLE_WORDS = ("agencies", "named", "spoken")
_LONGEST_QUESTION = 30  # words: it is read aloud
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
    dates: DatePolicy = "month"
    answer_within_working_days: int | None = None
    roles: tuple[Role, ...] = ()  # its own, beside or instead of those that ship
    questions: tuple[Question, ...] = ()  # the same

    @property
    def public(self) -> tuple[str, ...]:
        """What is meant to be read by everybody: its name, contacts and resources."""
        return (self.name, *self.contacts, *(f"{r.title}: {r.where}" for r in self.resources))


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
        roles=_roles(path, loaded),
        questions=_questions(path, loaded),
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


def _rows(
    path: Path, loaded: dict[str, Any], name: str, needs: str, known: tuple[str, ...]
) -> Iterator[dict[str, Any]]:
    """The rows of a list, each with what it needs and nothing that is unknown."""
    value = loaded.get(name) or []
    begins = f"Under `{name}:` begin each with `- {needs}: …`"
    if not isinstance(value, list):
        raise _wrong(path, f"has no list under {name!r}", begins)
    for number, row in enumerate(value, 1):
        if not isinstance(row, dict) or not isinstance(row.get(needs), str) or not row[needs]:
            raise _wrong(path, f"says no {needs!r} in number {number} of {name!r}", begins)
        for key in row:
            if key not in known:
                raise _wrong(
                    path,
                    f"has no use for {key!r} in number {number} of {name!r}",
                    f"The names are: {', '.join(known)}",
                )
        yield row


def _roles(path: Path, loaded: dict[str, Any]) -> tuple[Role, ...]:
    ours = {role.name: role for role in shipped_roles()}
    codes = {code for role in ours.values() for code in role.agencies}
    found: list[Role] = []
    for row in _rows(path, loaded, "roles", "name", ("name", "instead_of", *_ROLE_WORDS)):
        name, instead = _text(path, row, "name"), _plain_marks(_text(path, row, "instead_of"))
        words = {each: _lines(path, row, each) for each in _ROLE_WORDS}
        if instead and instead not in ours:
            raise _wrong(
                path, f"puts the role {name!r} instead of {instead!r}, which there is not",
                f"The roles are: {'; '.join(ours)}",
            )  # fmt: skip
        if instead and ours[instead].everyone and any(words.values()):
            raise _wrong(path, f"gives words to {name!r}, which is for all", "Leave them out")
        if not instead and not any(words.values()):
            raise _wrong(
                path, f"does not say whom the role {name!r} is for",
                "Give it `named:`, `agencies:` or `instead_of:`",
            )  # fmt: skip
        for code in words["agencies"]:
            if code not in codes:
                raise _wrong(
                    path, f"gives the role {name!r} an unknown agency, {code!r}",
                    f"The agencies are: {', '.join(sorted(codes))}",
                )  # fmt: skip
        found.append(
            Role(name, words["agencies"], words["named"], words["spoken"], instead_of=instead)
        )
    _once(path, "role", [role.name for role in found])
    _once(path, "`instead_of`", [role.instead_of for role in found if role.instead_of])
    return tuple(found)


def _questions(path: Path, loaded: dict[str, Any]) -> tuple[Question, ...]:
    ours = {question.id for question in shipped_questions()} | set(ALWAYS)
    found: list[Question] = []
    for row in _rows(path, loaded, "questions", "ask", ("ask", "instead_of", "cues")):
        ask, cues = _text(path, row, "ask"), _lines(path, row, "cues")
        instead = _text(path, row, "instead_of")
        if not ask.endswith("?") or len(ask.split()) > _LONGEST_QUESTION:
            raise _wrong(
                path, f"asks {ask!r}",
                f"Write one question, with its mark, of {_LONGEST_QUESTION} words or less",
            )  # fmt: skip
        if instead and instead not in ours:
            raise _wrong(
                path, f"asks {ask!r} instead of {instead!r}, which there is not",
                f"The questions are: {', '.join(sorted(ours))}",
            )  # fmt: skip
        if instead in ALWAYS and cues:
            raise _wrong(
                path, f"gives cues to {instead!r}, which is always asked",
                "Leave out `cues`, or `instead_of`",
            )  # fmt: skip
        if not instead and not cues:
            raise _wrong(
                path, f"does not say when to ask {ask!r}",
                "Give it `cues:`, words of findings that call for it, or `instead_of:`",
            )  # fmt: skip
        found.append(Question(instead or f"our own {len(found) + 1}", ask, cues))
    _once(path, "question", [question.ask for question in found])
    _once(path, "`instead_of`", [question.id for question in found])
    return tuple(found)


def _once(path: Path, what: str, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise _wrong(path, f"has the {what} {name!r} twice", "Keep one of them")


def _plain_marks(name: str) -> str:
    """A role's name as it ships: ``Children's services`` is typed with a straight mark."""
    return name.replace("'", "’")


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
    value = loaded.get("dates") or "month"
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
