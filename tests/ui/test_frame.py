"""What lives around the window: tray, tasks, bridge, single instance, status line."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import weakref
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from sample_desk import SampleDesk
from sample_facts import NOW

from dealwatch.model.source import SourceState
from dealwatch.ui import sweeper as sweeper_module
from dealwatch.ui.bridge import Answer, Bridge, WindowChannel
from dealwatch.ui.single_instance import Claim, FirstInstance, server_name, tell_first
from dealwatch.ui.status_words import left_words, right_words
from dealwatch.ui.sweeper import Sweeper
from dealwatch.ui.tasks import Tasks
from dealwatch.ui.tray import Tray, recent_words, tray_state, tray_words
from dealwatch.watch.ports import Message

MESSAGE = Message("CMA: x", "body", "dealwatch://event/1", ("a",), (("open", "Open case"),))


# -- tasks


def test_an_act_runs_elsewhere_and_is_told_here(qtbot) -> None:
    tasks, told = Tasks(), []
    here = QThread.currentThread()

    def done(value: object) -> None:
        told.append((value, QThread.currentThread() is here))

    tasks.run(lambda: threading.current_thread().name).then(done, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][0].startswith("window-task")
    assert told[0][1]
    tasks.close()


def test_a_failure_is_told_too_and_only_once(qtbot) -> None:
    tasks, failed, done = Tasks(), [], []

    def act() -> None:
        raise ValueError("no")

    tasks.run(act).then(done.append, failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    qtbot.wait(50)
    assert done == []
    assert [str(error) for error in failed] == ["no"]
    tasks.close()


def test_a_task_nobody_holds_is_still_told(qtbot) -> None:
    tasks, told = Tasks(), []
    for number in range(20):
        tasks.run(lambda number=number: number).then(told.append, told.append)
    gc.collect()
    qtbot.waitUntil(lambda: len(told) == 20)
    assert told == list(range(20)), "one after another"
    tasks.close()


# -- sweeper


def test_only_the_windows_thread_takes_qt_objects_away(qtbot) -> None:
    """A timer in a circle, given up; a worker that makes much garbage of its own."""
    here, ended = threading.get_ident(), []
    sweeper = Sweeper()
    sweeper.start()

    def give_up() -> None:
        timer = QTimer(interval=1)
        timer.circle = timer
        timer.start()
        weakref.finalize(timer, lambda: ended.append(threading.get_ident()))

    def make_garbage() -> None:
        for _ in range(20_000):
            circle: list[object] = []
            circle.append(circle)

    give_up()
    worker = threading.Thread(target=make_garbage)
    worker.start()
    qtbot.waitUntil(lambda: not worker.is_alive())
    assert ended == [], "the worker has left it alone"
    sweeper.sweep()
    assert ended == [here]


def test_what_outlived_a_long_look_is_looked_at_again_when_nobody_is_there(qtbot, monkeypatch) -> None:
    sweeper, ended = Sweeper(), []
    sweeper.start()
    monkeypatch.setattr(sweeper_module, "LONG", 0.0)
    alive = QObject()
    alive.circle = alive
    weakref.finalize(alive, lambda: ended.append(1))
    kept = [[] for _ in range(2000)]
    sweeper.sweep()
    assert gc.get_freeze_count() > len(kept)
    del alive
    gc.collect()
    assert ended == [], "it was set aside"
    monkeypatch.setattr(sweeper_module, "WHOLE", 0.0)
    monkeypatch.setattr(sweeper, "_took", 1.0)
    monkeypatch.setattr(sweeper, "away", lambda: False)
    sweeper.sweep()
    assert ended == [], "that would take long, and the user is there"
    monkeypatch.setattr(sweeper, "away", lambda: True)
    sweeper.sweep()
    assert ended == [1]


def test_a_mass_of_new_data_is_set_aside_unseen(qtbot, monkeypatch) -> None:
    sweeper = Sweeper()
    gc.collect()
    sweeper.start()
    monkeypatch.setattr(sweeper_module, "MASS", 5000)
    before, looks = gc.get_freeze_count(), gc.get_stats()[0]["collections"]
    kept = [[] for _ in range(6000)]
    sweeper.sweep()
    assert gc.get_freeze_count() >= before + len(kept)
    assert gc.get_stats()[0]["collections"] == looks
    sweeper.stop()
    gc.disable()  # as the tests around this one have it


def test_nothing_is_swept_before_it_is_worth_it_and_python_goes_on_at_the_end(qtbot) -> None:
    sweeper = Sweeper()
    gc.collect()
    before = gc.get_stats()[0]["collections"]
    sweeper.start()
    sweeper.sweep()
    assert gc.get_stats()[0]["collections"] == before
    assert not gc.isenabled()
    sweeper.stop()
    assert gc.isenabled()
    gc.disable()  # as the tests around this one have it


# -- bridge


@pytest.mark.parametrize(
    ("value", "signals"),
    [
        (Answer("dealwatch://today"), {"answered"}),
        (MESSAGE, {"message"}),
        (None, {"data_changed"}),
    ],
)
def test_results_cross_from_any_thread(qtbot, value, signals) -> None:
    bridge, heard = Bridge(), set()
    for name in ("data_changed", "answered", "message"):
        getattr(bridge, name).connect(lambda *_args, name=name: heard.add(name))
    thread = threading.Thread(target=bridge.tell, args=(value,))
    thread.start()
    thread.join()
    assert heard == set(), "never on the caller's thread"
    qtbot.waitUntil(lambda: heard == signals)


def test_the_window_is_a_channel_that_cannot_fail(qtbot) -> None:
    bridge = Bridge()
    channel = WindowChannel(bridge)
    assert channel.available()
    with qtbot.waitSignal(bridge.message) as caught:
        channel.send(MESSAGE)
    assert caught.args == [MESSAGE]


# -- single instance


def test_a_second_start_is_heard_and_the_next_start_is_first_again(qtbot, tmp_path: Path) -> None:
    name = server_name(tmp_path)
    assert not tell_first(name, "dealwatch://")
    first = FirstInstance(name)
    first.listen()
    told = []
    first.called.connect(told.append)
    code = f"from dealwatch.ui.single_instance import tell_first; print(tell_first({name!r}, 'dealwatch://case/1'))"
    second = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    qtbot.waitUntil(lambda: bool(told), timeout=15_000)
    said, _ = second.communicate(timeout=15)
    assert said.strip() == "True"
    assert told == ["dealwatch://case/1"]
    first.close()
    assert not tell_first(name, "dealwatch://")


def test_only_addresses_of_ours_are_heard(qtbot, tmp_path: Path) -> None:
    name = server_name(tmp_path)
    first = FirstInstance(name)
    first.listen()
    told = []
    first.called.connect(told.append)
    code = (
        f"from dealwatch.ui.single_instance import tell_first\n"
        f"tell_first({name!r}, 'rm -rf'); tell_first({name!r}, 'dealwatch://today')"
    )
    second = subprocess.Popen([sys.executable, "-c", code])
    qtbot.waitUntil(lambda: bool(told), timeout=15_000)
    second.wait(timeout=15)
    assert told == ["dealwatch://today"]
    first.close()


def test_the_first_may_end_while_its_callers_are_still_there(qtbot, tmp_path: Path) -> None:
    """The calls are the server's children: what was let go of after the server had gone once ended the program."""
    name = server_name(tmp_path)
    first = FirstInstance(name)
    first.listen()
    told = []
    first.called.connect(told.append)
    code = f"from dealwatch.ui.single_instance import tell_first\nfor n in range(3): tell_first({name!r}, f'dealwatch://{{n}}')"
    second = subprocess.Popen([sys.executable, "-c", code])
    qtbot.waitUntil(lambda: len(told) == 3, timeout=15_000)
    assert told == ["dealwatch://0", "dealwatch://1", "dealwatch://2"]
    second.wait(timeout=15)  # it has hung up, which nobody here has heard yet
    first.close()
    del first
    gc.collect()
    qtbot.wait(50)
    assert tell_first(name, "dealwatch://today") is False


def test_one_start_is_the_first_until_it_gives_up(tmp_path: Path) -> None:
    first, second = Claim(tmp_path, "dealwatch-a"), Claim(tmp_path, "dealwatch-a")
    assert (first.first, first.taken) == (True, False)
    assert (second.first, second.taken) == (False, True)
    assert Claim(tmp_path, "dealwatch-b").first, "other data"
    first.give_up()
    assert Claim(tmp_path, "dealwatch-a").first


def test_one_that_was_killed_is_not_the_first_any_more(tmp_path: Path) -> None:
    code = (
        f"import os\nfrom pathlib import Path\nfrom dealwatch.ui.single_instance import Claim\n"
        f"claim = Claim(Path({str(tmp_path)!r}), 'dealwatch-a')\nprint(claim.first, flush=True)\nos._exit(1)"
    )
    killed = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, timeout=30)
    assert killed.stdout.strip() == "True"
    assert any(tmp_path.iterdir()), "it left its lock behind"
    assert Claim(tmp_path, "dealwatch-a").first


def test_where_no_lock_can_be_had_nothing_is_known(tmp_path: Path) -> None:
    claim = Claim(tmp_path / "not there", "dealwatch-a")
    assert (claim.first, claim.taken) == (False, False)


def test_a_first_one_that_is_only_starting_is_waited_for(qtbot, tmp_path: Path) -> None:
    name = server_name(tmp_path)
    first = FirstInstance(name)
    told = []
    first.called.connect(told.append)
    code = (
        f"from dealwatch.ui.single_instance import tell_first\nprint('begun', flush=True)\n"
        f"print(tell_first({name!r}, 'dealwatch://today', 30_000))"
    )
    second = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert second.stdout is not None
    assert second.stdout.readline().strip() == "begun"
    first.listen()
    first.listen()
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    assert second.communicate(timeout=30)[0].strip() == "True"
    first.close()


def test_each_folder_has_an_instance_of_its_own(tmp_path: Path) -> None:
    assert server_name(tmp_path / "a") != server_name(tmp_path / "b")
    assert server_name(tmp_path / "a") == server_name(tmp_path / "b" / ".." / "a")


# -- tray


def test_what_outranks_what_in_the_tray() -> None:
    standing = SampleDesk(blocked=False).standing()
    assert tray_state(replace(standing, unread=0)) == "normal"
    assert tray_state(standing) == "changes"
    troubled = replace(standing, troubled=(("CMA", SourceState.BLOCKED, None),))
    assert tray_state(troubled) == "attention"
    assert tray_state(replace(troubled, paused=True)) == "paused"
    assert tray_words(standing) == "Dealwatch: 3 new changes"


@pytest.fixture
def tray(qapp: QApplication, look, desk) -> Tray:
    return Tray(look, desk)


def entries(tray: Tray) -> list[str]:
    return [action.text() for action in tray.menu.actions() if action.text()]


def test_the_menu_is_true_at_the_moment_it_is_shown(tray, desk) -> None:
    tray.menu.aboutToShow.emit()
    assert entries(tray) == [
        "Open Dealwatch",
        "3 new changes",
        "Next: EC NVIDIA / Run:ai, 20 Dec 2024 (23 working days)",
        "Check now",
        "Pause checking",
        "Last check 16:05, next 16:35",
        "Quit",
    ]
    desk.mark_read(tuple(change.id for change in desk.inbox()))
    tray.menu.aboutToShow.emit()
    assert "No new changes" in entries(tray)


def test_every_entry_does_what_it_says(tray, desk) -> None:
    heard = []
    tray.opened.connect(heard.append)
    for name in ("check_wanted", "pause_wanted", "quit_wanted"):
        getattr(tray, name).connect(lambda name=name: heard.append(name))
    tray.rebuild()
    for action in tray.menu.actions():
        if action.isEnabled() and not action.menu():
            action.trigger()
    recent = next(action.menu() for action in tray.menu.actions() if action.menu())
    recent.actions()[0].trigger()
    assert heard == [
        "dealwatch://today",
        "dealwatch://case/runai-ec",
        "check_wanted",
        "pause_wanted",
        "quit_wanted",
        f"dealwatch://event/{desk.inbox()[0].lead.id}",
    ]


def test_a_click_on_the_icon_raises_the_window_and_recent_changes_are_named(tray, desk) -> None:
    heard = []
    tray.opened.connect(heard.append)
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    assert heard == ["dealwatch://"]
    assert recent_words(desk.inbox()[0]) == "CMA Alphabet / Anthropic – Not reviewable, 19 Nov 2024"


# -- status line


@pytest.mark.parametrize(
    ("options", "left", "right"),
    [
        ({"blocked": False}, "8 of 8 sources current", "Last check 16:05   Next check 16:35"),
        ({}, "7 of 8 sources current   Bundeskartellamt: blocked since 09:12", "Last check 16:05   Next check 16:35"),
        ({"checked": False}, "Not checked yet", "Nothing has left this computer"),
        (
            {"checked": False, "offline": True},
            "Offline – showing bundled data as at 18 Nov 2024",
            "Nothing has left this computer",
        ),
        ({"offline": True}, "Offline – showing data as of 16:05", "Checks resume by themselves"),
    ],
)
def test_the_status_bar_says_it_in_words(options, left, right) -> None:
    standing = SampleDesk(**options).standing()
    assert left_words(standing, NOW) == left
    assert right_words(standing, NOW) == right


def test_paused_and_checking_are_said() -> None:
    standing = SampleDesk().standing()
    assert right_words(replace(standing, paused=True), NOW) == "Checking is paused"
    assert right_words(replace(standing, checking=True), NOW) == "Checking now…"
    assert left_words(replace(standing, sources=0), NOW) == "No source is read yet"
    assert left_words(replace(standing, sources=1, current=1, troubled=()), NOW) == "The one source is current"
    late = replace(standing, next_check=NOW - timedelta(hours=2))
    assert right_words(late, NOW).endswith(right_words(replace(standing, next_check=NOW), NOW)[-5:]), (
        "never in the past"
    )
