"""One settings file for a partnership, with plain errors."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from workbench.briefings.settings import House, contrast, load
from workbench.errors import BriefingError
from workbench.places import shipped

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def settings(folder: Path, text: str) -> House:
    (folder / "settings.yaml").write_text(text, encoding="utf-8")
    return load(folder)


def test_without_a_file_the_workbench_has_its_own(tmp_path: Path) -> None:
    assert load(tmp_path) == House()


def test_the_example_that_ships_is_good(tmp_path: Path) -> None:
    example = shipped("templates", "briefings", "settings.example.yaml")
    house = settings(tmp_path, example.read_text(encoding="utf-8"))
    assert house.name == "Northmoor Safeguarding Children Partnership"
    assert len(house.contacts) == 2 and house.dates == "month"
    assert [role.name for role in house.roles] == [
        "Family help and social work", "Maternity services",
    ]  # fmt: skip
    assert [question.id for question in house.questions] == ["men", "our own 2", "one_thing"]


def test_a_logo_is_carried_in_the_page(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(PIXEL)
    house = settings(tmp_path, "logo: logo.png\nlogo_words: Northmoor")
    assert house.logo.startswith("data:image/png;base64,")


WRONG = {
    "nmae: Northmoor": "has no use for 'nmae'.*accent, answer_within_working_days",
    "- a list": "does not hold names with values",
    "name: [1, 2": "cannot be read .line",
    "accent: '#9fd0ff'": r"hard to read.*at least 4\.5",
    "accent: blue": "as six digits",
    "dates: week": "Write one of: day, month",
    "contacts: {a: b}": "no list of lines",
    "resources:\n- where: x": "resource without a title",
    "logo: ../logo.png": "a logo that is not there",
    "logo: missing.png": "a logo that is not there",
    "answer_within_working_days: soon": "Write a whole number",
    "roles: Police": "no list under 'roles'",
    "roles:\n- named: [x]": "no 'name' in number 1 of 'roles'",
    "roles:\n- name: Police officers": "whom the role 'Police officers' is for",
    "roles:\n- {name: Bobbies, instead_of: Polic}": "The roles are: .*; Police;",
    "roles:\n- {name: Bobbies, agency: police}": "The names are: name, instead_of, agencies",
    "roles:\n- {name: Bobbies, agencies: [polis]}": "The agencies are: .*, police,",
    "roles:\n- {name: A, named: [x]}\n- {name: A, named: [y]}": "the role 'A' twice",
    "roles:\n- {name: A, instead_of: Police}\n- {name: B, instead_of: Police}": "'Police' twice",
    "roles:\n- {name: Us, instead_of: For everyone who works with children and families,"
    " named: [x]}": "which is for all",
    "questions:\n- cues: [x]": "no 'ask' in number 1 of 'questions'",
    "questions:\n- {ask: Talk about it., cues: [x]}": "Write one question, with its mark",
    "questions:\n- {ask: 'What now?'}": "when to ask 'What now",
    "questions:\n- {ask: 'What now?', instead_of: man}": "The questions are: .*, men,",
    "questions:\n- {ask: 'What now?', instead_of: notice, cues: [x]}": "is always asked",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_mistake_is_told_with_its_mend(text: str, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    (tmp_path / "logo.png").write_bytes(PIXEL)
    with pytest.raises(BriefingError, match=f"(?s){WRONG[text]}") as told:
        settings(folder, text)
    assert "settings.example.yaml" in told.value.mend


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
