"""The published decisions of the Autorité de la concurrence since 1988, from the French open-data portal.

The data set's entry names a file of more than 100 MB, renewed about every month; it is fetched only when it is new and
read record by record. Decided cases alone are in it: what is pending is told by the press feed (`adlc`). Nobody has
read it for us yet. Must not contain: what a record says (`adlc_record`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec

from dealwatch.language import mark
from dealwatch.model.dates import instant_text
from dealwatch.model.facts import CaseFacts
from dealwatch.model.source import Document, Known, Parsed, Request, SourceInfo, SourceProblem, SourceState
from dealwatch.sources.adlc_record import AUTHORITY, SITE, read_record
from dealwatch.sources.authority_table import SEEN
from dealwatch.sources.landmarks import layout_changed, refuse_notices
from dealwatch.sources.official_json import read_json, text
from dealwatch.sources.official_urls import address
from dealwatch.sources.troubles import Hint, Trouble

ENTRY, DECISIONS = "entry", "decisions"
DATA_SET = "decisions-publiees-par-lautorite-de-la-concurrence-depuis-1988"
ENTRY_URL = f"https://www.data.gouv.fr/api/1/datasets/{DATA_SET}/"
MAX_BYTES = 400 * 2**20

_PORTAL = frozenset({"www.data.gouv.fr", "data.gouv.fr"})
_FILES = frozenset({"static.data.gouv.fr", "files.data.gouv.fr"})
_SHRUNK = 0.9
_SAMPLE = 40
_FILE, _COUNT = "file", "decisions"

_array = msgspec.json.Decoder(list[msgspec.Raw]).decode
_tree = msgspec.json.Decoder(dict[str, Any]).decode

INFO = SourceInfo(
    key="adlc-decisions",
    authority=AUTHORITY,
    title=mark("Autorité de la concurrence: published decisions"),
    zone="Europe/Paris",
    interval=timedelta(days=1),
    homepage=f"https://www.data.gouv.fr/fr/datasets/{DATA_SET}/",
    terms=mark("Licence Ouverte 2.0 (Etalab), with attribution."),
    tells=mark(
        "Decisions and opinions since 1988 with number, day, undertakings and, for mergers, phase and operative part."
    ),
    untold=mark("Renewed about once a month; pending cases are not in it."),
    active_hours=(6, 22),
    confirmed=False,
    pace=timedelta(seconds=5),
)


class _Entry(msgspec.Struct):
    resources: list[Any]


class AdlcDecisions:
    """`model.source.Source` for the data set."""

    info = INFO

    def plan(self, known: Known) -> Sequence[Request]:
        return [Request(ENTRY_URL, ENTRY, mark("Entry of the data set"))]

    def parse(self, document: Document, known: Known) -> Parsed:
        if document.request.role == ENTRY:
            return _parse_entry(document, known)
        return _parse_decisions(document, known)

    def owns(self, url: str) -> Request | None:
        parts = address(url)
        if parts.hostname in _PORTAL and parts.path.startswith("/api/1/datasets/") and DATA_SET in parts.path:
            return Request(url, ENTRY, mark("Entry of the data set"))
        if parts.hostname in _FILES and DATA_SET in parts.path and parts.path.endswith(".json"):
            return _file_request(url)
        return None


def _file_request(url: str) -> Request:
    return Request(url, DECISIONS, mark("File of all decisions"), max_bytes=MAX_BYTES)


def _parse_entry(document: Document, known: Known) -> Parsed:
    """The file to fetch, if it is another one than the last that was read."""
    entry = read_json(document.body, _Entry, SITE)
    files = [file for file in entry.resources if isinstance(file, dict) and _is_file(file)]
    if not files:
        raise layout_changed(SITE, "no file of decisions in French in the data set's entry")
    # The French file holds the whole texts and is by far the largest.
    file = max(files, key=_size)
    state = f"{text(file.get('url'))} {text(file.get('last_modified'))}"
    if known.memory.get(_FILE) == state:
        return Parsed()
    return Parsed(follow=(_file_request(text(file.get("url"))),), memory={"file_offered": state})


def _is_file(file: dict[str, Any]) -> bool:
    name = f"{text(file.get('title'))} {text(file.get('url'))}".casefold()
    link = address(text(file.get("url")))
    is_json = text(file.get("format")).casefold() == "json" or link.path.endswith(".json")
    return is_json and link.scheme == "https" and not any(part in name for part in ("-en.json", "_en.json", "english"))


def _size(file: dict[str, Any]) -> int:
    size = file.get("filesize")
    return size if isinstance(size, int) else 0


def _parse_decisions(document: Document, known: Known) -> Parsed:
    """Every decision, read while it is taken. SourceProblem for a file broken off, cut, or of another shape."""
    body = document.body.removeprefix(b"\xef\xbb\xbf")
    refuse_notices(body, SITE)
    try:
        records = _array(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _broken(str(error)) if "truncated" in str(error) else layout_changed(SITE, str(error)) from error
    last = known.memory.get(_COUNT)
    if isinstance(last, int) and len(records) < last * _SHRUNK:
        raise _broken(f"{len(records)} decisions, {last} the time before")
    sample = records[:: max(1, len(records) // _SAMPLE)]
    odd = sum(isinstance(_read(record, document, 0), str) for record in sample)
    strict = SEEN not in known.memory
    if not records or odd == len(sample) or (strict and odd * 10 > len(sample)):
        raise layout_changed(SITE, f"{odd} of {len(sample)} decisions looked at cannot be read")
    offered = known.memory.get("file_offered")
    memory: dict[str, Any] = {SEEN: instant_text(document.fetched_at), _COUNT: len(records)}
    if isinstance(offered, str) and offered.startswith(document.request.url):
        memory[_FILE] = offered
    return Parsed(cases=_cases(records, document), memory=memory)


def _cases(records: list[msgspec.Raw], document: Document) -> Iterator[CaseFacts]:
    """Each decision once: where the file repeats a number, the first stands.

    What cannot be read is said with the next one that can.
    """
    seen: set[str] = set()
    odd: list[str] = []
    for place, record in enumerate(records):
        facts = _read(record, document, place)
        if isinstance(facts, str):
            odd.append(f"decision {place + 1} of the file cannot be read: {facts}")
        elif facts.number not in seen:
            seen.add(facts.number)
            yield replace(facts, warnings=(*facts.warnings, *odd))
            odd.clear()


def _read(record: msgspec.Raw, document: Document, place: int) -> CaseFacts | str:
    try:
        content = _tree(record)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return str(error)
    return read_record(content, bytes(record), place, document.fetched_at)


def _broken(detail: str) -> SourceProblem:
    return SourceProblem(
        SourceState.SERVER_ERROR,
        Trouble.FRENCH_FILE_CUT,
        Hint.READS_AGAIN,
        detail=detail,
    )
