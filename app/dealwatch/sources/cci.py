"""The Competition Commission of India's list of merger orders (section 31), as the page itself asks for it.

Two sets of names for the last columns are reported by programs that read it; both are asked for and understood. Nobody
has read it for us yet. Must not contain: what a row means (`cci_rows`), antitrust orders, which want a page token.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode

import msgspec

from dealwatch.language import mark
from dealwatch.model.dates import instant_text
from dealwatch.model.source import Document, Known, Parsed, Request, SourceInfo
from dealwatch.sources.authority_table import SEEN, judge
from dealwatch.sources.cci_rows import AUTHORITY, PAGE, SITE, Order, read_order
from dealwatch.sources.cci_rows import case_facts as facts_of
from dealwatch.sources.landmarks import layout_changed
from dealwatch.sources.official_json import read_json
from dealwatch.sources.official_urls import address

ORDERS = "orders"
LENGTH = 200

_HOSTS = frozenset({"www.cci.gov.in", "cci.gov.in"})
_COLUMNS = (
    "DT_RowIndex", "combination_no", "party_name", "form_type", "notification_date", "decision_date", "order_status",
    "order_files", "summary_files",
)  # fmt: skip
_HEADERS = (
    ("X-Requested-With", "XMLHttpRequest"),
    ("Accept", "application/json, text/javascript, */*; q=0.01"),
    ("Referer", PAGE),
)
_SURVEYED = "surveyed"
_MOST_PAGES = 20

INFO = SourceInfo(
    key="cci",
    authority=AUTHORITY,
    title=mark("Competition Commission of India: combinations"),
    zone="Asia/Kolkata",
    interval=timedelta(hours=3),
    homepage=PAGE,
    terms=mark("No licence stated. Facts, short quotations and links only."),
    tells=mark("Combinations with number, parties, form, notice and decision day, status and orders."),
    untold=mark(
        "Green channel notices, penalties and antitrust cases are in other lists, which are not read. No "
        "deadline is told."
    ),
    active_hours=(7, 21),
    confirmed=False,
    pace=timedelta(seconds=5),
)


class _Table(msgspec.Struct):
    data: list[Any]
    total: int = msgspec.field(name="recordsTotal", default=0)
    error: str = ""


class Cci:
    """`model.source.Source` for the list."""

    info = INFO

    def plan(self, known: Known) -> Sequence[Request]:
        return [_request(0)]

    def parse(self, document: Document, known: Known) -> Parsed:
        """The cases of one page of the list; at the first reading the whole list is asked for, page by page.

        An order may have several rows: the newest tells how the case stands, every row its papers.
        """
        table = read_json(document.body, _Table, SITE)
        if table.error:
            raise layout_changed(SITE, f"the list says: {table.error}")
        orders: dict[str, list[Order]] = {}
        odd: list[str] = []
        for place, entry in enumerate(table.data):
            read = read_order(entry, f"/data/{place}")
            if isinstance(read, str):
                odd.append(f"row {place + 1}: {read}")
            else:
                orders.setdefault(read.number, []).append(read)
        judge(len(orders), odd, known, SITE)
        start = _start(document.request.url)
        reached = start + len(table.data)
        more = reached < table.total and reached < _MOST_PAGES * LENGTH and not document.saved
        new = any(number not in known.cases for number in orders)
        memory: dict[str, Any] = {SEEN: instant_text(document.fetched_at)}
        if reached >= table.total:
            memory[_SURVEYED] = True
        cases = [facts_of(rows, document.fetched_at) for rows in orders.values()]
        return Parsed(
            cases=cases,
            follow=(_request(reached),) if more and (new or _SURVEYED not in known.memory) else (),
            memory=memory,
            warnings=(*odd, *(warning for case in cases for warning in case.warnings)),
        )

    def owns(self, url: str) -> Request | None:
        parts = address(url)
        ours = parts.hostname in _HOSTS and parts.path.rstrip("/") == "/combination/orders-section31"
        return Request(url, ORDERS, mark("Merger orders"), headers=_HEADERS) if ours else None


def _request(start: int) -> Request:
    query: dict[str, object] = {"draw": 1, "start": start, "length": LENGTH}
    for place, name in enumerate(_COLUMNS):
        query[f"columns[{place}][data]"] = name
        query[f"columns[{place}][name]"] = ""
    query |= {"order[0][column]": 0, "order[0][dir]": "desc"}
    return Request(f"{PAGE}?{urlencode(query)}", ORDERS, mark("Merger orders"), headers=_HEADERS)


def _start(url: str) -> int:
    number = parse_qs(address(url).query).get("start", ["0"])[0]
    return int(number) if number.isdecimal() else 0
