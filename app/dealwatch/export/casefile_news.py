"""Reports that stand in the file as reports: items of feeds and pages, with their source, never as a status.

Must not contain: any reading of what a report says.
"""

from __future__ import annotations

from typing import Any

from dealwatch.export.casefile_dates import day_data, local_day
from dealwatch.export.casefile_input import CasefileInput
from dealwatch.export.casefile_sources import Sources
from dealwatch.language import _
from dealwatch.model.dates import PartialDate


def news_rows(given: CasefileInput, sources: Sources) -> list[dict[str, Any]]:
    """Items without a case, seen up to the as-at instant, by day."""
    rows = []
    for event in given.events:
        if event.case_id or event.observed_at > given.as_at or not event.new:
            continue
        info = given.sources.get(event.source)
        seen = PartialDate.of(local_day(event.observed_at, info.zone if info is not None else "UTC"))
        number = sources.cite(event.evidence, source=event.source, case=None, note=event.note)
        if number is None:
            continue
        rows.append(
            {
                "id": event.id,
                "date": day_data(event.occurred_on or seen, sure=event.occurred_on is not None),
                "flag": "" if event.occurred_on else _("day on which it was seen"),
                "title": event.new,
                "publisher": sources.publisher(number),
                "quote": event.evidence.quote if event.evidence.quote != event.new else "",
                "sources": [number],
            }
        )
    return sorted(rows, key=lambda row: (str(row["date"]["iso"]), str(row["id"])))
