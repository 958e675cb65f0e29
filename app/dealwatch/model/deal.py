"""Deals and the reviews of them. A deal may have no formal case yet, or five cases at five authorities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from dealwatch.model.dates import PartialDate
from dealwatch.model.facts import ProvenFact
from dealwatch.model.status import Status


class DealKind(StrEnum):
    MERGER = "merger"
    MINORITY_STAKE = "minority_stake"
    PARTNERSHIP = "partnership"
    ACQUI_HIRE = "acqui_hire"
    JOINT_VENTURE = "joint_venture"
    ASSET_PURCHASE = "asset_purchase"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Party:
    name: str
    role: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deal:
    """`value` is printed as the source prints it ("€15m ($16m)"). `sample` marks the bundled watchlist.

    An `archived` deal stays in the record, alerts no more and is left out of lists; a `muted` one is kept in the inbox
    only.
    """

    id: str
    name: str
    kind: DealKind = DealKind.OTHER
    parties: tuple[Party, ...] = ()
    value: str = ""
    announced: PartialDate | None = None
    long_stop: PartialDate | None = None
    list_name: str = ""
    sample: bool = False
    created_at: datetime | None = None
    case_ids: tuple[str, ...] = ()
    signed: PartialDate | None = None
    tags: tuple[str, ...] = ()
    archived: bool = False
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One review by one authority under one procedure.

    `number` is the identity within the source; `printed_number` is empty while the authority has given none.
    `facts` is the merged view by name; `held` is the status told last while a backward step awaits confirmation;
    `removed` says that the authority's complete list no longer shows the case;
    `news` that it appeared after its list had been read whole; `muted` that its changes come to the inbox only.
    """

    id: str
    source: str
    authority: str
    number: str
    printed_number: str
    title: str
    url: str
    procedure: str
    status: Status
    facts: Mapping[str, ProvenFact] = field(default_factory=dict)
    first_seen_at: datetime | None = None
    checked_at: datetime | None = None
    changed_at: datetime | None = None
    deal_ids: tuple[str, ...] = ()
    watched: bool = False
    held: Status | None = None
    removed: bool = False
    news: bool = False
    muted: bool = False
