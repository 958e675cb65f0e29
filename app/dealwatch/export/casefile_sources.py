"""Sources S1…Sn: numbered by first citation, each with who published it, its address and its stored copy.

Must not contain: what a source proves, layout.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

from dealwatch.export.casefile_authorities import authority, language_name
from dealwatch.export.casefile_dates import day_data, day_text, instant_in_utc
from dealwatch.export.casefile_input import CasefileInput, SourceKind, StoredCopy
from dealwatch.language import _, mark
from dealwatch.model.dates import utc
from dealwatch.model.deal import Case
from dealwatch.model.errors import DataError
from dealwatch.model.event import EventNote
from dealwatch.model.evidence import Evidence
from dealwatch.model.source import SourceInfo
from dealwatch.sources.cards import shown_title

_LABELS = 3
_NAME_LENGTH = 80
_MIME = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*\Z")
_SUFFIXES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/json": "json",
    "application/pdf": "pdf",
    "application/xml": "xml",
    "text/xml": "xml",
    "application/rss+xml": "xml",
    "application/atom+xml": "xml",
    "text/plain": "txt",
    "text/csv": "csv",
    "text/markdown": "md",
}
_OFFICIAL = re.compile(
    r"(^|\.)(gov|gov\.[a-z]{2}|govt\.[a-z]{2}|gc\.ca|europa\.eu|bundeskartellamt\.de|autoritedelaconcurrence\.fr"
    r"|acm\.nl|ccpc\.ie|agcm\.it|cnmc\.es|comcom\.govt\.nz|bwb\.at|concorrencia\.pt|comesacompetition\.org)\Z"
)
_OWNER = mark("File owner")


@dataclass(slots=True)
class _Source:
    evidence: Evidence
    key: str
    case: Case | None
    note: EventNote


@dataclass(slots=True)
class Sources:
    """Gives out numbers while the file is written from front to back; afterwards lists what was cited."""

    given: CasefileInput
    _numbers: dict[str, int] = field(default_factory=dict)
    _cited: list[_Source] = field(default_factory=list)
    _checked: set[str] = field(default_factory=set)

    def cite(
        self, evidence: Evidence | None, *, source: str, case: Case | None, note: EventNote = EventNote.NONE
    ) -> int | None:
        """The number of the document that proves something; None where there is no proof, or it came after the as-at.

        One document has one number: its stored bytes decide, else its address, else the person who entered it.
        """
        if evidence is None or evidence.fetched_at > self.given.as_at:
            return None
        identity = evidence.snapshot or evidence.url or _("entered by hand")
        number = self._numbers.get(identity)
        if number is None:
            number = self._numbers[identity] = len(self._cited) + 1
            self._cited.append(_Source(evidence, source, case, note))
        return number

    def data(self) -> list[dict[str, Any]]:
        """The list of sources for the data file, in the order of their numbers."""
        return [self._describe(number, cited) for number, cited in enumerate(self._cited, 1)]

    def kind(self, number: int) -> SourceKind:
        cited = self._cited[number - 1]
        return _kind(cited, self._copy(cited), self.given.sources.get(cited.key))

    def publisher(self, number: int) -> str:
        cited = self._cited[number - 1]
        return self._publisher(cited, self._copy(cited), self.kind(number))

    def language(self, number: int) -> str:
        """ISO 639-1 of the document; empty where nobody said and the authority does not tell."""
        cited = self._cited[number - 1]
        copy = self._copy(cited)
        if copy is not None and copy.language:
            return copy.language
        official = self.kind(number) is SourceKind.OFFICIAL and cited.case is not None
        return authority(cited.case.authority).language if official and cited.case is not None else ""

    def snapshots(self) -> dict[str, bytes]:
        """Attachment name → the stored bytes, for every cited source that has a copy."""
        found = {}
        for row, cited in zip(self.data(), self._cited, strict=True):
            copy = self._copy(cited)
            if copy is not None:
                found[row["snapshot"]["name"]] = copy.body
        return found

    def _copy(self, cited: _Source) -> StoredCopy | None:
        """The stored copy, its bytes checked against their hash when first used."""
        sha256 = cited.evidence.snapshot
        copy = self.given.snapshots.get(sha256) if sha256 else None
        if copy is not None and sha256 not in self._checked:
            if hashlib.sha256(copy.body).hexdigest() != sha256:
                raise DataError(
                    _("A stored copy no longer matches its fingerprint, so no case file was written."),
                    _("It is the copy of {page}. Restore the newest backup, or fetch the page again.").format(
                        page=copy.url or copy.title
                    ),
                )
            self._checked.add(sha256)
        return copy

    def _publisher(self, cited: _Source, copy: StoredCopy | None, kind: SourceKind) -> str:
        if copy is not None and copy.publisher:
            return copy.publisher
        if kind is SourceKind.USER:
            return _(_OWNER)
        if kind is SourceKind.OFFICIAL and cited.case is not None:
            return authority(cited.case.authority).name
        return host_label(cited.evidence.url) or _("publisher not recorded")

    def _describe(self, number: int, cited: _Source) -> dict[str, Any]:
        copy, info = self._copy(cited), self.given.sources.get(cited.key)
        kind, language = self.kind(number), self.language(number)
        title = _title(cited, copy, info, kind)
        published = copy.published if copy is not None else None
        row: dict[str, Any] = {
            "n": number,
            "title": title,
            "publisher": self._publisher(cited, copy, kind),
            "kind": kind.value,
            "lang": language,
            "langname": language_name(language) if language else "",
            "url": cited.evidence.url,
            "link": safe_link(cited.evidence.url),
            "host": host_label(cited.evidence.url),
            "date": day_data(published) if published is not None else None,
            "captured": instant_in_utc(copy.fetched_at) if copy is not None else None,
            "captured_day": day_text(utc(copy.fetched_at).date()) if copy is not None else None,
            "snapshot": None,
        }
        if copy is not None:
            mime = mime_type(copy.content_type)
            day = str(published or utc(copy.fetched_at).date().isoformat())
            name = _attachment_name(number, day, _slug(cited, copy), _suffix(mime, copy.url))
            row["snapshot"] = {
                "name": name,
                "path": f"/snap/{name}",
                "mime": mime,
                "bytes": len(copy.body),
                "sha256": copy.sha256,
                "of_file": copy.of_file,
                "place": copy.place,
            }
        elif cited.evidence.snapshot:
            row["missing"] = cited.evidence.snapshot
        return row


def _kind(cited: _Source, copy: StoredCopy | None, info: SourceInfo | None) -> SourceKind:
    """Who speaks. What a person or the sample cites counts by its address: it may be press about an authority."""
    if copy is not None and copy.kind is not None:
        return copy.kind
    if not (cited.evidence.url or cited.evidence.snapshot):
        return SourceKind.USER
    if info is not None and cited.note not in (EventNote.SAMPLE, EventNote.BY_USER):
        return SourceKind.OFFICIAL if info.tier == "official" else SourceKind.PRESS
    host = urlsplit_safely(cited.evidence.url)
    return SourceKind.OFFICIAL if _OFFICIAL.search(host) else SourceKind.PRESS


def _title(cited: _Source, copy: StoredCopy | None, info: SourceInfo | None, kind: SourceKind) -> str:
    if copy is not None and copy.title:
        return copy.title
    if kind is SourceKind.USER:
        return _("Entry made by the file owner")
    case, named = cited.case, shown_title(info.key, info.title) if info is not None else ""
    if cited.note is EventNote.SAMPLE and cited.evidence.locator:
        return cited.evidence.locator  # the sample names the title of what it cites there
    if kind is SourceKind.OFFICIAL and case is not None:
        return " ".join(part for part in (case.printed_number, case.title) if part) or named
    return named or host_label(cited.evidence.url) or _("Document without a title")


def _slug(cited: _Source, copy: StoredCopy) -> str:
    case = cited.case
    text = f"{case.authority} {case.printed_number or case.title}" if case is not None else host_label(copy.url)
    plain = unicodedata.normalize("NFKD", f"{text} {copy.title}").encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "copy"


def _attachment_name(number: int, day: str, slug: str, suffix: str) -> str:
    """`S05_2024-05-21_cma-me-7102-24.html`: ASCII, unique by its number, at most 80 characters."""
    head, tail = f"S{number:02d}_{day}_", f".{suffix}"
    return head + slug[: _NAME_LENGTH - len(head) - len(tail)].rstrip("-") + tail


def _suffix(mime: str, url: str) -> str:
    if mime in _SUFFIXES:
        return _SUFFIXES[mime]
    ending = re.search(r"\.([A-Za-z0-9]{1,5})\Z", url.partition("?")[0].rpartition("/")[2])
    return ending[1].lower() if ending else "bin"


def mime_type(content_type: str) -> str:
    """The bare type of a Content-Type header; `application/octet-stream` where it is none."""
    bare = content_type.partition(";")[0].strip().lower()
    return bare if _MIME.match(bare) else "application/octet-stream"


def safe_link(url: str) -> str:
    """An address that may be clicked: http, https or mailto in ASCII. Empty for everything else."""
    if not re.match(r"(https?://|mailto:)\S", url, re.IGNORECASE):
        return ""
    return quote(url, safe="%/:=&?~#+!$,;'@()*[]|", errors="replace")


def host_label(url: str) -> str:
    """The last three labels of the host, without `www`: `service.gov.uk`. Empty where there is no host."""
    labels = urlsplit_safely(url).removeprefix("www.").split(".")
    return ".".join(labels[-_LABELS:])


def urlsplit_safely(url: str) -> str:
    """The host of an address in lower case; empty where it cannot be read."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
