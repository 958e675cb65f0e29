"""Every source Dealwatch can read, by key; and the source behind a row of the user's own making."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Protocol

from dealwatch.model.source import Source
from dealwatch.sources.accc import Accc
from dealwatch.sources.cma import Cma
from dealwatch.sources.ec import Ec
from dealwatch.sources.feed import Feed


class Row(Protocol):
    """What a stored source is known by: its key, and the user's part of a generic one."""

    @property
    def key(self) -> str: ...

    @property
    def target(self) -> Mapping[str, str]: ...


@cache
def official() -> Mapping[str, Source]:
    """The official sources by key."""
    sources: tuple[Source, ...] = (Accc(), Cma(), Ec())
    return {source.info.key: source for source in sources}


def source_of(row: Row) -> Source | None:
    """The source that reads a row's documents; None for a key that this version does not know."""
    known = official().get(row.key)
    if known is not None:
        return known
    if row.key.startswith("feed:"):
        return Feed(row.target["url"])
    return None
