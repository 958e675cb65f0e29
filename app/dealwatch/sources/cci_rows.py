"""A row of the Competition Commission of India's list of combinations, read into facts. Pure.

Must not contain: the list as a whole (`cci`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from typing import Any
from urllib.parse import urljoin

import msgspec

from dealwatch.language import mark
from dealwatch.model.dates import PartialDate
from dealwatch.model.facts import CaseFacts, Fact
from dealwatch.model.status import Outcome, Stage
from dealwatch.sources.feed_words import plain
from dealwatch.sources.official_json import text
from dealwatch.sources.printed import level, words_id

AUTHORITY, PROVIDER, SITE = "CCI", "orders", mark("the CCI's list of combinations")
SITE_URL = "https://www.cci.gov.in/"
PAGE = f"{SITE_URL}combination/orders-section31"

_DAY = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_NUMBER = re.compile(r"C\s*-\s*(\d{4})\s*/\s*(\d{1,2})\s*/\s*(\d{1,5})|[A-Z][\w./-]*\d[\w./-]*", re.IGNORECASE)
_HREF = re.compile(r"""href\s*=\s*["']([^"']+)["']""", re.IGNORECASE)
_PAPERS = (
    ("Order", ("order_files", "order_file_content")),
    ("Summary", ("summary_files", "summary_file_content")),
)
_STATUSES: dict[str, tuple[Stage, Outcome]] = {
    "approved": (Stage.DECISION, Outcome.CLEARED),
    "no aaec": (Stage.DECISION, Outcome.CLEARED),
    "approved with modification": (Stage.DECISION, Outcome.CLEARED_CONDITIONS),
    "approved with modifications": (Stage.DECISION, Outcome.CLEARED_CONDITIONS),
    # By operation of law, without or before a decision.
    "deemed approved": (Stage.DECISION, Outcome.CLEARED),
    "not approved": (Stage.DECISION, Outcome.PROHIBITED),
    "rejected": (Stage.DECISION, Outcome.PROHIBITED),
    "notice withdrawn": (Stage.DECISION, Outcome.WITHDRAWN),
    "transaction called off": (Stage.DECISION, Outcome.WITHDRAWN),
    "exempt": (Stage.DECISION, Outcome.NO_JURISDICTION),
    # An invalid notice counts as never given: the parties may notify again.
    "notice not valid": (Stage.PRE_NOTIFICATION, Outcome.PENDING),
    "under review": (Stage.NOTIFIED, Outcome.PENDING),
    "under review/rfi issued": (Stage.NOTIFIED, Outcome.PENDING),
}


@dataclass(frozen=True, slots=True)
class Printed:
    """A value in plain words, as it stands in the answer, and where."""

    words: str
    quote: str
    locator: str


@dataclass(frozen=True, slots=True)
class Paper:
    title: str
    link: str
    locator: str


@dataclass(frozen=True, slots=True)
class Order:
    """A readable row. Days are None where the row has none; a printed day that is none makes a row unreadable."""

    number: str
    parties: Printed
    status: Printed
    form: Printed
    notified: date | None
    decided: date | None
    notice_words: Printed
    decision_words: Printed
    papers: tuple[Paper, ...]


def read_order(entry: Any, place: str) -> Order | str:
    """The row, or why it cannot be read."""
    if not isinstance(entry, dict):
        return "no row"

    def shown(name: str) -> Printed:
        quote = text(entry.get(name))
        return Printed(plain(quote), quote, f"{place}/{name}")

    match = _NUMBER.fullmatch(shown("combination_no").words)
    parties, notice, decision = shown("party_name"), shown("notification_date"), shown("decision_date")
    if match is None or not parties.words:
        return f"number {shown('combination_no').words!r}, parties {parties.words!r}"
    notified, decided = read_day(notice.words), read_day(decision.words)
    if (notice.words and notified is None) or (decision.words.strip("-") and decided is None):
        return f"{match[0]}: notified {notice.words!r}, decided {decision.words!r}"
    return Order(
        number=f"C-{match[1]}/{match[2]}/{match[3]}" if match[1] else match[0],
        parties=parties,
        status=shown("order_status"),
        form=shown("form_type"),
        notified=notified,
        decided=decided,
        notice_words=notice,
        decision_words=decision,
        papers=tuple(_papers(entry, place)),
    )


def read_day(words: str) -> date | None:
    """`dd/mm/yyyy`, the Indian order; None for anything else."""
    match = _DAY.fullmatch(words.strip())
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        return None


def _papers(entry: dict[str, Any], place: str) -> Iterator[Paper]:
    for title, names in _PAPERS:
        for name in names:
            value = entry.get(name)
            for link in _links(value if isinstance(value, str) else ""):
                yield Paper(title, urljoin(SITE_URL, link), f"{place}/{name}")


def _links(value: str) -> list[str]:
    """Addresses in a cell: anchors, or a list of files as JSON with its quotation marks written as entities."""
    shown = unescape(value)
    if shown.lstrip().startswith("["):
        try:
            files = msgspec.json.decode(shown)
        except msgspec.DecodeError:
            return []
        found = [text(file.get("file_name") or file.get("file")) for file in files if isinstance(file, dict)]
        return [link for link in found if link]
    return [unescape(link) for link in _HREF.findall(shown)]


def case_facts(orders: Sequence[Order], seen_at: datetime) -> CaseFacts:
    """One case out of its rows, the newest first."""
    order = orders[0]
    facts: dict[str, Fact] = {fact.name: fact for fact in _facts(order)}
    for each in orders:
        for paper in each.papers:
            fact = _paper(paper, each)
            facts.setdefault(fact.name, fact)
    known = _meaning(order.status.words)
    unknown = order.status.words and known is None
    return CaseFacts(
        authority=AUTHORITY,
        number=order.number,
        provider=PROVIDER,
        facts=tuple(facts.values()),
        url=PAGE,
        as_of=seen_at,
        warnings=(f"{order.number}: status not mapped: {order.status.words}",) if unknown else (),
    )


def _meaning(status: str) -> tuple[Stage, Outcome] | None:
    """What a status means. A section in brackets behind it tells the rule, not another status."""
    known = re.sub(r"\s*\([^()]*(?:\([^()]*\)[^()]*)*\)\s*$", "", level(status)).casefold().strip()
    return _STATUSES.get(re.sub(r"\s*/\s*", "/", known))


def _facts(order: Order) -> Iterator[Fact]:
    """A row without a status or with one that nobody has mapped tells no axis, unless nothing was decided yet."""
    meaning = _meaning(order.status.words)
    if meaning is None and not order.status.words and order.notified and not order.decided:
        meaning = (Stage.NOTIFIED, Outcome.PENDING)
    if meaning is not None:
        stage, outcome = meaning
        told = order.status if order.status.words else order.notice_words
        since = order.decided if stage is Stage.DECISION else order.notified
        day = PartialDate.of(since) if since else None
        yield Fact("stage", stage.value, told.words, told.locator, told.quote, day)
        yield Fact("outcome", outcome.value, told.words, told.locator, told.quote, day)
    yield _text("title", order.parties)
    days = (("notified", order.notified, order.notice_words), ("decision", order.decided, order.decision_words))
    for name, day_of, shown in days:
        if day_of is not None:
            yield Fact(f"date:{name}", day_of.isoformat(), shown.words, shown.locator, shown.quote)
    for name, shown in (("text:status", order.status), ("text:form", order.form)):
        if shown.words:
            yield _text(name, shown)
    yield _text("party:parties", order.parties)


def _text(name: str, shown: Printed) -> Fact:
    return Fact(name, level(shown.words), shown.words, shown.locator, shown.quote)


def _paper(paper: Paper, order: Order) -> Fact:
    day = PartialDate.of(order.decided) if order.decided else None
    name = f"document:{words_id(paper.title, paper.link)}"
    return Fact(name, paper.title, paper.title, paper.locator, paper.link.rpartition("/")[2], day, paper.link)
