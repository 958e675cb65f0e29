"""A deal as tables for other programs: everything as JSON, the events as CSV. Facts as they are stored, no wording.

The case file (`casefile`) is for reading; this is for machines. Must not contain: layout, judgement.
"""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from dealwatch import __version__
from dealwatch.export.casefile_input import CasefileInput
from dealwatch.model.dates import instant_text
from dealwatch.model.deal import Case
from dealwatch.model.event import Event
from dealwatch.model.evidence import Evidence

SCHEMA = "dealwatch-deal/1"
COLUMNS = (
    "id",
    "observed_at",
    "occurred_on",
    "authority",
    "case",
    "deal",
    "kind",
    "field",
    "old",
    "new",
    "badge_old",
    "badge_new",
    "words",
    "quote",
    "note",
    "source",
    "url",
    "snapshot",
    "fetched_at",
    "locator",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_json(given: CasefileInput) -> bytes:
    """The deal with its cases, facts, events and evidence as known at the as-at instant; UTF-8, keys as in the model.

    Stored copies are named by SHA-256 with address, type, time and size; their bytes are not in it.
    """
    data = {
        "schema": SCHEMA,
        "app": f"Dealwatch {__version__}",
        "as_at": instant_text(given.as_at),
        "deal": _deal(given),
        "cases": [_case(case) for case in given.cases],
        "events": [_event(given, event) for event in _known(given)],
        "snapshots": {
            sha256: {
                "url": copy.url,
                "content_type": copy.content_type,
                "fetched_at": instant_text(copy.fetched_at),
                "bytes": len(copy.body),
                "of_file": copy.of_file,
                "place": copy.place,
            }
            for sha256, copy in sorted(given.snapshots.items())
        },
    }
    return json_bytes(data)


def json_bytes(data: Any) -> bytes:
    """UTF-8 JSON in the order given; escaped where a text is no valid Unicode (half a pair from a broken page)."""
    try:
        return json.dumps(data, ensure_ascii=False, indent=1).encode()
    except UnicodeEncodeError:
        return json.dumps(data, indent=1).encode()


def write_csv(given: CasefileInput) -> bytes:
    """The events as a table: UTF-8 with a mark so that spreadsheets see it, one row an event, in order of observation.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for event in _known(given):
        row = _event(given, event)
        writer.writerow([_cell(row[column]) for column in COLUMNS])
    return target.getvalue().encode("utf-8-sig", "replace")


def _cell(value: Any) -> str:
    text = "" if value is None else str(value).replace("\0", "")
    return f"'{text}" if text.startswith(_FORMULA) else text


def _known(given: CasefileInput) -> list[Event]:
    known = [event for event in given.events if event.observed_at <= given.as_at]
    return sorted(known, key=lambda event: (event.observed_at, event.id))


def _deal(given: CasefileInput) -> dict[str, Any]:
    deal = given.deal
    return {
        "id": deal.id,
        "name": deal.name,
        "kind": deal.kind.value,
        "parties": [{"name": party.name, "role": party.role, "aliases": list(party.aliases)} for party in deal.parties],
        "value": deal.value,
        "announced": str(deal.announced) if deal.announced else None,
        "long_stop": str(deal.long_stop) if deal.long_stop else None,
        "list": deal.list_name,
        "sample": deal.sample,
    }


def _case(case: Case) -> dict[str, Any]:
    return {
        "id": case.id,
        "source": case.source,
        "authority": case.authority,
        "number": case.number,
        "printed_number": case.printed_number,
        "title": case.title,
        "url": case.url,
        "procedure": case.procedure,
        "status": case.status.axes() | {"badge": case.status.badge.value},
        "checked_at": instant_text(case.checked_at) if case.checked_at else None,
        "facts": [
            {
                "name": fact.name,
                "value": fact.value,
                "words": fact.words,
                "occurred_on": str(fact.occurred_on) if fact.occurred_on else None,
                "link": fact.link,
                "evidence": _evidence(fact.evidence) if fact.evidence else None,
            }
            for fact in case.facts.values()
        ],
    }


def _evidence(evidence: Evidence) -> dict[str, str]:
    return {
        "snapshot": evidence.snapshot,
        "url": evidence.url,
        "fetched_at": instant_text(evidence.fetched_at),
        "locator": evidence.locator,
        "quote": evidence.quote,
    }


def _event(given: CasefileInput, event: Event) -> dict[str, Any]:
    case = next((case for case in given.cases if case.id == event.case_id), None)
    return {
        "id": event.id,
        "observed_at": instant_text(event.observed_at),
        "occurred_on": str(event.occurred_on) if event.occurred_on else None,
        "authority": case.authority if case else event.authority,
        "case": (case.printed_number or case.number) if case else "",
        "deal": given.deal.name,
        "kind": event.kind.value,
        "field": event.field,
        "old": event.old,
        "new": event.new,
        "badge_old": event.badge_old,
        "badge_new": event.badge_new,
        "words": event.words,
        "note": event.note.value,
        "source": event.source,
        **_evidence(event.evidence),
    }
