"""The European Commission's merger register (DG Competition): one source out of two, the open-data file and the search.

The file has every case with its decisions and documents, renewed about every working day; the search has the same
fields within the day, and above all the deadline of an open case. Both are read into the same facts, so that whichever
is fresher may speak. Must not contain: reading of answers (`ec_bulk`, `ec_search`), queries (`ec_requests`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec

from dealwatch.language import _, mark
from dealwatch.model.dates import parse_instant
from dealwatch.model.errors import UsageError
from dealwatch.model.source import Document, Known, KnownCase, Parsed, Request, SourceInfo
from dealwatch.sources import ec_requests
from dealwatch.sources.ec_bulk import read_bulk
from dealwatch.sources.ec_codes import Codes, read_codes
from dealwatch.sources.ec_facts import MERGERS, Law
from dealwatch.sources.ec_search import read_search
from dealwatch.sources.ec_values import ZONE
from dealwatch.sources.landmarks import is_html, layout_changed, refuse_notices

INFO = SourceInfo(
    key="ec",
    authority="EC",
    title=mark("European Commission mergers"),
    zone=ZONE,
    interval=timedelta(hours=1),
    homepage=ec_requests.SITE,
    terms=mark("Commission documents may be reused with attribution (Decision 2011/833/EU)."),
    tells=mark(
        "Every merger case since 1990: notification, phase, the Commission's own deadline, decisions with "
        "type and day, chronology, Official Journal and press references."
    ),
    untold=mark(
        "Withdrawn notifications are not marked as such, and court proceedings only as far as the register names them."
    ),
    active_hours=(7, 22),
    pace=timedelta(seconds=2),
)

_OTHERS = frozenset({"AT", "SA", "DMA", "FS", "FSP", "FSEX"})
"""How the numbers of other instruments begin; mergers began with M, C, JV or IV over the years."""

_SITE = mark("the configuration of the Commission's case site")
_KEY_PATH = ("modules", "odse", "cs", "apikey")
_KEY_AGE = timedelta(days=1)
_TRUST = timedelta(hours=3)
"""A key that has brought no answer for so long may have been replaced: after a refusal it is read anew."""
_FILE_AGE = timedelta(hours=20)
_CHECKED = timedelta(hours=20)
_FEW = 2000
"""With more cases than this in store the open-data file has been read, and no case needs to be asked for by number."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One instrument of the Commission as a source: its entry, its law, what is asked of the search.

    `bulk` is the address of its open-data file, empty where none is known; `noun` says what its cases are.
    """

    info: SourceInfo
    law: Law
    codes: str
    instrument: str
    questions: tuple[str, ...]
    bulk: str
    noun: str


MERGER_CASES = Subject(
    INFO,
    MERGERS,
    "ec_mergers",
    "M",
    (ec_requests.OPEN, ec_requests.IN_PHASE, ec_requests.LATEST),
    ec_requests.BULK,
    "merger",
)


class Ec:
    """`watch.ports.Source` for the register: mergers, or another instrument of the Commission."""

    info = INFO

    def __init__(self, codes: Codes | None = None, subject: Subject = MERGER_CASES) -> None:
        self._codes = codes or read_codes(subject.codes)
        self._subject = subject
        self.info = subject.info

    def plan(self, known: Known) -> Sequence[Request]:
        """The lists of the search, cases nobody has looked at lately, the client key when due, the file once a day."""
        key = _key(known)
        asked: list[Request] = []
        if not _trusted(known):
            asked.append(ec_requests.config_request(optional=bool(key)))
        if key:
            asked += self._searches(key, known)
        if self._subject.bulk and (known.forced or _older(known, "bulk_at", _FILE_AGE)):
            asked.append(ec_requests.bulk_request(self._subject.bulk))
        return asked

    def parse(self, document: Document, known: Known) -> Parsed:
        match document.request.role:
            case "config":
                return self._read_config(document, known)
            case "bulk":
                count = known.memory.get("bulk_cases")
                return read_bulk(document, self._codes, count if isinstance(count, int) else 0, self._subject.law)
            case "search":
                return read_search(document, known, self._codes, self._subject.law)
        # Never asked for by us, so it says nothing about the source's health.
        raise UsageError(
            _("A page of the Commission's case site cannot be read by a program."),
            _("It is filled in by the browser. Add the case by its number: the same facts come from the open data."),
        )

    def owns(self, url: str) -> Request | None:
        """A case page only of this instrument, by its number."""
        request = ec_requests.owned(url, self._subject.bulk, self.info.homepage)
        return request if request is None or not request.case or self._is_ours(request.case) else None

    def _is_ours(self, number: str) -> bool:
        return number.partition(".")[0] not in _OTHERS

    def _searches(self, key: str, known: Known) -> list[Request]:
        subject = self._subject
        lists = ec_requests.lists(key, subject.instrument, subject.questions)
        return [*lists, *ec_requests.by_number(key, _strays(known))]

    def _read_config(self, document: Document, known: Known) -> Parsed:
        """The public client key. With a new one the lists are asked for at once."""
        key = _read_key(document)
        return Parsed(
            follow=tuple(self._searches(key, known)) if key != _key(known) else (),
            memory={"key": key, "key_at": document.fetched_at.isoformat()},
        )


def _strays(known: Known) -> list[str]:
    """Cases that the lists have not shown lately: added by number, or open and in no list any more.

    Whatever is in the open-data file comes from there, so that our questions do not tell whom the user watches.
    """
    if len(known.cases) > _FEW:
        return []
    return [number for number, case in known.cases.items() if _is_stray(case, known.now)]


def _is_stray(case: KnownCase, now: datetime) -> bool:
    if case.checked_at is None or not case.facts:
        return True
    return not case.decided and now - case.checked_at > _CHECKED


def _key(known: Known) -> str:
    key = known.memory.get("key")
    return key if isinstance(key, str) else ""


def _trusted(known: Known) -> bool:
    return not _older(known, "key_at", _KEY_AGE) and not _older(known, "search_at", _TRUST)


def _older(known: Known, name: str, age: timedelta) -> bool:
    """Whether a noted instant lies further back than that, or there is none."""
    noted = known.memory.get(name)
    try:
        return not isinstance(noted, str) or known.now - parse_instant(noted) > age
    except ValueError:
        return True


def _read_key(document: Document) -> str:
    """The public client key out of the site's configuration."""
    refuse_notices(document.body, _SITE)
    if is_html(document.body):
        raise layout_changed(_SITE, "a web page where data was expected")
    try:
        content = msgspec.json.decode(document.body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise layout_changed(_SITE, str(error)) from error
    key = _at(content, _KEY_PATH)
    if not key:
        raise layout_changed(_SITE, f"nothing at {'.'.join(_KEY_PATH)}")
    return key


def _at(content: Any, path: Sequence[str]) -> str:
    for name in path:
        content = content.get(name) if isinstance(content, Mapping) else None
    return content.strip() if isinstance(content, str) else ""
