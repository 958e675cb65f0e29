"""What a person does with their deals, and that each act can be taken back and done again."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dealwatch.model.alert import AlertLevel, AlertSubject
from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Deal, DealKind, Party
from dealwatch.model.errors import UsageError
from dealwatch.model.note import ActKind, Note
from dealwatch.model.status import Badge
from dealwatch.store.database import Store
from dealwatch.store.journal_triggers import TABLES, image
from dealwatch.watch.hand_status import HandStatus, set_by_hand
from dealwatch.watch.undo import redo, undo
from dealwatch.watch.working import LARGEST_ATTACHMENT, Working


@pytest.fixture
def working(store, clock):
    return Working(store, clock)


def case_of(store, number="1", source="reg"):
    with store.write() as database:
        return store.cases.create(database, source=source, authority="REG", number=number, title=f"Case {number}")


def rows_of(store) -> dict[str, list[str]]:
    """Every row that an act may change, as the journal sees it."""
    conn = store.connections.reader.conn
    return {table: sorted(row[0] for row in conn.execute(f"SELECT {image(table)} FROM {table}")) for table in TABLES}


def test_a_deal_is_made_edited_and_both_are_undone_and_done_again(store, clock, working):
    deal_id = working.create(Deal("", "Acme / Beta", tags=("urgent",)))
    made = rows_of(store)
    deal = store.deals.get(deal_id)
    working.edit(
        Deal(
            deal_id,
            "Acme / Beta AG",
            DealKind.MERGER,
            (Party("Acme", "acquirer", ("ACM",)),),
            "€5bn",
            PartialDate(2026, 1, 5),
            PartialDate(2027, 1, 5),
            "Clients",
            signed=PartialDate(2026, 2),
            tags=("urgent", "client A"),
        )
    )
    edited = store.deals.get(deal_id)
    assert (edited.name, edited.value, edited.signed, edited.tags) == (
        "Acme / Beta AG", "€5bn", PartialDate(2026, 2), ("client A", "urgent"),
    )  # fmt: skip
    assert edited.parties[0].aliases == ("ACM",)
    after = rows_of(store)
    act = undo(store, clock.now())
    assert act.title.format(**act.fields) == "Edited Acme / Beta AG"
    assert store.deals.get(deal_id) == deal
    assert rows_of(store) == made
    assert redo(store).id == act.id
    assert rows_of(store) == after
    undo(store, clock.now())
    undo(store, clock.now())
    assert store.deals.get(deal_id) is None
    with pytest.raises(UsageError, match="nothing to undo"):
        undo(store, clock.now())
    redo(store)
    redo(store)
    assert rows_of(store) == after
    with pytest.raises(UsageError, match="nothing to do again"):
        redo(store)


def test_a_new_act_takes_away_what_could_be_done_again(store, clock, working):
    working.create(Deal("", "One"))
    undo(store, clock.now())
    working.create(Deal("", "Two"))
    with pytest.raises(UsageError, match="nothing to do again"):
        redo(store)
    assert [act.undone for act in store.journal.recent()] == [False, True]


def test_an_act_that_changed_nothing_is_not_kept(store, working):
    deal_id = working.create(Deal("", "One", tags=("a",)))
    working.tag([deal_id], add=["A"])
    working.mark_read([])
    assert [act.title for act in store.journal.recent()] == ["Added {name}"]


def test_undo_outlives_the_program(tmp_path, clock):
    with Store.open(tmp_path / "other", clock.now()) as store:
        Working(store, clock).create(Deal("", "One"))
    with Store.open(tmp_path / "other", clock.now()) as store:
        undo(store, clock.now())
        assert store.deals.all() == []


def test_what_changed_since_is_not_overwritten(store, clock, working):
    deal_id = working.create(Deal("", "One"))
    with store.write() as database:
        database.conn.execute("UPDATE deals SET value = 'from elsewhere' WHERE id = ?", (deal_id,))
    before = rows_of(store)
    with pytest.raises(UsageError, match="cannot be undone"):
        undo(store, clock.now())
    assert rows_of(store) == before
    assert store.journal.last().undone is False


def test_merging_brings_everything_over_and_undo_takes_it_back(store, clock, working):
    one = working.create(Deal("", "Acme / Beta", parties=(Party("Acme", "", ("A",)),), tags=("x",)))
    two = working.create(
        Deal("", "ACME–Beta", parties=(Party("acme", "acquirer", ("B",)), Party("Beta")), value="€1bn", tags=("X", "y"))
    )
    case, shared = case_of(store), case_of(store, "2")
    for deal_id, case_id in ((two, case), (two, shared), (one, shared)):
        working.put_case(case_id, deal_id)
    note = working.write_note(Note("", "Call the client", two))
    working.attach(two, "spa.pdf", b"%PDF", "application/pdf")
    before = rows_of(store)
    working.merge(one, two)
    merged = store.deals.get(one)
    assert set(merged.case_ids) == {case, shared}
    assert merged.parties == (Party("Acme", "acquirer", ("A", "B")), Party("Beta"))
    assert (merged.value, merged.tags) == ("€1bn", ("x", "y"))
    assert [kept.id for kept in store.notes.of(one)] == [note]
    assert [kept.name for kept in store.attachments.of(one)] == ["spa.pdf"]
    assert [deal.id for deal in store.deals.all()] == [one]
    undo(store, clock.now())
    assert rows_of(store) == before
    with pytest.raises(UsageError, match="one deal already"):
        working.merge(one, one)


def test_splitting_moves_the_chosen_reviews_only(store, working):
    deal_id = working.create(Deal("", "Umbrella", parties=(Party("Acme"),), list_name="Clients"))
    stays, goes = case_of(store, "1"), case_of(store, "2")
    for case_id in (stays, goes):
        working.put_case(case_id, deal_id)
    new_id = working.split(deal_id, [goes, "elsewhere"], "Acme / Gamma")
    new = store.deals.get(new_id)
    assert (new.name, new.case_ids, new.list_name, new.parties) == ("Acme / Gamma", (goes,), "Clients", ())
    assert store.deals.get(deal_id).case_ids == (stays,)
    with pytest.raises(UsageError, match="No review was chosen"):
        working.split(deal_id, [goes], "Again")
    working.take_case(stays, deal_id)
    assert store.deals.get(deal_id).case_ids == ()


def test_an_archived_deal_is_out_of_sight_and_watched_no_more(store, clock, working):
    deal_id = working.create(Deal("", "Old"))
    case_id = case_of(store)
    working.put_case(case_id, deal_id)
    assert store.cases.get(case_id).watched
    working.archive([deal_id])
    assert store.deals.all() == []
    assert [deal.id for deal in store.deals.archived()] == [deal_id]
    assert store.deals.get(deal_id).archived
    assert not store.cases.get(case_id).watched
    working.archive([deal_id], archived=False)
    assert [deal.id for deal in store.deals.all()] == [deal_id]
    working.remove([deal_id])
    assert store.deals.all() == store.deals.archived() == []


def test_lists_and_tags(store, working):
    ids = [working.create(Deal("", name)) for name in ("One", "Two")]
    working.put_on_list(ids, " Clients ")
    working.tag(ids, add=["  client   A ", "urgent", ""])
    working.tag(ids[:1], add=["Client a"], drop=["URGENT"])
    assert [(deal.list_name, deal.tags) for deal in store.deals.all()] == [
        ("Clients", ("client A",)),
        ("Clients", ("client A", "urgent")),
    ]
    assert store.deals.tags() == ["client A", "urgent"]


def test_muting_a_deal_or_a_case(store, clock, working):
    deal_id, case_id, lone = working.create(Deal("", "One")), case_of(store), case_of(store, "2")
    other = working.create(Deal("", "Other"))
    working.put_case(case_id, deal_id)
    working.mute(deal_id)
    assert store.deals.get(deal_id).muted
    assert store.cases.get(case_id).muted
    working.put_case(case_id, other)
    assert not store.cases.get(case_id).muted, "a deal that is not muted wants to hear of it"
    working.mute(case_id=lone)
    assert store.cases.get(lone).muted
    undo(store, clock.now())
    assert not store.cases.get(lone).muted
    working.mute(deal_id, muted=False)
    assert not store.deals.get(deal_id).muted


def test_notes_are_kept_found_and_taken_away(store, clock, working):
    deal_id, case_id = working.create(Deal("", "Acme / Beta")), case_of(store)
    note_id = working.write_note(Note("", "Ask about *turnover*", deal_id, case_id))
    assert [hit.ref for hit in store.search.query("turnover") if hit.kind == "note"] == [note_id]
    assert [note.id for note in store.notes.of(case_id=case_id)] == [note_id]
    clock.set(clock.now() + timedelta(hours=1))
    working.write_note(Note(note_id, "Asked about sales", deal_id, case_id))
    note = store.notes.get(note_id)
    assert note.edited_at - note.created_at == timedelta(hours=1)
    assert store.search.query("turnover") == []
    undo(store, clock.now())
    assert [hit.ref for hit in store.search.query("turnover")] == [note_id]
    working.write_note(Note(note_id, "  ", deal_id, case_id))
    assert store.notes.get(note_id) is None
    assert store.search.query("turnover") == []
    undo(store, clock.now())
    assert [hit.ref for hit in store.search.query("turnover")] == [note_id]
    assert working.write_note(Note("", " ", deal_id)) == ""
    lone = working.write_note(Note("", "of a case alone", case_id=case_id))
    assert [hit.title for hit in store.search.query("alone")] == [""]
    assert store.notes.of(case_id=case_id, until=clock.now() - timedelta(days=1)) == []
    working.remove_note(lone)
    assert len(store.notes.of(case_id=case_id)) == 1


def test_files_are_attached_by_their_bytes(store, clock, working):
    deal_id = working.create(Deal("", "Acme / Beta"))
    found = working.attach(deal_id, "spa.pdf", b"%PDF-1.7", "application/pdf")
    kept = store.attachments.get(found)
    assert (kept.name, kept.size, kept.content_type) == ("spa.pdf", 8, "application/pdf")
    assert store.snapshots.get(kept.snapshot).body == b"%PDF-1.7"
    assert store.attachments.of(deal_id, until=clock.now() - timedelta(days=1)) == []
    working.detach(found)
    assert store.attachments.of(deal_id) == []
    undo(store, clock.now())
    assert [one.id for one in store.attachments.of(deal_id)] == [found]
    working.detach("unknown")
    for body in (b"", bytes(LARGEST_ATTACHMENT + 1)):
        with pytest.raises(UsageError, match="cannot be attached"):
            working.attach(deal_id, "x", body, "text/plain")


def test_what_is_read_flagged_or_snoozed_can_be_undone(store, clock, working):
    with store.write() as database:
        alert_id = store.alerts.raise_(
            database, occasion="o", now=clock.now(), subject=AlertSubject.CHANGE, level=AlertLevel.QUIET, case_id="c"
        )
    working.mark_read([alert_id])
    working.flag(alert_id, True)
    working.snooze([alert_id], clock.now() + timedelta(days=1))
    alert = store.alerts.get(alert_id)
    assert (alert.flagged, alert.read_at) == (True, None)
    assert alert.snoozed_until == clock.now() + timedelta(days=1)
    undo(store, clock.now())
    assert store.alerts.get(alert_id).snoozed_until is None
    assert store.alerts.get(alert_id).read_at == clock.now()
    working.mark_read([alert_id], read=False)
    working.flag(alert_id, False)
    assert [act.title for act in store.journal.recent(2)] == ["Took a flag away", "Marked as unread"]
    with store.write() as database:
        store.alerts.snooze(database, [alert_id], None)
    assert store.alerts.get(alert_id).snoozed_until is None


def test_a_status_set_by_hand_stands_apart_and_is_taken_back_by_a_further_event(store, clock, working):
    deal_id = working.create(Deal("", "Acme / Beta"))
    first = HandStatus(deal_id, "REG", Badge.PRE_NOTIFICATION, "Counsel told us", PartialDate(2026, 3, 1))
    case_id = set_by_hand(store, first, clock.now())
    set_by_hand(store, HandStatus(deal_id, "REG", Badge.PHASE_1, "Counsel told us again"), clock.now())
    case = store.cases.get(case_id)
    assert (case.source, case.status.badge, case.deal_ids) == ("user", Badge.PHASE_1, (deal_id,))
    with pytest.raises(UsageError, match="on file already"):
        set_by_hand(store, HandStatus(deal_id, "REG", Badge.PHASE_1, "Once more"), clock.now())
    count = len(store.events.list(case_id=case_id))
    act = undo(store, clock.now())
    assert act.kind is ActKind.ENTRY
    assert store.cases.get(case_id).status.badge is Badge.PRE_NOTIFICATION
    assert len(store.events.list(case_id=case_id)) > count
    with pytest.raises(UsageError, match="by itself"):
        redo(store)
    undo(store, clock.now())
    assert store.deals.get(deal_id).case_ids == ()
    assert store.cases.get(case_id).removed
    set_by_hand(store, first, clock.now())
    assert store.cases.get(case_id).status.badge is Badge.PRE_NOTIFICATION
    assert not store.cases.get(case_id).removed


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (HandStatus("none", "REG", Badge.PHASE_1, "why"), "no such deal"),
        (HandStatus("", "REG", Badge.PHASE_1, " "), "reason"),
    ],
    ids=["deal", "reason"],
)
def test_a_status_by_hand_needs_a_deal_and_a_reason(store, clock, working, wanted, words):
    deal_id = working.create(Deal("", "One"))
    wanted = HandStatus(wanted.deal_id or deal_id, wanted.authority, wanted.badge, wanted.reason)
    with pytest.raises(UsageError, match=words):
        set_by_hand(store, wanted, clock.now())


def test_what_is_not_there_is_refused_and_nothing_is_kept(store, working):
    before = rows_of(store)
    with pytest.raises(UsageError, match="needs a name"):
        working.create(Deal("", "  "))
    with pytest.raises(UsageError, match="no such deal"):
        working.edit(Deal("none", "x"))
    with pytest.raises(UsageError, match="no such case"):
        working.put_case("none", working.create(Deal("", "One")))
    with pytest.raises(UsageError, match="no such case"):
        working.mute(case_id="none")
    assert len(store.journal.recent()) == 1
    working.remove([store.deals.all()[0].id])
    assert {k: v for k, v in rows_of(store).items() if k != "deals"} == {
        k: v for k, v in before.items() if k != "deals"
    }


def test_a_block_that_fails_leaves_no_open_act(store, clock, working):
    deal_id = working.create(Deal("", "One"))

    def fail() -> None:
        with working.act("Half") as database:
            store.deals.mute(database, deal_id, True)
            raise sqlite3.OperationalError("disk full")

    with pytest.raises(Exception, match=r"."):
        fail()
    assert not store.deals.get(deal_id).muted
    assert store.connections.reader.conn.execute("SELECT count(*) FROM open_act").fetchone()[0] == 0
    assert len(store.journal.recent()) == 1


ACTS = st.lists(
    st.tuples(st.sampled_from(["edit", "tag", "case", "merge", "archive", "note", "split"]), st.integers(0, 9)),
    max_size=12,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_undoing_everything_brings_back_exactly_what_was_there(tmp_path_factory, clock, acts):
    with Store.open(tmp_path_factory.mktemp("undo"), clock.now()) as store:
        working = Working(store, clock)
        ids = [working.create(Deal("", f"Deal {n}", tags=("t",))) for n in range(3)]
        cases = [case_of(store, str(n)) for n in range(3)]
        start, begun = rows_of(store), len(store.journal.recent())
        for act, n in acts:
            deal = store.deals.get(ids[n % 3])
            match act:
                case "edit":
                    working.edit(Deal(deal.id, f"Name {n}", tags=(f"tag {n}",)))
                case "tag":
                    working.tag([deal.id], add=[f"x{n}"], drop=["t"])
                case "case":
                    working.put_case(cases[n % 3], deal.id)
                case "merge":
                    working.merge(deal.id, ids[(n + 1) % 3])
                case "archive":
                    working.archive([deal.id], archived=bool(n % 2))
                case "note":
                    working.write_note(Note("", f"note {n}", deal.id))
                case "split" if deal.case_ids:
                    working.split(deal.id, deal.case_ids[:1], f"Part {n}")
        end, count = rows_of(store), len(store.journal.recent()) - begun
        for _ in range(count):
            undo(store, clock.now())
        assert rows_of(store) == start
        for _ in range(count):
            redo(store)
        assert rows_of(store) == end
