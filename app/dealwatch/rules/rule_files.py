"""Reads TOML rule files, bundled ones and the user's, into typed structs; says clearly what is wrong with a file."""

from __future__ import annotations

import tomllib
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from dealwatch.language import _
from dealwatch.model.errors import DataError


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


_File = TypeVar("_File", bound=_Keyed)


def rule_files(bundled: Traversable, folder: Path | None, kind: type[_File]) -> dict[str, tuple[_File, str]]:
    """Every file by its upper-case key, with the name to show for it; the user's replaces the bundled one of its key.

    A folder that does not exist is an empty one. Raises `DataError` for a file that is no TOML or no such struct.
    """
    places: list[Traversable] = [bundled]
    if folder is not None and folder.is_dir():
        places.append(folder)
    found = {}
    for place in places:
        for entry in sorted(place.iterdir(), key=lambda item: item.name):
            if entry.name.endswith(".toml"):
                file = _decode(entry, kind)
                found[file.key.upper()] = (file, entry.name)
    return found


def bad_file(name: str, why: str) -> DataError:
    """The error for a rule file, in words for the person who wrote it."""
    return DataError(
        _("The rule file {name} cannot be used.").format(name=name),
        _("{why} Correct the file or remove it.").format(why=why),
    )


def _decode(entry: Traversable, kind: type[_File]) -> _File:
    try:
        return msgspec.convert(tomllib.loads(entry.read_text(encoding="utf-8")), kind)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise bad_file(entry.name, f"{error}.") from error
