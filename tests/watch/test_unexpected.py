"""Steps off the usual path are marked, told and never refused."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from dealwatch.model.event import EventKind, EventNote
from dealwatch.model.evidence import Evidence
from dealwatch.model.status import Outcome, Stage, Status
from dealwatch.rules.law import BUNDLED, Law
from dealwatch.rules.procedures import find
from dealwatch.watch.decide import Change
from dealwatch.watch.poller import Poller
from dealwatch.watch.unexpected import marked

NOTIFIED = Status(Stage.NOTIFIED)
PROHIBITED = Status(Stage.DECISION, Outcome.PROHIBITED)
IN_DEPTH = Status(Stage.IN_DEPTH)
EVIDENCE = Evidence("", "https://x", datetime(2026, 3, 2, tzinfo=UTC))


def change(before=NOTIFIED, after=PROHIBITED, kind=EventKind.STATUS, note=EventNote.NONE):
    return Change(kind, "outcome", "pending", "prohibited", EVIDENCE, before, after, note=note, tell=True)


def test_a_prohibition_in_phase_1_is_marked_and_told_all_the_same():
    (found,) = marked([change()], "EU_MERGER", BUNDLED)
    assert (found.note, found.tell, found.after) == (EventNote.UNEXPECTED, True, PROHIBITED)


@pytest.mark.parametrize(
    ("given", "procedure"),
    [
        (change(after=IN_DEPTH), "EU_MERGER"),
        (change(kind=EventKind.DEADLINE), "EU_MERGER"),
        (change(note=EventNote.ROLLBACK), "EU_MERGER"),
        (change(), "NOBODYS_LAW"),
        (change(), ""),
    ],
    ids=["the usual step", "no status", "a step back has its own note", "rules not known", "no procedure"],
)
def test_everything_else_stays_as_it_is(given, procedure):
    assert marked([given], procedure, BUNDLED) == (given,)


def test_the_engine_keeps_the_mark_and_tells_the_step(desk):
    desk.watch()
    desk.world.list("A")
    for facts in ({"stage": "notified"}, {"stage": "decision", "outcome": "prohibited"}):
        desk.world.put("case/A", number="A", procedure="EU_MERGER", facts={"title": "A / B", **facts})
        desk.check()
    assert {(kind, field, note, alerted) for kind, field, _, _, note, alerted in desk.kinds(kinds=["status"])} == {
        ("status", "stage", "unexpected", True),
        ("status", "outcome", "unexpected", True),
    }
    assert desk.store.cases.find("reg", "A").status == PROHIBITED


def test_the_users_own_procedure_says_what_is_usual(desk):
    """One in which a prohibition follows on Phase 1 finds nothing to look at twice."""
    bundled = find("EU_MERGER")
    own = msgspec.structs.replace(bundled, transitions=bundled.transitions | {("notified", "dec_8_3")})
    desk.watch()
    desk.poller = Poller(
        desk.store, desk.clock, desk.world, lambda _row: desk.register, jitter=lambda: 0.0,
        law=Law({"EU_MERGER": own}),
    )  # fmt: skip
    desk.world.list("A")
    for facts in ({"stage": "notified"}, {"stage": "decision", "outcome": "prohibited"}):
        desk.world.put("case/A", number="A", procedure="EU_MERGER", facts={"title": "A / B", **facts})
        desk.check()
    assert {note for _, _, _, _, note, _ in desk.kinds(kinds=["status"])} == {""}
