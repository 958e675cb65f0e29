"""The case register of the New Zealand Commerce Commission: which pages to ask for.

One answer lists every review of a merger since 1991; the page of a case tells how far it is. Identity is the last part
of the page's address: the list shows no number. Must not contain: HTML (`nz_list`, `nz_page`), fetching.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from dealwatch.language import mark
from dealwatch.model.source import Document, Known, KnownCase, Parsed, Request, SourceInfo, SourceProblem, SourceState
from dealwatch.sources.landmarks import refuse_notices
from dealwatch.sources.nz_fields import AUTHORITY, HOSTS, SITE, changed, page_of, slug_of
from dealwatch.sources.nz_list import ListedCase, Listing, read_list
from dealwatch.sources.nz_page import ZONE, read_page
from dealwatch.sources.printed import words_id
from dealwatch.sources.troubles import Hint, Trouble, told

LIST, CASE = "list", "case"
REGISTER = "https://www.comcom.govt.nz/case-register/"
LIST_URL = f"{REGISTER}?q=&size=999&filters%5Bcase_category%5D=Merger+application"

_RECENT = timedelta(days=30)
_DAILY = timedelta(days=1)
_SURVEYED = "surveyed"
"""Note to ourselves: the whole list has been read once."""
_MOST_PAGES = 60
_BELIEVED = 20
_SHARE = 0.1
"""So many rows, and so large a share of those known, may change between two readings; more is another way of showing
the same register: a stored later version had every row twice and party names in place of titles."""

INFO = SourceInfo(
    key="nz",
    authority=AUTHORITY,
    title=mark("New Zealand Commerce Commission: merger applications"),
    zone=ZONE,
    interval=timedelta(hours=1),
    homepage=REGISTER,
    terms=mark("Public register; no feed and no licence stated. Facts, short quotations and links only."),
    tells=mark(
        "Applications for clearance or authorisation of mergers since 1991: status, outcome, the Commission's"
        " own steps and documents, the day its decision is due."
    ),
    untold=mark("Investigations without an application are not followed."),
    active_hours=(6, 22),
    pace=timedelta(seconds=2),
)


class Nz:
    """`model.source.Source` for the register."""

    info = INFO

    def plan(self, known: Known) -> Sequence[Request]:
        """The list, then the pages that may have moved."""
        due = [case for case in known.cases.values() if slug_of(case.url) and _due(case, known)]
        return [_list_request(), *(_case_request(case.url) for case in due)]

    def parse(self, document: Document, known: Known) -> Parsed:
        refuse_notices(document.body, SITE)
        if document.request.role == CASE:
            facts = read_page(document)
            return Parsed(cases=(facts,), warnings=facts.warnings)
        return _Reading(read_list(document), document, known).parsed()

    def owns(self, url: str) -> Request | None:
        if slug_of(url):
            return _case_request(url)
        try:
            parts = urlsplit(url)
        except ValueError:
            return None
        ours = parts.hostname in HOSTS and parts.path.rstrip("/") == "/case-register"
        return Request(url, LIST, mark("List of merger applications")) if ours else None


def _list_request() -> Request:
    return Request(LIST_URL, LIST, mark("List of merger applications"))


def _case_request(url: str) -> Request:
    return Request(url, CASE, mark("Case page"), case=slug_of(url))


def _due(case: KnownCase, known: Known) -> bool:
    """Whether a case page is to be read: open, new to us, decided lately, or watched for itself.

    Who watches the whole register is told by the list; seven hundred old pages would be asked for in vain.
    """
    if case.checked_at is None or not case.decided:
        return True
    decided = case.facts.get("date:decision", "")
    if decided and known.now.date() - date.fromisoformat(decided) < _RECENT:
        return True
    return case.watched and not known.whole_register and (known.forced or known.now - case.checked_at > _DAILY)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reading of the list beside what is known: which rows say something new, which may be believed."""

    listing: Listing
    document: Document
    known: Known

    def parsed(self) -> Parsed:
        """New and changed cases are read from their pages; the others are told by their rows.

        At the first reading closed cases are told by their rows alone, so that the past costs one request; in a list
        that a person saved every case is.
        """
        if not self.listing.cases:
            raise _empty()
        moved = [case for case in self.listing.cases if self._differs(case)]
        new = [case for case in self.listing.cases if self._before(case) is None]
        renamed = [case for case in self.listing.cases if self._is_renamed(case)]
        self._check(len(moved))
        named = not self._too_many(len(renamed))
        few = _SURVEYED in self.known.memory and len(new) <= _MOST_PAGES
        told_by_page = () if self.document.saved else (*moved, *(case for case in new if few or case.open))
        follow = {case.slug for case in told_by_page}
        warnings = list(self.listing.warnings)
        if not named:
            warnings.append(f"{len(renamed)} cases have other titles at once; the known titles are kept.")
        return Parsed(
            cases=[
                case.as_facts(self.document, named=named or self._before(case) is None)
                for case in self.listing.cases
                if case.slug not in follow
            ],
            follow=tuple(_case_request(page_of(case.slug)) for case in told_by_page),
            listed=frozenset(case.slug for case in self.listing.cases) if self.listing.whole else None,
            memory={_SURVEYED: True, **{f"row:{case.slug}": self._stamp(case, named) for case in self.listing.cases}},
            warnings=tuple(warnings),
        )

    def _before(self, case: ListedCase) -> tuple[str, str] | None:
        """What the row said the last time (position, digest of the title), None for a case that is new."""
        stamp = self.known.memory.get(f"row:{case.slug}")
        if not isinstance(stamp, str):
            return None
        title, _, position = stamp.partition("|")
        return position, title

    def _stamp(self, case: ListedCase, named: bool) -> str:
        before = self._before(case)
        title = words_id(case.title) if named or before is None else before[1]
        return f"{title}|{case.position}"

    def _differs(self, case: ListedCase) -> bool:
        before = self._before(case)
        return before is not None and before[0] != case.position

    def _is_renamed(self, case: ListedCase) -> bool:
        before = self._before(case)
        return before is not None and before[1] != words_id(case.title)

    def _check(self, moved: int) -> None:
        if self._too_many(moved):
            raise changed(f"{moved} of {len(self.listing.cases)} cases stand differently at once")

    def _too_many(self, count: int) -> bool:
        known = sum(self._before(case) is not None for case in self.listing.cases)
        return count > max(_BELIEVED, known * _SHARE)


def _empty() -> SourceProblem:
    return SourceProblem(
        SourceState.SERVER_ERROR,
        told(Trouble.EMPTY_LIST, site=SITE),
        Hint.AGAIN,
        detail="no rows",
    )
