"""A data folder as a user has it after some months, always the same: what the pictures and the walks are taken of.

Public steps of known deals, written by hand in the real shape; hashes, hours, notes, news and page texts are ours.
Nothing of it was fetched. Must not contain: widgets.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sample_facts import CMA_PAGE, LOOKED, NOW, World, build
from sample_news import mistral, untracked

from dealwatch.model.alert import AlertLevel, AlertSubject, Reminder
from dealwatch.model.dates import PartialDate, instant_text
from dealwatch.model.deal import Case, DealKind, Party
from dealwatch.model.event import Event, EventKind
from dealwatch.model.note import Note
from dealwatch.model.proposal import Proposal, Reading
from dealwatch.model.status import Badge, Status
from dealwatch.store.connection import Database
from dealwatch.store.database import Store
from dealwatch.store.snapshots import Snapshot
from dealwatch.system.clock import FixedClock
from dealwatch.ui.desk import SavedSearch
from dealwatch.ui.engine import IdleEngine
from dealwatch.ui.store_desk import StoreDesk
from dealwatch.watch import wall
from dealwatch.watch.hand_status import HandStatus

from .fixed_sources import put_sources

BEGUN = datetime(2023, 1, 9, 9, 0, tzinfo=UTC)
PROCEDURES = {"EC": "EU_MERGER", "CMA": "UK_CMA_MERGER", "CNMC": "ES_MERGER", "BKartA": "DE_MERGER"}
_HEAD, _REST = CMA_PAGE.split("<h3>Found not to qualify decision</h3>")
BEFORE = (
    f"{_HEAD}<p>19 December 2024: Deadline for the phase 1 decision.</p>\n<h3>{_REST.partition('<h3>')[2]}"
).replace("<tr><td>19 November 2024</td><td>Decision announced</td></tr>\n", "").replace(
    "investigated Alphabet", "is investigating Alphabet"
)  # fmt: skip
NOTE = """**Call with the client**, 18 November

- long-stop date is *unchanged*
- ask for the full text decision as soon as it is out
- next: [timetable](https://www.gov.uk/cma-cases)"""


@dataclass
class Recorded(World):
    """The world with the axes of a case around each event, which the as-at view is read from."""

    around: dict[str, tuple[Status, Status]] = field(default_factory=dict)

    def event(self, case_id: str, *args: object, **more: object) -> Event:  # type: ignore[override]
        now = self.cases[case_id].status
        event = super().event(case_id, *args, **more)  # type: ignore[arg-type]
        self.around[event.id] = (more.get("before") or now, more.get("after") or now)  # type: ignore[assignment]
        return event

    def page(self, case: Case, at: datetime, text: str) -> str:
        if case.id == "alphabet-cma":  # one page that grew
            text = BEFORE if at < datetime(2024, 11, 1, tzinfo=UTC) else CMA_PAGE
        return super().page(case, at, text)


def world() -> Recorded:
    """The portfolio on 19 November 2024, with two deals that are over."""
    found = Recorded()
    build(found)
    found.step("figma-ec", "2023-12-18", "withdrawn", words="transaction abandoned", quote="abandoned")
    found.step("figma-cma", "2023-12-18", "withdrawn", words="merger inquiry cancelled", quote="cancelled")
    found.deals["figma"] = replace(found.deals["figma"], list_name="Concluded")
    found.deal(
        "irobot", "Amazon / iRobot", DealKind.MERGER, value="$1.7bn", announced=PartialDate(2022, 8, 5),
        list_name="Concluded",
    )  # fmt: skip
    cma = found.case("irobot", "CMA")
    found.step(cma, "2023-04-06", "phase_1", words="merger inquiry launched", quote="launch of its merger inquiry")
    found.step(cma, "2023-06-16", "cleared", words="cleared", quote="has cleared the anticipated acquisition")
    ec = found.case("irobot", "EC", "M.10920")
    found.step(ec, "2023-06-01", "phase_1", words="notified", quote="notified")
    found.step(ec, "2023-07-06", "in_depth", words="in-depth investigation opened", quote="opened")
    found.step(ec, "2023-11-27", "objections", words="statement of objections sent", quote="sent")
    found.step(ec, "2024-01-29", "withdrawn", words="transaction abandoned", quote="abandoned")
    found.deal(
        "three", "Vodafone / Three", DealKind.JOINT_VENTURE, value="£15bn", announced=PartialDate(2023, 6, 14),
        list_name="Live mergers", long_stop=PartialDate(2024, 12, 31),
    )  # fmt: skip
    cma = found.case("three", "CMA", title="Vodafone / CK Hutchison JV merger inquiry")
    found.step(cma, "2024-01-26", "phase_1", words="merger inquiry launched", quote="launch")
    found.step(cma, "2024-04-04", "in_depth", words="referred to phase 2", quote="referred")
    found.deadline(cma, "2024-04-04", "phase_2", None, "2024-10-12")
    found.deadline(cma, "2024-08-09", "phase_2", "2024-10-12", "2024-12-07")
    found.document(cma, "2024-09-13", "Provisional findings report (PDF, 9.4 MB)", "https://example.org/findings.pdf")
    return found


@dataclass(frozen=True, slots=True)
class Filled:
    """A store with everything in it. `deals` and `cases` give the ids by the short names of the world."""

    store: Store
    desk: StoreDesk
    deals: dict[str, str]
    cases: dict[str, str]


def fill(folder: Path) -> Filled:
    """Make the data folder; its clock stands on 19 November 2024."""
    store = Store.open(folder, NOW)
    desk = StoreDesk(store, FixedClock(NOW), IdleEngine())
    found = world()
    with store.write() as database:
        put_sources(store, database, found)
        deals = {
            key: store.deals.add(database, replace(deal, id="", parties=_parties(deal.name), sample=False), BEGUN)
            for key, deal in found.deals.items()
        }
        cases = {key: _put_case(store, database, found, case, deals) for key, case in found.cases.items()}
        for page in found.pages.values():
            shown = Snapshot(page.sha256, page.body, page.content_type, page.url, page.fetched_at, "cma")
            store.snapshots.put(database, shown)
        for event in sorted(found.events, key=lambda event: event.observed_at):
            before, after = found.around[event.id]
            store.events.add(
                database, replace(event, case_id=cases[event.case_id]), before=before.axes(), after=after.axes()
            )
        _tell(store, database, found.events, cases)
        _suggest(store, database, deals)
        store.settings.put(database, "looked_at", instant_text(LOOKED))
        store.settings.put(database, "sample", "2024-11-19")
        store.settings.put(database, "cards_done", "add,autostart,demo,test_notification")
    _work(desk, deals, folder)
    return Filled(store, desk, deals, cases)


def _parties(name: str) -> tuple[Party, ...]:
    buyer, _slash, target = name.partition(" / ")
    return (Party(buyer, "acquirer", (f"{buyer} Inc.",)), Party(target, "target"))


def _put_case(store: Store, database: Database, found: Recorded, case: Case, deals: dict[str, str]) -> str:
    case_id = store.cases.create(
        database, source=case.source, authority=case.authority, number=case.number, url=case.url,
        printed_number=case.printed_number, title=case.title, procedure=PROCEDURES.get(case.authority, ""),
    )  # fmt: skip
    store.cases.save(
        database, case_id, status=case.status, facts=case.facts, title=case.title, url=case.url,
        printed_number=case.printed_number, procedure=PROCEDURES.get(case.authority, ""),
        now=case.changed_at or NOW, changed=True, seen=True,
    )  # fmt: skip
    store.deals.link(database, deals[case.deal_ids[0]], case_id)
    store.search.put(database, "case", case_id, case.title, f"{case.printed_number} {case.authority}", case_id)
    return case_id


def _tell(store: Store, database: Database, events: list[Event], cases: dict[str, str]) -> None:
    """The inbox: what one pass brought stands together; what came before the last look has been read."""
    passes: dict[tuple[datetime, str], list[Event]] = {}
    for event in events:
        if event.observed_at > NOW - timedelta(days=90):
            passes.setdefault((event.observed_at, event.case_id), []).append(event)
    for (at, case), own in passes.items():
        alert = store.alerts.raise_(
            database, occasion=f"{at} {case}", now=at, subject=AlertSubject.CHANGE, level=AlertLevel.NOTIFY,
            case_id=cases[case], event_ids=[event.id for event in own],
        )  # fmt: skip
        store.alerts.delivered(database, [alert], "desktop", at)
        if at < LOOKED:
            store.alerts.mark_read(database, [alert], NOW)
        if own[0].kind is EventKind.STATUS and case == "bbva-cnmc":
            store.alerts.flag(database, alert, True)
    reminder = Reminder("phase_2", date(2024, 12, 7), 13, 18, True, "Phase 2 decision")
    store.alerts.raise_(
        database, occasion="reminder", now=NOW - timedelta(hours=3), subject=AlertSubject.REMINDER,
        level=AlertLevel.NOTIFY, case_id=cases["three-cma"], detail=reminder.text,
    )  # fmt: skip


def _suggest(store: Store, database: Database, deals: dict[str, str]) -> None:
    first, second = mistral(), untracked()
    found: tuple[tuple[Proposal, object], ...] = (
        (replace(first.proposal, deal_id=deals["mistral"]), first),
        (second.proposal, second),
    )
    for proposal, filed in found:
        for outlet in filed.outlets:  # type: ignore[attr-defined]
            reading = Reading("en", "", proposal.evidence, None, (proposal,))
            wall.take(store, database, reading, outlet, filed.created_at)  # type: ignore[attr-defined]


def _work(desk: StoreDesk, deals: dict[str, str], folder: Path) -> None:
    """What the user did: notes, tags, a status of their own, a file, an archived deal, a search."""
    desk.write_note(Note("", NOTE, deals["alphabet"]))
    desk.write_note(Note("", "Who decides last? Ask Madrid counsel about the second phase.", deals["bbva"]))
    desk.tag_deals([deals["alphabet"], deals["amazon"]], add=["anthropic", "client"])
    status = HandStatus(
        deals["three"], "ACM", Badge.MONITORING, "Said so in a public hearing.", PartialDate(2024, 10, 2)
    )
    desk.set_status(status)
    paper = folder / "Timetable of the parties.txt"
    paper.write_text("Signing 27 October 2023. Long stop 31 December 2024.", "utf-8")
    desk.attach(deals["alphabet"], paper)
    desk.save_search(SavedSearch("Urgent", '{"version": 1}'))
    old = desk.save_deal(replace(desk.deals()[0].deal, id="", name="Meta / Giphy", case_ids=(), list_name="Concluded"))
    desk.archive_deals([old])
