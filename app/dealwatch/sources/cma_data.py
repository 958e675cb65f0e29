"""The case data that search and Content API share (title, state, outcome type, sectors, days) as facts.

Must not contain: anything that only one of the two documents has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealwatch.model.dates import PartialDate
from dealwatch.model.facts import Fact
from dealwatch.sources.printed import clean

AUTHORITY = "CMA"
PROCEDURE = "UK_CMA_MERGER"
SITE = "https://www.gov.uk"
MERGERS = "mergers"
TEXT_FIELDS = ("case_type", "case_state", "outcome_type", "market_sector")
DAY_FIELDS = ("opened_date", "closed_date")
"""Days of the case page. The day a case was closed is not the day of its decision."""

_INQUIRY = re.compile(r"\s+(?:partnership\s+|joint venture\s+)?merger inquiry$", re.IGNORECASE)


def text_name(field: str) -> str:
    """The fact for a value of the case data, kept verbatim: `text:outcome` for `outcome_type`."""
    return f"text:{'outcome' if field == 'outcome_type' else field}"


def title_fact(title: str, locator: str) -> Fact:
    return Fact("title", clean(title), title, locator, title)


def parties_fact(title: str, locator: str) -> Iterator[Fact]:
    """`party:merging` from "A / B merger inquiry"; nothing from a title of another form or of several mergers."""
    plain = clean(title)
    if " / " not in plain or plain.lower().endswith("inquiries"):
        return
    yield Fact("party:merging", "\n".join(_INQUIRY.sub("", plain).split(" / ")), title, locator, title)


def day_facts(field: str, value: str, locator: str) -> Iterator[Fact]:
    """`date:opened` or `date:closed`; a value that is no day is kept as text."""
    if not value:
        return
    try:
        day = PartialDate.parse(value[:10])
    except ValueError:
        yield Fact(f"text:{field}", value, value, locator, value)
        return
    yield Fact(f"date:{field.removesuffix('_date')}", str(day), value, locator, value, day)
