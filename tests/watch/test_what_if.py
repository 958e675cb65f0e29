"""What would follow if something happened: counted beside what is, the case untouched."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from dealwatch.model.deal import Case
from dealwatch.model.errors import UsageError
from dealwatch.model.facts import ProvenFact
from dealwatch.model.status import Clock, Stage, Status
from dealwatch.rules.computation import Unit
from dealwatch.rules.law import Law
from dealwatch.rules.procedures import find
from dealwatch.watch.what_if import Supposed, suppositions, what_if


def case(procedure: str, clock: Clock = Clock.RUNNING, **days: str) -> Case:
    facts = {f"date:{name}": ProvenFact(f"date:{name}", day) for name, day in days.items()}
    facts["clock"] = ProvenFact("clock", clock.value)
    return Case("c", "ec", "EC", "M.1", "M.1", "A / B", "", procedure, Status(Stage.NOTIFIED, clock=clock), facts)


def only(lines, name):
    return next(line for line in lines if line.name == name)


NOTIFIED = case("EU_MERGER", notified="2024-11-15")


def test_commitments_in_phase_1_give_ten_more_working_days():
    before = dict(NOTIFIED.facts)
    found = only(what_if(NOTIFIED, [Supposed("phase1_commitments", date(2024, 12, 13))]), "phase_1")
    assert found.now is not None
    assert found.then is not None
    assert found.now.day == date(2024, 12, 20)
    assert found.then.day is not None
    assert found.then.day > found.now.day
    assert found.moved == 10
    assert "35 working days" in found.then.rule
    assert NOTIFIED.facts == before


def test_nothing_supposed_moves_nothing():
    assert all(line.moved in (0, None) for line in what_if(NOTIFIED, []))


def test_a_step_that_is_opened_brings_its_deadline():
    found = what_if(NOTIFIED, [Supposed("phase2_6_1_c", date(2024, 12, 20))])
    phase_2 = only(found, "phase_2")
    assert phase_2.now is None
    assert phase_2.moved is None
    assert phase_2.then is not None
    assert phase_2.then.day is not None
    first = only(found, "phase_1")
    assert first.then is not None
    assert first.then.ended_on == date(2024, 12, 20)


def test_a_stop_shifts_by_the_working_days_in_it_and_one_without_end_gives_no_day():
    opened = case("EU_MERGER", notified="2024-06-03", phase_2="2024-07-08")
    stopped = Supposed("stop:0", date(2024, 8, 5), date(2024, 8, 23))
    found = only(what_if(opened, [stopped]), "phase_2")
    assert found.moved == 14  # 15 August is a holiday of the Commission
    endless = only(what_if(opened, [Supposed("stop:0", date(2024, 8, 5))]), "phase_2")
    assert endless.then is not None
    assert (endless.then.day, endless.then.computable, endless.moved) == (None, False, None)


def test_a_supposed_stop_stands_for_one_whose_beginning_nobody_told():
    standing = case("EU_MERGER", Clock.SUSPENDED, notified="2024-06-03", phase_2="2024-07-08")
    found = only(what_if(standing, [Supposed("stop:0", date(2024, 8, 5), date(2024, 8, 23))]), "phase_2")
    assert found.now is not None
    assert found.now.day is None
    assert found.then is not None
    assert found.then.day is not None


def test_a_stop_that_is_told_by_its_restart_only():
    """The first day that counts again is the one after the last that did not."""
    bundled = find("EU_MERGER")
    stop = msgspec.structs.replace(bundled.stops[0], last=())
    law = Law({"EU_MERGER": msgspec.structs.replace(bundled, stops=(stop,))})
    opened = case("EU_MERGER", notified="2024-06-03", phase_2="2024-07-08")
    found = only(what_if(opened, [Supposed("stop:0", date(2024, 8, 5), date(2024, 8, 23))], law), "phase_2")
    assert found.moved == 14


def test_an_extension_that_carries_its_length():
    opened = case("EU_MERGER", notified="2024-06-03", phase_2="2024-07-08")
    found = only(what_if(opened, [Supposed("extended_10_3", date(2024, 8, 5), amount=15)]), "phase_2")
    assert found.moved == 15
    unknown = only(what_if(opened, [Supposed("extended_10_3", date(2024, 8, 5))]), "phase_2")
    assert unknown.then is not None
    assert not unknown.then.computable


@pytest.mark.parametrize("until", [None, date(2024, 4, 11)])
def test_an_extension_from_one_notice_to_another(until):
    law = find("UK_CMA_MERGER")
    choice = next(each for each in suppositions(law) if each.lasts and not each.key.startswith("stop:"))
    referred = case("UK_CMA_MERGER", notified="2024-01-08", referred="2024-03-04")
    found = only(what_if(referred, [Supposed(choice.key, date(2024, 4, 1), until)]), "phase_2")
    assert found.now is not None
    assert found.then is not None
    if until is None:
        assert not found.then.computable
    else:
        assert found.then.day is not None
        assert found.now.day is not None
        assert (found.then.day - found.now.day).days == 10


def test_what_can_be_supposed_is_said_in_the_procedures_own_words():
    found = suppositions(find("EU_MERGER"))
    assert found[0].key == "stop:0"
    assert found[0].lasts
    carrying = next(each for each in found if each.key == "extended_10_3")
    assert carrying.takes is Unit.WORKING_DAYS
    keys = [each.key for each in found]
    assert "suspended_to" not in keys
    assert len(keys) == len(set(keys))
    assert {"phase1_commitments", "notified"} <= set(keys)


def test_without_known_rules_nothing_follows():
    assert what_if(case("NOBODYS_LAW", notified="2024-11-15"), [Supposed("x", date(2024, 12, 1))]) == ()


def test_what_the_procedure_does_not_know_is_refused():
    with pytest.raises(UsageError):
        what_if(NOTIFIED, [Supposed("moon_landing", date(2024, 12, 1))])
