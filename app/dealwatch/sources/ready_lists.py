"""Ready-made lists of things to watch, each a bundled file; recognised by name. Reads our own resources only.

What an entry means is for `recognise` to say: an entry is what a person would type.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec


class ReadyList(msgspec.Struct, frozen=True):
    """One list. `sample`: it is the bundled watchlist itself, which is installed and not recognised entry by entry."""

    name: str
    about: str
    watch: tuple[str, ...] = ()
    sample: bool = False


@cache
def ready_lists() -> Mapping[str, ReadyList]:
    """Every list by its name in lower case."""
    folder = files("dealwatch.resources").joinpath("lists")
    found = (
        msgspec.convert(tomllib.loads(entry.read_text("utf-8")), ReadyList)
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".toml")
    )
    return {each.name.casefold(): each for each in found}


def ready_list(name: str) -> ReadyList | None:
    """The list of that name, in upper or lower case."""
    return ready_lists().get(" ".join(name.split()).casefold())
