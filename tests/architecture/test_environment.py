"""environment.yml and pyproject.toml name the same things."""

from __future__ import annotations

import tomllib

import yaml
from samples import REPOSITORY


def test_conda_users_get_the_same_as_everyone() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    environment = yaml.safe_load((REPOSITORY / "environment.yml").read_text(encoding="utf-8"))
    (pip,) = [entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict)]
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    assert sorted(pip) == sorted(["--editable .", *wanted])
    python = project["project"]["requires-python"]
    assert f"python{python}" in environment["dependencies"]


def test_every_dependency_has_its_reason_beside_it() -> None:
    lines = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    start, end = lines.index("dependencies = ["), lines.index("[project.scripts]")
    named = [line for line in lines[start:end] if line.startswith('    "')]
    assert len(named) > 20
    assert [line for line in named if "#" not in line] == []
