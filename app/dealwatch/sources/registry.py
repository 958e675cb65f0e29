"""Every source Dealwatch can read, by key; and the source behind a row of the user's own making."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Protocol

from dealwatch.model.source import Source
from dealwatch.sources.accc import Accc
from dealwatch.sources.adlc_decisions import AdlcDecisions
from dealwatch.sources.authority_feeds import authority_feeds
from dealwatch.sources.bkarta import BKartA
from dealwatch.sources.canada import Canada
from dealwatch.sources.cci import Cci
from dealwatch.sources.ccpc import Ccpc
from dealwatch.sources.cma import Cma
from dealwatch.sources.comesa import Comesa
from dealwatch.sources.doj import Doj
from dealwatch.sources.doj_cases import DojCases
from dealwatch.sources.ec import Ec
from dealwatch.sources.ec_oj import EcOj
from dealwatch.sources.ec_other import ec_others
from dealwatch.sources.ec_press import EcPress
from dealwatch.sources.federal_register import FederalRegister
from dealwatch.sources.feed import Feed
from dealwatch.sources.file_source import Files
from dealwatch.sources.ftc import Ftc
from dealwatch.sources.ftc_hsr import FtcHsr
from dealwatch.sources.nz import Nz
from dealwatch.sources.page import Page
from dealwatch.sources.sec import Sec
from dealwatch.sources.sitemap import Sitemap


class Row(Protocol):
    """What a stored source is known by: its key, and the user's part of a generic one."""

    @property
    def key(self) -> str: ...

    @property
    def target(self) -> Mapping[str, str]: ...


@cache
def official() -> Mapping[str, Source]:
    """The official sources by key."""
    sources: tuple[Source, ...] = (
        Accc(),
        Cma(),
        Ec(),
        *ec_others(),
        EcPress(),
        EcOj(),
        Sec(),
        FtcHsr(),
        Ftc(),
        FederalRegister(),
        DojCases(),
        Doj(),
        *authority_feeds(),
        AdlcDecisions(),
        BKartA(),
        Nz(),
        Canada(),
        Ccpc(),
        Cci(),
        Comesa(),
    )
    return {source.info.key: source for source in sources}


def source_of(row: Row) -> Source | None:
    """The source that reads a row's documents; None for a key that this version does not know."""
    known = official().get(row.key)
    if known is not None:
        return known
    return user_made(row.key, row.target)


def user_made(key: str, target: Mapping[str, str]) -> Source | None:
    """The generic source for a key (`feed:…`, `page:…`, `file:…`) and what the user chose; None for any other key."""
    match key.partition(":")[0]:
        case "feed":
            return Feed(target["url"])
        case "page":
            return Sitemap(target) if target.get("reads") == "sitemap" else Page(target)
        case "file":
            return Files(target)
    return None
