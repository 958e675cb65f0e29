from __future__ import annotations

import tomllib
from pathlib import Path


def test_every_package_is_shipped(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    shipped = set(project["tool"]["setuptools"]["packages"]) - {"dealwatch.resources"}
    source = root / "app"
    there = {".".join(path.parent.relative_to(source).parts) for path in source.rglob("__init__.py")}
    assert shipped == there


def test_every_folder_with_code_is_a_package(root: Path) -> None:
    source = root / "app" / "dealwatch"
    assert [path for path in source.rglob("*.py") if not (path.parent / "__init__.py").exists()] == []


def test_the_version_is_told_once_and_the_same(root: Path) -> None:
    from dealwatch import __version__

    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["version"] == __version__
    assert __version__ in (root / "CHANGELOG.md").read_text("utf-8")
