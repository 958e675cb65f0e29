"""The open-data file of an instrument's cases, read record by record, never as one tree.

That of mergers (`case-data-M.json`) has about 35 MB.
The file is cut into the raw bytes of its records first; one record at a time is then decoded and read. Must not
contain: what a record says (`ec_case` and on).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import msgspec

from dealwatch.language import mark
from dealwatch.model.facts import CaseFacts, Fact
from dealwatch.model.source import Document, Parsed, SourceProblem, SourceState
from dealwatch.sources.ec_case import EcCase, read_case
from dealwatch.sources.ec_codes import Codes
from dealwatch.sources.ec_facts import AUTHORITY, MERGERS, Law, case_facts
from dealwatch.sources.ec_values import Metadata, first, horizon
from dealwatch.sources.landmarks import layout_changed, refuse_notices
from dealwatch.sources.troubles import Hint, Trouble, told

PROVIDER = "bulk"
SITE = mark("the Commission's open-data file")
_AGE_IF_UNSTATED = timedelta(hours=36)
"""How old the file is taken to be where the server does not say: it is renewed about every working day, and an answer
of the search that is fresher than the file must not be undone by it."""
_SHRUNK = 0.9
"""A file with less than this share of the last one's cases has been cut somewhere."""
_SAMPLE = 40
_NUMBER = re.compile(r"[A-Z]{1,4}\.\d+(?:\.[A-Z]+)?\Z")

_object = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_array = msgspec.json.Decoder(list[msgspec.Raw]).decode
_tree = msgspec.json.Decoder(dict[str, Any]).decode


class _NoRecord(Exception):
    """What stands where a record should is none."""


@dataclass(frozen=True, slots=True)
class _Record:
    """One record's own bytes; `pointer` and `start` say where in the file they stand."""

    number: str
    pointer: str
    start: int
    body: msgspec.Raw


def read_bulk(document: Document, codes: Codes, last_count: int, law: Law = MERGERS) -> Parsed:
    """Every case of the file, read while it is taken; `last_count` is the size of the file read before (0: none).

    Raises `SourceProblem` for a web page, a file broken off, one that has lost records or has another layout.
    """
    body = document.body.removeprefix(b"\xef\xbb\xbf")
    refuse_notices(body, SITE)
    records = _records(body, len(document.body) - len(body))
    if not records or not any(_readable(record) for record in records[:: max(1, len(records) // _SAMPLE)]):
        raise layout_changed(SITE, f"{len(records)} records, none of them with a case number")
    if len(records) < last_count * _SHRUNK:
        raise SourceProblem(
            SourceState.SERVER_ERROR,
            told(Trouble.LOST_CASES, site=SITE),
            Hint.READS_FILE_AGAIN,
            detail=f"{len(records)} cases, {last_count} the time before",
        )
    as_of = _as_of(document)
    return Parsed(
        cases=_cases(records, codes, as_of, law),
        listed=frozenset(record.number for record in records),
        memory={"bulk_at": document.fetched_at.isoformat(), "bulk_cases": len(records)},
    )


def _records(body: bytes, offset: int) -> list[_Record]:
    """Cut the file: one object by case number, or an array of one-key objects or of bare records."""
    start = 0
    found = []
    try:
        if body.lstrip()[:1] == b"[":
            entries = [pair for place, entry in enumerate(_array(body)) for pair in _array_entry(place, entry)]
        else:
            entries = [(number, f"/{_escaped(number)}", raw) for number, raw in _object(body).items()]
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _unreadable(error) from error
    for number, pointer, raw in entries:
        own = bytes(raw)
        # Records stand in the file in this order with only a key between two, so the next match is the place. A key
        # that occurs twice keeps its first place in the order and its last content: then the file is searched anew.
        start = found_at if (found_at := body.find(own, start)) >= 0 else body.find(own)
        found.append(_Record(number.strip(), pointer, start + offset, raw))
        start += len(own)
    return found


def _array_entry(place: int, entry: msgspec.Raw) -> Iterator[tuple[str, str, msgspec.Raw]]:
    parts = _object(entry)
    if "metadata" not in parts:
        for number, raw in parts.items():
            yield number, f"/{place}/{_escaped(number)}", raw
        return
    yield _number_of(entry) or f"record {place}", f"/{place}", entry


def _number_of(raw: msgspec.Raw) -> str:
    try:
        return _read(_tree(raw))[0]
    except (msgspec.DecodeError, UnicodeDecodeError, _NoRecord):
        return ""


def _readable(record: _Record) -> bool:
    return bool(_number_of(record.body))


def _read(tree: dict[str, Any]) -> tuple[str, Metadata]:
    """Number and metadata of a decoded record."""
    metadata = tree.get("metadata")
    if not isinstance(metadata, dict):
        raise _NoRecord("no metadata in it")
    if not (number := first(metadata, "caseNumber")):
        raise _NoRecord("no case number in it")
    return number, metadata


def _unreadable(error: Exception) -> SourceProblem:
    if "truncated" in str(error):
        return SourceProblem(
            SourceState.SERVER_ERROR,
            told(Trouble.BULK_BROKE_OFF, site=SITE),
            Hint.READS_FILE_AGAIN,
            detail=str(error),
        )
    return layout_changed(SITE, str(error))


def _as_of(document: Document) -> datetime:
    """How fresh the file is, UTC: its date of change, never later than the moment it was fetched."""
    try:
        changed = parsedate_to_datetime(document.last_modified)
    except ValueError:
        return document.fetched_at - _AGE_IF_UNSTATED
    return min(changed.replace(tzinfo=changed.tzinfo or UTC).astimezone(UTC), document.fetched_at)


def _cases(records: list[_Record], codes: Codes, as_of: datetime, law: Law) -> Iterator[CaseFacts]:
    for record in records:
        own = bytes(record.body)
        place = f"{record.pointer} bytes={record.start}-{record.start + len(own) - 1}"
        try:
            case = _case(_tree(own), codes, as_of)
        except (msgspec.DecodeError, UnicodeDecodeError, _NoRecord) as error:
            if _NUMBER.match(record.number):  # anything else beside the records is none of them
                yield _unread(record, own, place, as_of, error, law)
            continue
        if case.number != record.number:  # the key is the identity
            case = replace(case, number=record.number)
        yield case_facts(case, codes, PROVIDER, as_of, own, place, law)


def _case(tree: dict[str, Any], codes: Codes, as_of: datetime) -> EcCase:
    _, metadata = _read(tree)
    entries = tree.get("decisions")
    decisions = [
        (entry["metadata"], entry.get("decisionAttachments"), f"/decisions/{place}/metadata")
        for place, entry in enumerate(entries if isinstance(entries, list) else ())
        if isinstance(entry, dict) and isinstance(entry.get("metadata"), dict)
    ]
    return read_case(metadata, decisions, codes, horizon(as_of), "/metadata", tree.get("caseAttachments"))


def _unread(record: _Record, own: bytes, place: str, as_of: datetime, error: Exception, law: Law) -> CaseFacts:
    """A record that cannot be read does not vanish: the case stays as it was, with a remark."""
    return CaseFacts(
        authority=AUTHORITY,
        number=record.number,
        provider=PROVIDER,
        facts=(Fact("text:number", record.number),),
        url=law.page + record.number,
        procedure=law.procedure,
        as_of=as_of,
        record=own,
        record_locator=place,
        warnings=(f"{record.number}: the record in the open-data file cannot be read ({error}).",),
    )


def _escaped(number: str) -> str:
    return number.replace("~", "~0").replace("/", "~1")
