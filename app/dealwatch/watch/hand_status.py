"""A status that a person sets by hand, with a reason. It stands beside the official facts, never in their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec

from dealwatch.language import _, mark
from dealwatch.model.dates import PartialDate
from dealwatch.model.errors import UsageError
from dealwatch.model.evidence import Evidence
from dealwatch.model.note import ActKind
from dealwatch.model.status import Badge, Status
from dealwatch.store.connection import Database
from dealwatch.store.database import Store
from dealwatch.watch.by_hand import USER_SOURCE, Entry, enter, take_back

_axes = msgspec.json.Decoder(dict[str, str]).decode


@dataclass(frozen=True, slots=True)
class HandStatus:
    """`reason` is why, in the user's words; `url` and `quote` what it rests on, where there is something."""

    deal_id: str
    authority: str
    badge: Badge
    reason: str
    day: PartialDate | None = None
    number: str = ""
    url: str = ""
    quote: str = ""


def set_by_hand(store: Store, wanted: HandStatus, now: datetime) -> str:
    """Put it on record as the user's own; the id of its case.

    UsageError without a reason, for an unknown deal, or where that status is on file already.
    """
    deal = store.deals.get(wanted.deal_id)
    if deal is None:
        raise UsageError(_("There is no such deal."), wanted.deal_id)
    if not wanted.reason.strip():
        raise UsageError(_("A status set by hand needs a reason."), _("Say how you know, in a sentence."))
    number = f"{wanted.deal_id}/{wanted.authority}"
    with store.write() as database:
        case = store.cases.find(USER_SOURCE, number, database)
        before = case.status if case and not case.removed else None
        entry = Entry(
            number=number,
            authority=wanted.authority,
            title=deal.name,
            words=wanted.reason.strip(),
            evidence=Evidence("", wanted.url, now, "", wanted.quote),
            status=(before or Status()).with_badge(wanted.badge),
            day=wanted.day,
            printed_number=wanted.number,
            url=wanted.url,
        )
        case_id, events = enter(store, database, entry, now)
        if not events:
            raise UsageError(_("That status is on file already."), _("Nothing was changed."))
        store.deals.link(database, wanted.deal_id, case_id)
        fields = {
            "name": deal.name,
            "authority": wanted.authority,
            "deal_id": wanted.deal_id,
            "before": msgspec.json.encode(before.axes()).decode() if before is not None else "",
        }
        store.journal.note(database, mark("Set {authority} in {name} by hand"), fields, ActKind.ENTRY, case_id, now)
    return case_id


def undo_by_hand(store: Store, database: Database, case_id: str, fields: Mapping[str, str], now: datetime) -> None:
    """Take such a status back. `fields` are those of its act."""
    case = store.cases.get(case_id, database)
    assert case is not None
    before = _axes(fields["before"]) if fields["before"] else None
    take_back(store, database, case_id, fields["deal_id"], before, case.url, now)
