"""Reads vocabulary files into codes, and refuses what does not hold together.

What happened is named with the file and the line, since these files are written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn, TypeGuard

import yaml

from workbench.errors import VocabularyError
from workbench.themes.codes import FACETS, Code, Crosswalk, Facet, HardCase, Target
from workbench.vocabulary_files import told_plainly

STRENGTHS = ("strong", "usual", "weak")

_TOP = {"version", "weights", "facets", "hard_cases", "crosswalks"}
_FACET = {"label", "question", "min", "max", "codes"}
_CODE = {"id", "label", "definition", "includes", "excludes", "examples", "terms"} | {
    "since",
    "retired",
    "split_into",
}
_HARD_CASE = {"facets", "when", "then", "why"}
_CROSSWALK = {"id", "label", "source", "published", "certainty", "note", "targets"}
_TARGET = {"id", "label", "codes", "certainty", "note"}
_ID = re.compile(r"[a-z][a-z0-9_]*\Z")


def _whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


class _Map(dict[str, Any]):
    """A mapping of a YAML file that knows the line it begins on."""

    line: int = 0


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML that keeps line numbers and refuses a key written twice (PyYAML keeps the last)."""


def _name(node: yaml.Node) -> str:
    return Path(node.start_mark.name).name


def _mapping(loader: _Loader, node: yaml.MappingNode) -> _Map:
    found = _Map()
    found.line = node.start_mark.line + 1
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        line = key_node.start_mark.line + 1
        if not isinstance(key, str):
            wrong = f"{key!r} is no name for a key."
            raise VocabularyError.at(_name(key_node), line, wrong, "Write a word, or quote it.")
        if key in found:
            wrong = f"{key!r} is written twice."
            raise VocabularyError.at(_name(key_node), line, wrong, "Keep one of the two.")
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


class VocabularyFiles:
    """Gathers what the files say, in their order, and checks the whole at the end."""

    def __init__(self) -> None:
        self._weights: dict[str, float] = {}
        self._facets: dict[str, dict[str, Any]] = {}
        self._codes: dict[str, dict[str, Code]] = {}
        self._hard_cases: list[HardCase] = []
        self._crosswalks: dict[str, Crosswalk] = {}
        self._file = ""
        self._splits: list[tuple[str, int, str, tuple[str, ...]]] = []
        self._named: list[tuple[str, int, str, str]] = []

    def read(self, path: Path) -> None:
        """Take in one file; what it adds comes after what is there."""
        self._file = path.name
        top = self._parse(path)
        self._known(top, _TOP)
        self._weights.update(self._read_weights(top))
        for name, body in self._is_map(top.get("facets") or _Map(), top.line, "facets").items():
            self._read_facet(name, self._is_map(body, top.line, f"the facet {name!r}"))
        for body in self._list(top, "hard_cases"):
            self._read_hard_case(self._is_map(body, top.line, "a hard case"))
        for body in self._list(top, "crosswalks"):
            self._read_crosswalk(self._is_map(body, top.line, "a crosswalk"))

    def checked(self) -> VocabularyFiles:
        """Itself, once every split and crosswalk names codes that exist."""
        for file, line, facet, parts in self._splits:
            for part in parts:
                if part not in self._codes[facet]:
                    known = ", ".join(sorted(self._codes[facet]))
                    wrong = f"{part!r} is named as part of a split, but there is no such code."
                    raise VocabularyError.at(file, line, wrong, f"Add it, or name one of: {known}.")
        for file, line, facet, code in self._named:
            if code not in self._codes.get(facet, {}):
                wrong = f"a crosswalk names {facet} {code!r}, which is not in the codebook."
                raise VocabularyError.at(file, line, wrong, "Correct the name, or add the code.")
        return self

    @property
    def facets(self) -> Mapping[str, Facet]:
        return MappingProxyType(
            {
                name: Facet(id=name, codes=MappingProxyType(self._codes[name]), **body)
                for name, body in self._facets.items()
            }
        )

    @property
    def hard_cases(self) -> tuple[HardCase, ...]:
        return tuple(self._hard_cases)

    @property
    def crosswalks(self) -> Mapping[str, Crosswalk]:
        return MappingProxyType(self._crosswalks)

    def _parse(self, path: Path) -> _Map:
        with told_plainly(path), path.open(encoding="utf-8-sig") as text:
            top = _Loader(text).get_single_data()
        return self._is_map(top, 1, "the file")

    def _read_weights(self, top: _Map) -> dict[str, float]:
        weights = self._is_map(top.get("weights") or _Map(), top.line, "weights")
        for name, weight in weights.items():
            number = isinstance(weight, (int, float)) and not isinstance(weight, bool)
            if name not in STRENGTHS or not number or weight <= 0:
                wrong = f"the weight {name!r}: {weight!r} is none."
                self._wrong(weights, wrong, f"Give a number above 0 for {', '.join(STRENGTHS)}.")
        return {name: float(weight) for name, weight in weights.items()}

    def _read_facet(self, name: str, body: _Map) -> None:
        if name not in FACETS:
            self._wrong(body, f"{name!r} is no facet.", f"The facets are: {', '.join(FACETS)}.")
        self._known(body, _FACET)
        held = self._facets.setdefault(name, {})
        held["label"] = str(body.get("label", held.get("label", name)))
        held["question"] = str(body.get("question", held.get("question", "")))
        held["least"], held["most"] = self._limits(name, body, held)
        for code in self._list(body, "codes"):
            self._read_code(name, self._is_map(code, body.line, "a code"))

    def _limits(self, name: str, body: _Map, held: Mapping[str, Any]) -> tuple[int, int]:
        least, most = body.get("min", held.get("least")), body.get("max", held.get("most"))
        if _whole(least) and _whole(most) and 0 <= least <= most and most >= 1:
            return least, most
        wrong = f"the limits of {name!r} (min {least}, max {most}) are none."
        self._wrong(body, wrong, "Give two whole numbers, min not above max, max at least 1.")

    def _read_code(self, facet: str, body: _Map) -> None:
        self._known(body, _CODE)
        name = body.get("id")
        if not isinstance(name, str) or not _ID.match(name):
            wrong = f"the id {name!r} will not do."
            self._wrong(body, wrong, "Use small letters, figures and underscores, a letter first.")
        held = self._codes.setdefault(facet, {})
        if name not in held:
            held[name] = self._new(facet, name, body)
        elif "definition" in body or "label" in body:
            wrong = f"the {facet} {name!r} is defined twice."
            self._wrong(
                body, wrong, "Leave out label and definition to add to it, or use a new id."
            )
        held[name] = self._added(held[name], body)

    def _new(self, facet: str, name: str, body: _Map) -> Code:
        definition = str(body.get("definition") or "").strip()
        if not definition:
            wrong = f"the {facet} {name!r} has no definition."
            self._wrong(body, wrong, "Say in a sentence what it means.")
        label = str(body.get("label") or name.replace("_", " ").capitalize())
        since = self._day(body, body.get("since"), "since") if "since" in body else None
        return Code(facet=facet, id=name, label=label, definition=definition, since=since)

    def _added(self, code: Code, body: _Map) -> Code:
        terms = MappingProxyType({**code.terms, **self._terms(body)})
        ended, parts = self._ending(code, body)
        return replace(
            code,
            terms=terms,
            ended=ended,
            split_into=parts,
            includes=(*code.includes, *self._texts(body, "includes")),
            excludes=(*code.excludes, *self._texts(body, "excludes")),
            examples=(*code.examples, *self._texts(body, "examples")),
        )

    def _ending(self, code: Code, body: _Map) -> tuple[date | None, tuple[str, ...]]:
        if "retired" in body and "split_into" in body:
            wrong = f"{code.id!r} is both retired and split."
            self._wrong(body, wrong, "Keep split_into where others take its place, else retired.")
        for key, keys in (("retired", {"since"}), ("split_into", {"since", "codes"})):
            if key not in body:
                continue
            ending = self._is_map(body[key], body.line, key)
            self._known(ending, keys)
            parts = self._texts(ending, "codes") if key == "split_into" else ()
            if key == "split_into" and len(parts) < 2:
                self._wrong(ending, f"{code.id!r} is split into {len(parts)}.", "Name two or more.")
            self._splits.append((self._file, ending.line, code.facet, parts))
            return self._day(ending, ending.get("since"), "since"), parts
        return code.ended, code.split_into

    def _terms(self, body: _Map) -> dict[str, float]:
        groups = self._is_map(body.get("terms") or _Map(), body.line, "terms")
        self._known(groups, set(STRENGTHS))
        found: dict[str, float] = {}
        for strength in STRENGTHS:
            for term in self._texts(groups, strength):
                if term in found:
                    wrong = f"the term {term!r} stands twice under {body.get('id')!r}."
                    self._wrong(groups, wrong, "Keep the one with the weight you mean.")
                found[term] = self._weights.get(strength, 1.0)
        return found

    def _read_hard_case(self, body: _Map) -> None:
        self._known(body, _HARD_CASE)
        texts = {key: str(body.get(key) or "") for key in ("when", "then", "why")}
        if not all(texts.values()):
            self._wrong(body, "a hard case needs when, then and why.", "Add what is missing.")
        self._hard_cases.append(HardCase(facets=self._texts(body, "facets"), **texts))

    def _read_crosswalk(self, body: _Map) -> None:
        self._known(body, _CROSSWALK)
        name = str(body.get("id") or "")
        if not _ID.match(name) or name in self._crosswalks:
            self._wrong(
                body, f"the crosswalk id {name!r} is taken or will not do.", "Choose another."
            )
        missing = [key for key in ("label", "source", "certainty") if not body.get(key)]
        if missing:
            wrong = f"the crosswalk {name!r} has no {missing[0]}."
            self._wrong(body, wrong, "Say where the list comes from and how sure that is.")
        targets = tuple(
            self._target(self._is_map(target, body.line, "a target"), str(body["certainty"]))
            for target in self._list(body, "targets")
        )
        self._crosswalks[name] = Crosswalk(
            id=name,
            label=str(body["label"]),
            source=str(body["source"]),
            published=str(body.get("published", "")),
            certainty=str(body["certainty"]),
            targets=targets,
            note=str(body.get("note", "")),
        )

    def _target(self, body: _Map, certainty: str) -> Target:
        self._known(body, _TARGET)
        if not body.get("id") or not body.get("label"):
            self._wrong(body, "a target needs an id and a label.", "Add what is missing.")
        by_facet = self._is_map(body.get("codes") or _Map(), body.line, "codes")
        pairs = [(facet, code) for facet in by_facet for code in self._texts(by_facet, facet)]
        self._named += [(self._file, by_facet.line, facet, code) for facet, code in pairs]
        return Target(
            id=str(body["id"]),
            label=str(body["label"]),
            codes=tuple(pairs),
            certainty=str(body.get("certainty", certainty)),
            note=str(body.get("note", "")),
        )

    def _list(self, body: _Map, key: str) -> list[Any]:
        given = body.get(key) or []
        if not isinstance(given, list):
            self._wrong(body, f"{key!r} is not a list.", "Write it as [one, two] or one a line.")
        return given

    def _texts(self, body: _Map, key: str) -> tuple[str, ...]:
        given = self._list(body, key)
        for text in given:
            if not isinstance(text, str) or not text.strip():
                wrong = f"{text!r} under {key!r} is no text."
                mend = "Put it in quotes: YAML reads a bare no, yes or number as something else."
                self._wrong(body, wrong, mend)
        return tuple(" ".join(text.split()) for text in given)

    def _day(self, body: _Map, value: object, key: str) -> date:
        if not isinstance(value, date):
            self._wrong(body, f"{key} is {value!r}, not a day.", "Write it as 2024-09-01.")
        return value

    def _known(self, body: _Map, keys: set[str]) -> None:
        unknown = [str(key) for key in body if key not in keys]
        if unknown:
            wrong = f"{unknown[0]!r} is not known here."
            self._wrong(body, wrong, f"The keys are: {', '.join(sorted(keys))}.")

    def _is_map(self, body: object, line: int, what: str) -> _Map:
        if not isinstance(body, _Map):
            mend = "Write key: value pairs, one a line, as in data/vocabulary/codebook.yaml."
            raise VocabularyError.at(self._file, line, f"{what} holds no keys.", mend)
        return body

    def _wrong(self, body: _Map, wrong: str, mend: str) -> NoReturn:
        raise VocabularyError.at(self._file, body.line or None, wrong, mend)
