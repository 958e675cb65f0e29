"""The chronology and the papers of an ACCC case page: dated rows, each with its file where it has one. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

from selectolax.lexbor import LexborNode

from dealwatch.model.dates import PartialDate
from dealwatch.model.facts import DOCUMENT, Fact
from dealwatch.sources.accc_fields import SELECTORS, Doubts, stamped_day
from dealwatch.sources.printed import clean, level, words_id

_TABLES = ("events", "papers")  # "Decisions and key events", "Related documents"


@dataclass(frozen=True, slots=True)
class Row:
    """One row as printed. `link` is the file's address as it stands in the page, empty where there is no file."""

    table: str
    day: date
    printed_day: str
    words: str
    link: str
    locator: str


def read_rows(article: LexborNode, doubts: Doubts) -> Iterator[Row]:
    """The rows in the page's order; a row that is built differently is a doubt. Raises for a day that contradicts."""
    for table in _TABLES:
        selector = f"{SELECTORS[table]} tr"
        for place, row in enumerate(article.css(selector), start=1):
            cells = row.css("td")
            printed_day = clean(cells[0].text()) if cells else ""
            day = stamped_day(cells[0], printed_day) if len(cells) > 1 else None
            files = row.css("a[href]")
            words = _words(cells, files)
            if day is not None and words:
                link = (files[0].attributes.get("href") or "") if files else ""
                yield Row(table, day, printed_day, words, link, f"{selector}:nth-of-type({place})")
            elif cells:  # a row of headings alone says nothing
                doubts.add(DOCUMENT, f"row {place} of {table} cannot be read: {clean(row.text(separator=' '))}")


def _words(cells: Sequence[LexborNode], files: Sequence[LexborNode]) -> str:
    """The row's words, else those of its file."""
    words = clean(cells[1].text(separator=" ")) if len(cells) > 1 else ""
    return words or clean(files[0].text(separator=" ") if files else "")


def row_facts(rows: Sequence[Row], url: str) -> Iterator[Fact]:
    """One document fact a row. The register gives rows no identifier: day and words are the identity.

    The file is not: links come, go and move while the row stays the same.
    """
    seen: Counter[str] = Counter()
    for row in rows:
        identity = words_id(row.day.isoformat(), row.words)
        if row.table != _TABLES[0] and seen[identity]:
            continue  # a paper that the chronology lists as well
        seen[identity] += 1
        name = identity if seen[identity] == 1 else f"{identity}-{seen[identity]}"
        yield Fact(
            f"{DOCUMENT}:{name}",
            level(row.words),
            words=row.words,
            locator=row.locator,
            quote=f"{row.printed_day}: {row.words}",
            occurred_on=PartialDate.of(row.day),
            link=urljoin(url, row.link) if row.link else "",
        )
