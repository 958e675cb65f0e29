"""The desk over a real store: the bundled sample, the demonstration played whole, what is added, what is in trouble."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest

from dealwatch.figures.coverage import Cell
from dealwatch.model.errors import UsageError
from dealwatch.model.facts import ProvenFact
from dealwatch.model.source import SourceState
from dealwatch.model.status import Badge, Status
from dealwatch.store.database import Store
from dealwatch.store.ledger import LedgerLine
from dealwatch.store.sources import Poll
from dealwatch.system.clock import FixedClock
from dealwatch.system.demonstration import Demonstration
from dealwatch.ui.desk import Desk, Order
from dealwatch.ui.engine import IdleEngine
from dealwatch.ui.store_adding import every_words
from dealwatch.ui.store_desk import StoreDesk
from dealwatch.ui.store_sources import cell_start
from dealwatch.watch.ports import Message
from dealwatch.watch.sample_install import install_sample

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Recorder:
    name = "desktop"

    def __init__(self) -> None:
        self.messages: list[Message] = []

    def available(self) -> bool:
        return True

    def send(self, message: Message) -> None:
        self.messages.append(message)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path, NOW) as opened:
        yield opened


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def desk(store: Store, clock: FixedClock) -> StoreDesk:
    return StoreDesk(store, clock, IdleEngine())


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Demonstration, Recorder]]:
    recorder = Recorder()
    with Demonstration(tmp_path_factory.mktemp("demo") / "data", [recorder]) as demonstration:
        demonstration.begin()
        while demonstration.advance() is not None:
            pass
        yield demonstration, recorder


@pytest.fixture
def demo(played) -> StoreDesk:
    demonstration, _ = played
    return StoreDesk(demonstration.store, demonstration.clock, IdleEngine())


def test_it_is_a_desk(desk: StoreDesk) -> None:
    as_promised: Desk = desk
    assert as_promised.now() == NOW


# -- the bundled sample


def test_the_sample_is_there_without_a_network(store, desk) -> None:
    install_sample(store)
    standing = desk.standing()
    assert standing.sample.shown == 6
    assert str(standing.sample.as_at) == "2025-04-15"
    assert [(entry.name, entry.deals) for entry in standing.lists] == [("AI partnerships", 6)]
    assert (standing.sources, standing.unread, standing.last_check) == (0, 0, None)
    rows = {row.deal.name: row for row in desk.deals("AI partnerships")}
    mistral = {mark.authority: mark.badges for mark in rows["Microsoft / Mistral AI"].reviews}
    assert mistral == {"CMA": (Badge.NOT_REVIEWABLE,), "EC": (Badge.JURISDICTION_CHECK,)}
    assert not any(Badge.CLEARED in badges for badges in mistral.values())


def test_every_bundled_step_opens_with_its_source(store, desk) -> None:
    install_sample(store)
    for row in desk.deals():
        page = desk.page(row.deal.id)
        assert page is not None
        assert len(page.reviews) == len(page.cases)
        titles = dict(page.event_sources)
        for event in page.events:
            change = desk.change_of(event.id)
            assert change is not None
            assert row.deal.id in change.case.deal_ids
            assert event in change.events
            assert titles[event.id] not in ("", "sample")
            assert event.evidence.url.startswith("https://")


def test_steps_entered_in_one_go_stay_steps_of_their_own(store, desk) -> None:
    install_sample(store)
    deal = next(row.deal for row in desk.deals() if row.deal.name == "Alphabet / Anthropic")
    page = desk.page(deal.id)
    launch = next(e for e in page.events if e.badge_new == "phase_1" and e.field == "stage")
    assert {str(event.occurred_on) for event in desk.change_of(launch.id).events} == {"2024-10-24"}


def test_the_sample_goes_and_comes_back(store, desk) -> None:
    install_sample(store)
    deal = desk.deals()[0].deal
    desk.set_sample_shown(False)
    assert desk.deals() == ()
    assert desk.page(deal.id) is None
    assert desk.standing().sample.hidden == 6
    desk.set_sample_shown(True)
    assert len(desk.deals()) == 6


# -- the demonstration, played by the engine


def test_each_change_stands_in_the_inbox_with_its_proof(demo, played) -> None:
    _, recorder = played
    changes = demo.inbox()
    assert {change.case.authority for change in changes if change.case} >= {"CMA"}
    last = next(c for c in changes if c.case and c.lead.field == "outcome")
    assert last.lead.badge_new == "not_reviewable"
    page = demo.stored_page(last.lead.evidence.snapshot)
    assert page is not None
    assert last.told == ("the desktop",)
    targets = {f"dealwatch://event/{event.id}" for event in last.events}
    assert any(message.target in targets for message in recorder.messages)


def test_the_click_on_a_notification_finds_its_change(demo, played) -> None:
    _, recorder = played
    for message in recorder.messages:
        kind, _, ref = message.target.removeprefix("dealwatch://").partition("/")
        if kind == "event":
            assert demo.change_of(ref) is not None


def test_the_page_has_course_documents_and_sources(demo, played) -> None:
    demonstration, _ = played
    page = demo.page(demonstration.deal_id)
    assert {review.short for review in page.reviews} == {"CMA", "EC"}
    cma = next(review for review in page.reviews if review.short == "CMA")
    assert cma.badge is Badge.NOT_REVIEWABLE
    assert cma.decided
    assert cma.stretches
    assert page.documents
    assert all(document.kept for document in page.documents)
    assert demo.page(case_id=page.cases[0].id).deal.id == demonstration.deal_id


def test_reading_and_flagging_are_kept(demo) -> None:
    change = demo.inbox()[0]
    demo.mark_read((change.id,))
    demo.flag(change.id, True)
    again = next(c for c in demo.inbox() if c.id == change.id)
    assert (again.unread, again.flagged) == (False, True)
    demo.mark_read((change.id,), read=False)
    demo.flag(change.id, False)
    assert next(c for c in demo.inbox() if c.id == change.id).unread


def test_the_page_of_an_awaited_case_is_that_of_the_case_it_turns_out_to_be(store: Store, desk: StoreDesk) -> None:
    with store.write() as database:
        awaited = store.cases.create(database, source="cma", authority="CMA", number="https://x/a", url="https://x/a")
        found = store.cases.create(
            database, source="cma", authority="CMA", number="a", title="A / B", url="https://x/a"
        )
        store.cases.adopt(database, awaited, found)
    page = desk.page(case_id=awaited)
    assert page is not None
    assert [review.id for review in page.cases] == [found]
    assert desk.page(case_id="nobody") is None


def test_since_i_looked(demo) -> None:
    assert demo.today().since is None
    assert demo.today().changes
    demo.mark_read(tuple(change.id for change in demo.inbox()))
    demo.mark_looked()
    assert demo.today().since == demo.now()
    assert demo.today().changes == ()
    demo.mark_read(tuple(change.id for change in demo.inbox()), read=False)


def test_sources_coverage_and_ledger_come_from_what_happened(demo) -> None:
    lines = {line.key: line for line in demo.sources()}
    assert lines["cma"].state is SourceState.OK
    assert lines["cma"].authority == "CMA"
    page = demo.source("cma")
    assert page.attempts
    assert page.cases[0][0] == "CMA Microsoft / Mistral AI"
    assert demo.source("nothing") is None
    assert demo.ledger().rows
    assert Cell.CHANGED in next(row for row in demo.today().coverage if row.key == "cma").strip.cells


def test_search_finds_deals_cases_and_documents(demo) -> None:
    hits = demo.search("mistral")
    assert hits[0].target.startswith("deal/")
    assert {hit.kind for hit in hits} >= {"deal", "case"}
    assert demo.search("") == ()


def test_the_case_file_is_written_and_told(demo, played, tmp_path: Path) -> None:
    demonstration, _ = played
    target = tmp_path / "mistral.pdf"
    said = demo.write_case_file(demonstration.deal_id, target)
    assert said.startswith("The case file is written: mistral.pdf")
    with pikepdf.open(target) as pdf:
        assert len(pdf.pages) >= 2
        assert list(pdf.attachments)
    for suffix in ("json", "csv", "docx", "xlsx", "html", "md"):
        assert demo.write_case_file(demonstration.deal_id, tmp_path / f"m.{suffix}") == f"m.{suffix} is written."
    with pytest.raises(UsageError):
        demo.write_case_file("gone", target)


# -- adding


def test_a_case_number_is_recognised_filed_and_due_at_once(store, desk) -> None:
    found = desk.recognise("M.11766")
    assert "M.11766" in found.sentence
    assert [c.title for c in found.candidates] == ["M.11766"]
    assert found.candidates[0].every.startswith("checked every")
    place = desk.add(Order("M.11766", ("0",), "NVIDIA / Run:ai (new)".removesuffix(" (new)"), "Live mergers"))
    deal = desk.deals("Live mergers")[0].deal
    assert place == f"deal/{deal.id}"
    assert deal.name == "NVIDIA / Run:ai"
    row = store.sources.get("ec")
    assert row.forced
    assert row.next_due <= NOW
    assert desk.standing().sources == 1


def test_a_deal_made_from_a_known_case_has_the_parties_of_the_register(store, desk) -> None:
    with store.write() as database:
        case_id = store.cases.create(database, source="ec", authority="EC", number="M.11766", printed_number="M.11766")
        fact = ProvenFact("party:parties", "NVIDIA\nRUN:AI", "NVIDIA / RUN:AI")
        store.cases.save(
            database, case_id, status=Status(), facts={fact.name: fact}, title="NVIDIA / RUN:AI", url="",
            printed_number="M.11766", procedure="", now=NOW, changed=True, seen=True,
        )  # fmt: skip
    desk.add(Order("M.11766", ("0",), "NVIDIA / Run:ai", "Live mergers"))
    deal = desk.deals("Live mergers")[0].deal
    assert [party.name for party in deal.parties] == ["NVIDIA", "RUN:AI"]


def test_a_case_without_a_deal_is_still_on_the_list(desk) -> None:
    place = desk.add(Order("M.11766", ("0",), "", ""))
    assert place.startswith("case/")
    row = desk.deals()[0]
    assert row.place == place
    page = desk.page(case_id=place.removeprefix("case/"))
    assert page.deal is None
    assert page.name == "M.11766"


def test_registers_feeds_and_names(desk, store) -> None:
    assert desk.add(Order("accc", ("0",), "", "")) == "sources"
    assert desk.add(Order("https://www.example.org/news.atom", ("0",), "", "")) == "sources"
    desk.add(Order("Mistral AI", ("0",), "", ""))
    assert {watch.kind for watch in store.watches.all()} == {"register", "feed", "company"}


def test_what_cannot_be_watched_says_the_way_out(desk) -> None:
    assert desk.recognise("").candidates == ()
    with pytest.raises(UsageError):
        desk.add(Order("T-15/25", ("0",), "", ""))
    assert desk.add(Order("M.11766", (), "", "")) == "portfolio"


def test_the_ready_made_list_can_be_brought_back_by_name(store, desk) -> None:
    install_sample(store)
    desk.set_sample_shown(False)
    desk.add(Order("AI partnerships", ("0",), "", ""))
    assert len(desk.deals()) == 6


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(20, "every 20 min"), (60, "every hour"), (120, "every 2 hours"), (1440, "daily"), (2880, "every 2 days")],
)
def test_how_often_in_words(minutes: int, said: str) -> None:
    assert every_words(timedelta(minutes=minutes)) == said


# -- trouble, pauses, ledger


def _finish(store: Store, key: str, state: SourceState, at: datetime = NOW) -> None:
    with store.write() as database:
        store.sources.finish(
            database, key, state=state, detail="403", now=at, next_due=at + timedelta(hours=1), failures=3, told=True,
            settled=frozenset(),
        )  # fmt: skip


def test_a_blocked_source_needs_attention_and_says_what_is_safe(store, desk) -> None:
    desk.add(Order("cma", ("0",), "", ""))
    _finish(store, "cma", SourceState.BLOCKED)
    with store.write() as database:
        store.sources.log_poll(database, Poll("cma", NOW, NOW, "failed", SourceState.BLOCKED, "403", 0))
    standing = desk.standing()
    assert [(name, state) for name, state, _ in standing.troubled] == [("CMA", SourceState.BLOCKED)]
    item = desk.today().attention[0]
    assert item.title == "CMA refused automated reading."
    assert "What is stored stays valid" in item.text
    assert item.target == "source/cma"
    assert desk.today().gaps == 1
    line = desk.sources()[0]
    assert line.strip.cells[-1] is Cell.FAILED


def test_a_paused_source_is_nobodys_trouble(store, desk) -> None:
    desk.add(Order("cma", ("0",), "", ""))
    _finish(store, "cma", SourceState.BLOCKED)
    desk.pause_source("cma", True)
    assert desk.standing().troubled == ()
    assert desk.today().attention == ()
    assert desk.sources()[0].state is SourceState.PAUSED


def test_check_now_sets_the_due_time_and_pausing_is_kept(store, desk) -> None:
    desk.add(Order("cma", ("0",), "", ""))
    _finish(store, "cma", SourceState.OK)
    assert not store.sources.get("cma").forced
    desk.check_now(("cma",))
    assert store.sources.get("cma").forced
    desk.pause(True)
    assert desk.standing().paused
    desk.pause(False)
    assert not desk.standing().paused


def test_the_ledger_counts_today_only(store, desk) -> None:
    def line(at: datetime) -> LedgerLine:
        return LedgerLine(at, "cma", "www.gov.uk", "/x", "GET", "list", "200", 1000, 5)

    with store.write() as database:
        store.ledger.add(database, [line(NOW - timedelta(days=1)), line(NOW)])
    page = desk.ledger()
    assert (len(page.rows), page.requests, page.hosts, page.bytes) == (2, 1, 1, 1000)
    (host,) = page.by_host
    assert (host.requests, host.budget) == (1, 2000)
    assert host.sources


def test_used_cards_stay_used(desk) -> None:
    desk.card_done("add")
    desk.card_done("demo")
    desk.card_done("add")
    assert desk.standing().cards_done == {"add", "demo"}


def test_cells_stand_still_while_time_goes_on() -> None:
    step = timedelta(hours=8)
    assert cell_start(NOW, step) == cell_start(NOW + timedelta(minutes=59), step)
    assert cell_start(NOW, step).hour % 8 == 0


def test_the_ledger_shows_hosts_with_what_they_see_at_most(store, desk, look, qtbot) -> None:
    from dealwatch.ui.ledger_pane import LedgerPane

    with store.write() as database:
        line = LedgerLine(NOW, "s", "h.example", "/p", "GET", "a page", "200", 5, 7)
        store.ledger.add(database, [line, line])
    pane = LedgerPane(look)
    qtbot.addWidget(pane)
    pane.refresh(desk)
    pane._segments[1].click()
    model = pane._hosts.model()
    assert [model.index(0, column).data() for column in range(3)] == ["h.example", "2", "2,000"]
