"""The Data page: copies, a check, a move and a restore that wait for the start, what goes out; and what fails."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from driving import click
from PySide6.QtWidgets import QFileDialog

from dealwatch.store import backup
from dealwatch.ui.controls import Button
from dealwatch.watch.deal_file import read_deal_file


def choosing(monkeypatch: pytest.MonkeyPatch, path: Path | str) -> None:
    """What the system's own dialogs would answer."""
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_args: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(path))


def bar_button(page, words: str) -> Button:
    return next(found for found in page.waiting.findChildren(Button) if found.text() == words and found.isVisible())


def test_the_page_says_where_the_file_is_and_opens_its_folder(world) -> None:
    page = world.page("data")
    assert str(world.place.folder) in page.place.hint.text().replace("\N{ZERO WIDTH SPACE}", "")
    assert "There is none yet." in page.copies.hint.text()
    click(page.folder)
    assert world.machine.opened == [world.place.folder.as_uri()]


def test_a_backup_is_a_whole_data_file(world, monkeypatch, tmp_path) -> None:
    page = world.page("data")
    choosing(monkeypatch, tmp_path / "copy.db")
    click(page.back_up_button)
    backup.check(tmp_path / "copy.db")
    assert "copy.db is written" in page.copies.hint.text()
    click(page.back_up_button)
    assert "copy.db is written" in page.copies.hint.text(), "who chose the same name again has agreed to that"
    world.store.backup_daily(world.window.desk.now())
    page.refresh()
    assert "Last one:" in page.copies.hint.text()


def test_nothing_chosen_is_nothing_done(world, monkeypatch, tmp_path) -> None:
    page = world.page("data")
    choosing(monkeypatch, "")
    for button in (page.back_up_button, page.restore_button, page.move_button, page.export_button):
        click(button)
    assert page.waiting.isHidden()
    assert page.trouble.isHidden()


def test_a_backup_that_cannot_be_written_is_said(world, monkeypatch, tmp_path) -> None:
    page = world.page("data")
    (tmp_path / "file").write_text("")
    choosing(monkeypatch, tmp_path / "file" / "copy.db")
    click(page.back_up_button)
    assert page.trouble.title.text() == "The backup could not be written."
    assert "There is none yet." in page.copies.hint.text()


def test_a_full_disk_is_said_and_leaves_nothing_half(world, monkeypatch, tmp_path) -> None:
    def full(_source, target, **_more):
        Path(target).write_bytes(b"half")
        raise OSError(28, "No space left on device")

    page = world.page("data")
    choosing(monkeypatch, tmp_path / "copy.db")
    click(page.back_up_button)
    monkeypatch.setattr(shutil, "copyfile", full)
    click(page.restore_button)
    assert page.trouble.title.text() == "The backup could not be made ready."
    assert "No space left" in page.trouble.text.text()
    assert not world.place.planned_restore()
    assert not list(world.place.folder.glob("*.part"))


def test_the_check_says_what_it_found(world, monkeypatch) -> None:
    page = world.page("data")
    click(page.check)
    assert page.verdict.hint.text() == "The file is sound. Everything in it can be read."
    monkeypatch.setattr(type(world.store), "check", lambda _self: "row 7 missing from index")
    click(page.check)
    assert "row 7 missing" in page.verdict.hint.text()
    assert page.trouble.title.text() == "The data file is damaged."
    assert page.check.isEnabled()


def test_a_restore_waits_for_the_start_and_can_be_taken_back(world, monkeypatch, tmp_path) -> None:
    page = world.page("data")
    choosing(monkeypatch, tmp_path / "copy.db")
    click(page.back_up_button)
    click(page.restore_button)
    assert page.waiting.isVisible()
    assert "kept beside it" in page.waiting.text.text()
    assert world.place.planned_restore()
    click(bar_button(page, "Keep the data as it is"))
    assert not world.place.planned_restore()
    assert page.waiting.isHidden()


def test_what_failed_at_the_start_is_said(world) -> None:
    (world.place.paths.config / "restore-failed").write_text("That backup is damaged.")
    (world.place.paths.config / "move-failed").write_text("No space left on device")
    page = world.page("data")
    assert page.restoring.hint.text().endswith("as it was: That backup is damaged.")
    assert page.moving.hint.text().endswith("where it was: No space left on device")


def test_what_is_no_backup_is_refused(world, monkeypatch, tmp_path) -> None:
    page = world.page("data")
    (tmp_path / "letter.db").write_text("Dear colleague")
    choosing(monkeypatch, tmp_path / "letter.db")
    click(page.restore_button)
    assert page.trouble.isVisible()
    assert not world.place.planned_restore()


def test_a_move_waits_for_the_start_and_can_be_taken_back(world, monkeypatch, tmp_path) -> None:
    page = world.page("data")
    choosing(monkeypatch, tmp_path / "elsewhere")
    click(page.move_button)
    assert str(tmp_path / "elsewhere") in page.waiting.text.text().replace("\N{ZERO WIDTH SPACE}", "")
    assert world.place.planned_move() == tmp_path / "elsewhere"
    quits = []
    world.window.acts.quit = lambda: quits.append(1)
    click(bar_button(page, "Quit Dealwatch now"))
    assert quits == [1]
    click(bar_button(page, "Leave it where it is"))
    assert world.place.planned_move() is None
    assert page.waiting.isHidden()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_cannot_be_written_is_refused(world, monkeypatch, tmp_path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    page = world.page("data")
    choosing(monkeypatch, closed)
    click(page.move_button)
    assert page.trouble.title.text() == "That folder cannot be written."
    assert world.place.planned_move() is None


def test_a_file_in_the_place_of_the_folder_is_refused(world, monkeypatch, tmp_path) -> None:
    (tmp_path / "file").write_text("")
    page = world.page("data")
    choosing(monkeypatch, tmp_path / "file")
    click(page.move_button)
    assert page.trouble.title.text() == "That folder cannot be written."


def test_a_folder_named_at_the_start_is_not_moved(make_world) -> None:
    page = make_world(named=True).page("data")
    assert not page.move_button.isEnabled()
    assert "--data" in page.moving.hint.text()


def test_every_deal_goes_out_and_can_come_in(world, monkeypatch, tmp_path) -> None:
    page = world.page("data")
    choosing(monkeypatch, tmp_path)
    click(page.export_button)
    deals = world.store.deals.all()
    (folder,) = tmp_path.glob("Dealwatch export*")
    written = sorted(folder.glob("*.json"))
    assert len(written) == len(deals)
    assert {json.loads(path.read_text())["deal"]["name"] for path in written} == {deal.name for deal in deals}
    assert read_deal_file(written[0].read_bytes()).deal.name
    assert f"{len(deals)} deals are written" in page.out.hint.text()
    assert page.export_button.isEnabled()
    assert page.stop.isHidden()


def test_an_export_stops_when_it_is_told_to(world, tmp_path, monkeypatch) -> None:
    page = world.page("data")
    count = []

    def moved(done: int, _everything: int) -> None:
        count.append(done)
        if done == 2:
            page._stop.set()

    page._progress.moved.connect(moved)
    page.export(tmp_path / "out")
    assert len(list((tmp_path / "out").glob("*.json"))) == 2
    assert page.out.hint.text().startswith("2 deals are written")


def test_deals_of_the_same_name_do_not_overwrite_each_other(world, tmp_path) -> None:
    from dealwatch.model.deal import Deal

    with world.store.write() as database:
        for name in ("A / B", "a – b", "A – B", "..."):
            world.store.deals.add(database, Deal("", name), world.window.desk.now())
    world.window.desk.settings().export_deals(tmp_path / "out", lambda _done, _all: True)
    names = {path.name for path in (tmp_path / "out").glob("*.json")}
    assert len(names) == len(world.store.deals.all())
    assert all(".." not in name for name in names)


def test_an_export_that_fails_is_said(world, tmp_path) -> None:
    page = world.page("data")
    (tmp_path / "file").write_text("")
    page.export(tmp_path / "file")
    assert page.trouble.isVisible()
    assert page.export_button.isEnabled()


def test_a_backup_that_is_stopped_says_that_nothing_was_written(world, tmp_path, monkeypatch) -> None:
    from dealwatch.ui.meter import Meter

    monkeypatch.setattr(Meter, "stop_wanted", True)
    monkeypatch.setattr("dealwatch.store.backup._BETWEEN", 10)
    page = world.page("data")
    page.back_up(tmp_path / "mine.db")
    assert "Nothing was written" in page.copies.hint.text()
    assert not (tmp_path / "mine.db").exists()


def test_own_words_that_cannot_be_used_are_said_until_they_are_mended(world) -> None:
    page = world.page("data")
    assert page.own_words.isHidden()
    folder = world.place.folder / "phrases"
    folder.mkdir()
    (folder / "en.toml").write_text('[steps.cleared]\nstrong = [\n  "waved past",\n  "past ~",\n  "a||b"\n]\n')
    page.refresh()
    assert page.own_words.isVisible()
    assert page.own_words.title.text().startswith("2 of your own words")
    assert "en.toml, line 4: This pattern cannot be read" in page.own_words.text.text()
    assert "en.toml, line 4" in page.own_words.accessibleName()
    open_folder, look_again = page.own_words.findChildren(Button)
    click(open_folder)
    assert world.machine.opened == [folder.as_uri()]
    (folder / "en.toml").write_text('[steps.cleared]\nstrong = ["waved past"]\n')
    click(look_again)
    assert page.own_words.isHidden()


def test_of_many_troubles_the_first_are_told_and_the_others_counted(world) -> None:
    folder = world.place.folder / "phrases"
    folder.mkdir()
    (folder / "de.toml").write_text("".join(f"[steps.nothing{i}]\n" for i in range(8)))
    page = world.page("data")
    lines = page.own_words.text.text().splitlines()
    assert (len(lines), lines[-1]) == (6, "and 3 more")
    assert lines[1] == "de.toml, line 2: There is no step “nothing1”."
