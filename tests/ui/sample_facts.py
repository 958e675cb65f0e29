"""Deals, cases and events for the window's tests and pictures: public steps of the AI partnerships and of two mergers.

Written by hand in the real shape. Hashes, hours and page texts are ours.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Case, Deal, DealKind
from dealwatch.model.event import Event, EventKind, EventNote
from dealwatch.model.evidence import Evidence
from dealwatch.model.facts import ProvenFact
from dealwatch.model.status import Badge, Clock, Outcome, Overlay, Stage, Status
from dealwatch.ui.desk import StoredPage

NOW = datetime(2024, 11, 19, 16, 20, tzinfo=UTC)
LOOKED = datetime(2024, 11, 11, 17, 5, tzinfo=UTC)

STATUS = {
    "announced": Status(),
    "monitoring": Status(Stage.MONITORING),
    "check": Status(Stage.JURISDICTION_REVIEW),
    "pre": Status(Stage.PRE_NOTIFICATION),
    "phase_1": Status(Stage.NOTIFIED, clock=Clock.RUNNING),
    "remedies": Status(Stage.REMEDIES, clock=Clock.RUNNING),
    "in_depth": Status(Stage.IN_DEPTH, clock=Clock.RUNNING),
    "stopped": Status(Stage.IN_DEPTH, clock=Clock.SUSPENDED),
    "objections": Status(Stage.OBJECTIONS, clock=Clock.RUNNING),
    "not_reviewable": Status(Stage.DECISION, Outcome.NO_JURISDICTION),
    "cleared": Status(Stage.DECISION, Outcome.CLEARED),
    "appealed": Status(Stage.DECISION, Outcome.CLEARED, overlays=frozenset({Overlay.APPEAL})),
    "referred": Status(Stage.DECISION, Outcome.REFERRED_AWAY),
    "withdrawn": Status(Stage.DECISION, Outcome.WITHDRAWN),
}


@dataclass
class World:
    """What the fake desk serves."""

    deals: dict[str, Deal] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    pages: dict[str, StoredPage] = field(default_factory=dict)
    count: int = 0

    def deal(self, key: str, name: str, kind: DealKind, **more: object) -> str:
        self.deals[key] = Deal(key, name, kind, list_name=str(more.pop("list_name", "AI partnerships")), **more)  # type: ignore[arg-type]
        return key

    def case(self, deal: str, authority: str, number: str = "", title: str = "", source: str = "") -> str:
        key = f"{deal}-{authority}".lower()
        source = source or {"EC": "ec", "CMA": "cma", "BKartA": "bkarta", "FTC": "ftc", "CNMC": "cnmc"}.get(
            authority, "feed:x"
        )
        url = {
            "cma": f"https://www.gov.uk/cma-cases/{deal}",
            "ec": f"https://competition-cases.ec.europa.eu/cases/{number or deal}",
        }.get(source, f"https://example.org/{deal}")
        self.cases[key] = Case(
            key, source, authority, number or key, number, title or self.deals[deal].name, url, "", STATUS["announced"],
            deal_ids=(deal,), watched=True,
        )  # fmt: skip
        return key

    def page(self, case: Case, at: datetime, text: str) -> str:
        head = f"<!doctype html><html><head><title>{case.title}</title></head>"
        body = f"{head}<body><main>{text}</main></body></html>".encode()
        digest = hashlib.sha256(body).hexdigest()
        self.pages[digest] = StoredPage(digest, body, "text/html; charset=utf-8", case.url, at)
        return digest

    def event(
        self,
        case_id: str,
        day: str,
        kind: EventKind,
        field_: str,
        old: str | None,
        new: str | None,
        *,
        before: Status | None = None,
        after: Status | None = None,
        words: str = "",
        quote: str = "",
        page: str = "",
        at: datetime | None = None,
        note: EventNote = EventNote.NONE,
    ) -> Event:
        case = self.cases[case_id]
        seen = at or datetime.fromisoformat(PartialDate.parse(day).first.isoformat()).replace(tzinfo=UTC) + timedelta(
            hours=11
        )
        digest = (
            self.page(case, seen, page or f"<h1>{case.title}</h1><p>{quote or words}</p>") if (quote or page) else ""
        )
        self.count += 1
        event = Event(
            id=f"{seen:%Y%m%d%H%M}-{self.count:04d}",
            case_id=case_id,
            observed_at=seen,
            kind=kind,
            field=field_,
            old=old,
            new=new,
            badge_old=(before or case.status).badge.value,
            badge_new=(after or case.status).badge.value,
            source=case.source,
            authority=case.authority,
            words=words,
            note=note,
            evidence=Evidence(digest, case.url, seen, "main > p:nth-of-type(1)", quote),
            occurred_on=PartialDate.parse(day) if kind is not EventKind.DEADLINE else None,
            alerted=kind is EventKind.STATUS,
        )
        self.events.append(event)
        return event

    def step(self, case_id: str, day: str, to: str, **more: object) -> Event:
        """A change of status; the case follows."""
        case, after = self.cases[case_id], STATUS[to]
        if after.decided:
            kind = ("outcome", case.status.outcome.value, after.outcome.value)
        elif case.status.stage is after.stage and case.status.clock is not after.clock:
            kind = ("clock", case.status.clock.value, after.clock.value)
        elif case.status.decided:
            kind = ("overlay", None, ",".join(after.overlays))
        else:
            kind = ("stage", case.status.stage.value, after.stage.value)
        event = self.event(case_id, day, EventKind.STATUS, *kind, before=case.status, after=after, **more)  # type: ignore[arg-type]
        self.cases[case_id] = replace(case, status=after, changed_at=event.observed_at, checked_at=NOW)
        return event

    def deadline(self, case_id: str, seen: str, name: str, old: str | None, new: str | None) -> Event:
        event = self.event(
            case_id, seen, EventKind.DEADLINE, name, old, new, quote=f"Provisional deadline {new}" if new else ""
        )
        case = self.cases[case_id]
        facts = {key: fact for key, fact in case.facts.items() if key != f"deadline:{name}"}
        if new:
            facts[f"deadline:{name}"] = ProvenFact(f"deadline:{name}", new, evidence=event.evidence)
        self.cases[case_id] = replace(case, facts=facts)
        return event

    def document(self, case_id: str, day: str, title: str, link: str) -> Event:
        event = self.event(case_id, day, EventKind.DOCUMENT, title.lower().replace(" ", "-"), None, title, words=title)
        case = self.cases[case_id]
        name = f"document:{event.field}"
        fact = ProvenFact(name, title, occurred_on=PartialDate.parse(day), link=link, evidence=event.evidence)
        self.cases[case_id] = replace(case, facts={**case.facts, name: fact})
        return event


CMA_PAGE = """<h1>Alphabet Inc. (Google LLC) / Anthropic merger inquiry</h1>
<p>The Competition and Markets Authority (CMA) investigated Alphabet Inc.’s (Google LLC) partnership with Anthropic
PBC.</p>
<h2>Statutory timetable</h2>
<table><tr><th>Phase 1</th><th>Action</th></tr><tr><td>19 November 2024</td><td>Decision announced</td></tr>
<tr><td>24 October 2024</td><td>Launch of merger inquiry</td></tr>
<tr><td>30 July 2024 to 13 August 2024</td><td>Invitation to comment</td></tr></table>
<h2>Phase 1</h2><h3>Found not to qualify decision</h3>
<p>19 November 2024: The CMA has decided that Alphabet’s partnership with Anthropic does not qualify for
investigation under the merger provisions of the Enterprise Act 2002. We will publish the full text decision
shortly.</p>
<h3>Launch of merger inquiry</h3>
<p>24 October 2024: The CMA announced the launch of its merger inquiry by notice to the parties.</p>
<h3>Invitation to comment: closed 13 August 2024</h3>
<p>30 July 2024: The Competition and Markets Authority (CMA) is considering whether it is or may be the case that
Alphabet’s partnership with Anthropic has resulted in the creation of a relevant merger situation under the merger
provisions of the Enterprise Act 2002.</p>"""
CMA_QUOTE = "does not qualify for investigation under the merger provisions of the Enterprise Act 2002."


def build(w: World | None = None) -> World:
    """The portfolio as known on 19 November 2024."""
    w = w or World()
    _partnerships(w)
    _mergers(w)
    return w


def _partnerships(w: World) -> None:
    sample = {"sample": True}
    w.deal(
        "openai",
        "Microsoft / OpenAI",
        DealKind.PARTNERSHIP,
        value="$13bn",
        announced=PartialDate(2019, 7, 22),
        **sample,
    )
    bk = w.case("openai", "BKartA")
    w.step(
        bk,
        "2023-11-15",
        "not_reviewable",
        words="not subject to merger control now",
        quote="unterliegt derzeit nicht der Fusionskontrolle",
    )
    cma = w.case("openai", "CMA", title="Microsoft / OpenAI partnership merger inquiry")
    w.step(
        cma,
        "2023-12-08",
        "check",
        words="invitation to comment",
        quote="is considering whether it is or may be the case",
    )
    ec = w.case("openai", "EC")
    w.step(
        ec,
        "2024-01-09",
        "monitoring",
        words="checking whether reviewable",
        quote="checking whether Microsoft’s investment might be reviewable",
    )
    ftc = w.case("openai", "FTC")
    w.step(ftc, "2024-01-25", "monitoring", words="6(b) orders to five firms", quote="orders to five companies")
    w.deal(
        "mistral",
        "Microsoft / Mistral AI",
        DealKind.PARTNERSHIP,
        value="€15m ($16m)",
        announced=PartialDate(2024, 2, 26),
        **sample,
    )
    ec = w.case("mistral", "EC")
    w.step(
        ec,
        "2024-02-27",
        "check",
        words="agreement received, analysis",
        quote="We have received a copy of the agreement and we will analyse it.",
    )
    cma = w.case("mistral", "CMA", "ME/7102/24", "Microsoft / Mistral AI partnership merger inquiry")
    w.step(cma, "2024-04-24", "check", words="invitation to comment", quote="comments to 9 May")
    w.step(cma, "2024-05-16", "phase_1", words="merger inquiry launched", quote="launch of its merger inquiry")
    w.step(
        cma, "2024-05-17", "not_reviewable", words="found not to qualify", quote="does not qualify for investigation"
    )
    w.document(
        cma, "2024-05-21", "Full text decision (PDF, 154 KB)", "https://assets.publishing.service.gov.uk/mistral.pdf"
    )
    w.deal("inflection", "Microsoft / Inflection", DealKind.ACQUI_HIRE, announced=PartialDate(2024, 3, 19), **sample)
    ec = w.case("inflection", "EC", "M.11671")
    w.step(
        ec,
        "2024-09-18",
        "not_reviewable",
        words="requests withdrawn, no decision",
        quote="the Member States withdrew their requests",
    )
    acm = w.case("inflection", "ACM")
    w.step(acm, "2024-09-19", "not_reviewable", words="statement on the withdrawal", quote="call-in power")
    w.deal(
        "amazon",
        "Amazon / Anthropic",
        DealKind.MINORITY_STAKE,
        value="$4bn",
        announced=PartialDate(2023, 9, 25),
        **sample,
    )
    cma = w.case("amazon", "CMA", "ME/7100/24", "Amazon / Anthropic partnership merger inquiry")
    w.step(cma, "2024-04-24", "check", words="invitation to comment", quote="comments to 9 May")
    w.step(cma, "2024-08-08", "phase_1", words="merger inquiry launched", quote="launch of its merger inquiry")
    w.step(cma, "2024-09-27", "not_reviewable", words="found not to qualify", quote="turnover test is not met")
    w.document(
        cma, "2024-10-17", "Full text decision (PDF, 154 KB)", "https://assets.publishing.service.gov.uk/amazon.pdf"
    )
    w.deal(
        "alphabet",
        "Alphabet / Anthropic",
        DealKind.MINORITY_STAKE,
        value="$2bn",
        announced=PartialDate(2023, 10, 27),
        **sample,
    )
    cma = w.case("alphabet", "CMA", title="Alphabet Inc. (Google LLC) / Anthropic merger inquiry")
    w.step(
        cma,
        "2024-07-30",
        "check",
        words="invitation to comment",
        quote="is considering whether it is or may be the case",
    )
    w.step(
        cma,
        "2024-10-24",
        "phase_1",
        words="merger inquiry launched",
        quote="launch of its merger inquiry",
        page=CMA_PAGE,
    )
    w.deadline(cma, "2024-10-24", "phase_1", None, "2024-12-19")
    at = datetime(2024, 11, 19, 11, 5, 32, tzinfo=UTC)
    w.step(cma, "2024-11-19", "not_reviewable", words="found not to qualify", quote=CMA_QUOTE, page=CMA_PAGE, at=at)
    last = w.deadline(cma, "2024-11-19", "phase_1", "2024-12-19", None)
    w.events[-1] = replace(last, observed_at=at)


def _mergers(w: World) -> None:
    w.deal("runai", "NVIDIA / Run:ai", DealKind.MERGER, value="$700m", announced=PartialDate(2024, 4, 24), sample=True)
    agcm = w.case("runai", "AGCM")
    w.step(agcm, "2024", "referred", words="referral request under Article 22", quote="Article 22 request")
    ec = w.case("runai", "EC", "M.11766", "NVIDIA / RUN:AI")
    w.step(ec, "2024-10-31", "pre", words="referral accepted", quote="accepted the referral request")
    at = datetime(2024, 11, 15, 18, 35, tzinfo=UTC)
    w.step(
        ec, "2024-11-15", "phase_1", at=at,
        words="notified after an Article 22 referral by Italy",
        quote="notified under the Merger Regulation after an Article 22 referral by Italy",
    )  # fmt: skip
    deadline = w.deadline(ec, "2024-11-15", "phase_1", None, "2024-12-20")
    w.events[-1] = replace(deadline, observed_at=at)
    w.deal(
        "bbva",
        "BBVA / Sabadell",
        DealKind.MERGER,
        value="€12bn",
        announced=PartialDate(2024, 5, 9),
        list_name="Live mergers",
    )
    cnmc = w.case("bbva", "CNMC", "C/1470/24")
    w.step(cnmc, "2024-06-07", "phase_1", words="notificada", quote="notificada")
    w.step(
        cnmc,
        "2024-11-12",
        "in_depth",
        words="segunda fase",
        quote="pasa a segunda fase",
        at=datetime(2024, 11, 12, 14, 20, tzinfo=UTC),
    )
    w.deal(
        "figma",
        "Adobe / Figma",
        DealKind.MERGER,
        value="$20bn",
        announced=PartialDate(2022, 9, 15),
        list_name="Live mergers",
    )
    ec = w.case("figma", "EC", "M.11033")
    w.step(ec, "2023-02-15", "pre", words="Art. 22 referral accepted", quote="accepted")
    w.step(ec, "2023-06-30", "phase_1", words="notified", quote="notified")
    w.step(
        ec, "2023-08-07", "in_depth", words="in-depth investigation opened", quote="opened an in-depth investigation"
    )
    w.deadline(ec, "2023-08-07", "phase_2", None, "2023-12-14")
    w.step(ec, "2023-09-19", "stopped", words="clock stopped, information request", quote="suspended")
    w.deadline(ec, "2023-09-20", "phase_2", "2023-12-14", "2024-01-08")
    w.step(ec, "2023-10-17", "in_depth", words="clock restarted", quote="restarted")
    w.deadline(ec, "2023-10-17", "phase_2", "2024-01-08", "2024-02-05")
    w.step(
        ec,
        "2023-11-17",
        "objections",
        words="statement of objections sent",
        quote="sent a Statement of Objections to Adobe",
    )
    cma = w.case("figma", "CMA", title="Adobe / Figma merger inquiry")
    w.step(cma, "2023-05-03", "phase_1", words="merger inquiry opened", quote="opened")
    w.step(cma, "2023-06-30", "objections", words="phase 1 decision: competition concerns", quote="realistic prospect")
    w.step(cma, "2023-07-13", "in_depth", words="referred to phase 2", quote="referred")
    w.deadline(cma, "2023-07-13", "phase_2", None, "2023-12-31")
    w.document(
        cma,
        "2023-10-25",
        "Administrative timetable (PDF, 122 KB)",
        "https://assets.publishing.service.gov.uk/figma.pdf",
    )
    w.deadline(cma, "2023-10-25", "phase_2", "2023-12-31", "2024-02-25")


BADGES = tuple(Badge)
