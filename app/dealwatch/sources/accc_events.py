"""The chronology of an ACCC case page: dated rows of the register, each with its file where it has one. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

from selectolax.lexbor import LexborNode

from dealwatch.model.dates import PartialDate
from dealwatch.model.facts import DOCUMENT, Fact
from dealwatch.sources.accc_fields import SELECTORS, changed, stamped_day
from dealwatch.sources.printed import clean, level, words_id

_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One row as printed. `link` is the file's address as it stands in the page, empty where there is no file."""

    day: date
    printed_day: str
    words: str
    link: str
    locator: str


def read_rows(article: LexborNode) -> Iterator[Row]:
    """The rows in the page's order. Raises `SourceProblem` for a table that is built differently."""
    selector = f"{SELECTORS['events']} tr"
    for place, row in enumerate(article.css(selector), start=1):
        cells = row.css("td")
        if len(cells) != _COLUMNS:
            raise changed(f"a row of the chronology has {len(cells)} cells")
        files = cells[2].css("a[href]")
        words = clean(cells[1].text(separator=" ")) or clean(files[0].text(separator=" ") if files else "")
        if not words:
            raise changed("a row of the chronology says nothing")
        printed_day = clean(cells[0].text())
        link = (files[0].attributes.get("href") or "") if files else ""
        yield Row(stamped_day(cells[0], printed_day), printed_day, words, link, f"{selector}:nth-of-type({place})")


def row_facts(rows: Sequence[Row], url: str) -> Iterator[Fact]:
    """One document fact a row. The register gives rows no identifier: day and words are the identity.

    The file is not: links come, go and move while the row stays the same.
    """
    seen: Counter[str] = Counter()
    for row in rows:
        identity = words_id(row.day.isoformat(), row.words)
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
