"""What the Commission published about a case: Official Journal notices, press releases, files.

Reads references in their several spellings into one. Must not contain: what a paper means for the status of a case
(none of them means anything for it).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin

from dealwatch.sources.ec_codes import Codes
from dealwatch.sources.ec_values import Metadata, Printed, coded, day, first, rows
from dealwatch.sources.printed import clean

_FILES = "https://ec.europa.eu/competition/mergers/"
"""Where links to files start that the search prints without their beginning."""
_FIRST_ELI_YEAR = 2024
"""From this year on every act of the Official Journal has a number, and with it an address, of its own."""

_ISSUE = re.compile(r"([CL])\s*0*(\d+)\Z")
_PRESS = re.compile(r"([A-Z]+)[/_-](\d{2})[/_-](\d+)\Z")


@dataclass(frozen=True, slots=True)
class Paper:
    """One published thing. `key` is stable within the case; `day` the day of publication in Brussels."""

    key: str
    title: str
    words: str
    day: date | None
    link: str
    source: Printed


def publications(
    metadata: Metadata, name: str, pointer: str, latest: date, codes: Codes, title: str
) -> Iterator[Paper]:
    """Official Journal references of a field; `title` where the reference does not say what it is."""
    for row, source in rows(metadata, name, pointer):
        published = day(row.get("publishedDate", ""), latest)
        reference, link = _journal(row, published)
        if reference:
            text = row.get("reference", "") or row["referenceNumber"]
            words = row.get("webDescriptionLabel", "") or text
            known = codes.publications.get(row.get("webDescription", ""), title)
            place = Printed(text, source.locator)
            yield Paper(f"OJ:{reference}", f"{known}: {reference}", words, published, link, place)


def _journal(row: dict[str, str], published: date | None) -> tuple[str, str]:
    """`C/2026/2664` out of `C:2026:2664:` or its parts, with the act's address; `C 254/2000` out of a dated `C254`."""
    parts = [row.get(name, "") for name in ("referenceSeries", "referenceYear", "referenceNumber")]
    reference = row.get("reference", "")
    if not all(parts):
        parts = reference.split(":")[:3]
    if (issue := _ISSUE.match(reference)) and published:
        return f"{issue[1]} {issue[2]}/{published.year}", ""
    if len(parts) < 3 or not (parts[1].isdecimal() and parts[2].isdecimal()):
        return clean(reference), ""
    series, year, number = parts[0], int(parts[1]), int(parts[2])
    link = f"https://eur-lex.europa.eu/eli/oj/{series}/{year}/{number}/oj" if year >= _FIRST_ELI_YEAR else ""
    return f"{series}/{year}/{number}", link


def press_releases(metadata: Metadata, name: str, pointer: str, latest: date) -> Iterator[Paper]:
    """Press references of a field: `MEX_22_4743` and `MEX/22/4743` are one. A cut one (`/04/1537`) stays as printed."""
    for row, source in rows(metadata, name, pointer):
        reference, link = clean(row.get("reference", "")), ""
        if match := _PRESS.match(reference):
            reference = "/".join(match.groups())
            page = "_".join(match.groups()).lower()
            link = f"https://ec.europa.eu/commission/presscorner/detail/en/{page}"
        if reference:
            published = day(row.get("publicationDate", ""), latest)
            text = row["reference"]
            place = Printed(text, source.locator)
            yield Paper(f"press:{reference}", f"Press release {reference}", text, published, link, place)


def attached(entries: Any, pointer: str, latest: date, title: str) -> Iterator[Paper]:
    """Files of a decision or case; `title` names what they are the text of. One without a reference is left out."""
    for place, entry in enumerate(entries if isinstance(entries, list) else ()):
        metadata = entry.get("metadata") if isinstance(entry, dict) else None
        if not isinstance(metadata, dict) or not (reference := first(metadata, "metadataReference")):
            continue
        language = first(metadata, "attachmentLanguage")
        link = first(metadata, "attachmentLink")
        kind = coded(first(metadata, "attachmentCategory")).label or title
        days = ("attachmentPublicationBusinessDate", "attachmentSentDate")
        yield Paper(
            reference,
            f"{kind}, text ({language})" if language else f"{kind}, text",
            clean(first(metadata, "attachmentName")),
            next((found for name in days if (found := day(first(metadata, name), latest))), None),
            urljoin(_FILES, link) if link else "",
            Printed(
                link or reference, f"{pointer}/{place}/metadata/{'attachmentLink' if link else 'metadataReference'}"
            ),
        )
