"""Moving the data and putting a copy back: planned, carried out at a start, nothing lost when it fails."""

from __future__ import annotations

import shutil
from collections import namedtuple
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dealwatch.model.deal import Deal
from dealwatch.model.errors import DataError, UsageError
from dealwatch.store.database import FILE_NAME, Store
from dealwatch.system.data_place import DataPlace
from dealwatch.system.paths import CHOSEN, Paths, user_paths

NOW = datetime(2024, 11, 19, 16, 5, tzinfo=UTC)


@pytest.fixture
def place(tmp_path: Path) -> DataPlace:
    found = DataPlace(Paths(*(tmp_path / name for name in ("data", "config", "cache", "logs"))).create())
    put(found.folder, "First")
    return found


def put(folder: Path, name: str) -> None:
    with Store.open(folder, NOW) as store, store.write() as database:
        store.deals.add(database, Deal("", name), NOW)


def names(folder: Path) -> list[str]:
    with Store.open(folder, NOW) as store:
        return [deal.name for deal in store.deals.all()]


def test_a_move_copies_what_is_there_at_the_start_and_keeps_the_old_file(place: DataPlace, tmp_path: Path) -> None:
    with Store.open(place.folder, NOW) as store:
        store.backup_daily(NOW)
    target = tmp_path / "drive" / "dealwatch"
    place.plan_move(target)
    put(place.folder, "Second")  # found after the move was planned
    moved = place.carry_out(NOW)
    assert moved.folder == target
    assert names(target) == ["First", "Second"]
    assert names(place.folder) == ["First", "Second"]
    assert len(list((target / "backups").glob("daily-*.db"))) == 1
    assert moved.planned_move() is None
    assert (place.paths.config / CHOSEN).read_text() == str(target)


def test_the_next_start_finds_the_moved_data_and_never_begins_anew_without_its_drive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    place = DataPlace(user_paths().create())
    put(place.folder, "First")
    place.plan_move(tmp_path / "drive")
    place.carry_out(NOW)
    assert user_paths().data == tmp_path / "drive"
    shutil.rmtree(tmp_path / "drive")
    with pytest.raises(DataError) as caught:
        user_paths()
    assert str(tmp_path / "drive") in caught.value.hint
    assert CHOSEN in caught.value.hint
    (place.paths.config / CHOSEN).write_text("\n")
    assert user_paths().data == place.folder


@pytest.mark.parametrize("where", ["data", "data/inside", "other"])
def test_folders_with_data_are_no_targets(place: DataPlace, tmp_path: Path, where: str) -> None:
    if where == "other":
        put(tmp_path / "other", "Another")
    with pytest.raises(UsageError):
        place.plan_move(tmp_path / where)
    assert place.planned_move() is None


def test_a_target_without_room_is_refused(place: DataPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage(10, 10, 0))
    with pytest.raises(DataError) as caught:
        place.plan_move(tmp_path / "full")
    assert caught.value.title == "There is not enough room in that folder."
    assert place.planned_move() is None


def test_data_of_a_named_folder_is_not_ours_to_move(place: DataPlace, tmp_path: Path) -> None:
    named = DataPlace(place.paths, named=True)
    with pytest.raises(UsageError):
        named.plan_move(tmp_path / "x")
    place.plan_move(tmp_path / "x")
    assert named.carry_out(NOW).folder == place.folder


def test_a_plan_can_be_taken_back(place: DataPlace, tmp_path: Path) -> None:
    place.plan_move(tmp_path / "x")
    place.forget_move()
    place.forget_move()
    assert place.carry_out(NOW) == place


def test_a_move_that_fails_leaves_everything_and_says_why(
    place: DataPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    with Store.open(place.folder, NOW) as store:
        store.backup_daily(NOW)
    target = tmp_path / "drive"
    place.plan_move(target)
    monkeypatch.setattr(shutil, "copytree", full)
    stayed = place.carry_out(NOW)
    assert stayed == place
    assert stayed.failed_move() == "No space left on device"
    assert stayed.planned_move() is None
    assert not (target / FILE_NAME).exists()
    assert names(place.folder) == ["First"]
    monkeypatch.undo()
    place.plan_move(target)
    assert place.failed_move() == ""


def test_a_target_that_got_data_meanwhile_is_not_overwritten(place: DataPlace, tmp_path: Path) -> None:
    target = tmp_path / "drive"
    place.plan_move(target)
    put(target, "Another")
    assert place.carry_out(NOW) == place
    assert place.failed_move()
    assert names(target) == ["Another"]


def test_a_copy_is_put_back_at_the_start_and_what_was_there_is_kept(place: DataPlace, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with Store.open(place.folder, NOW) as store:
        store.backup(copy)
    put(place.folder, "Second")
    place.plan_restore(copy)
    copy.unlink()  # the stick it was on may be gone by then
    assert place.planned_restore()
    assert place.carry_out(NOW) == place
    assert not place.planned_restore()
    assert names(place.folder) == ["First"]
    assert len(list(place.folder.glob("dealwatch-before-restore-*.sqlite"))) == 1


def test_a_copy_that_was_damaged_meanwhile_is_not_put_back(place: DataPlace, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with Store.open(place.folder, NOW) as store:
        store.backup(copy)
    place.plan_restore(copy)
    next(place.folder.glob("restore-at-next-start.db")).write_bytes(b"nothing")
    place.carry_out(NOW)
    assert not place.planned_restore()
    assert place.failed_restore()
    assert names(place.folder) == ["First"]
    place.plan_restore(copy)
    assert place.failed_restore() == ""


def test_what_is_no_copy_is_refused_at_once(place: DataPlace, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        place.plan_restore(tmp_path / "none.db")
    (tmp_path / "letter").write_text("Dear colleague")
    with pytest.raises(DataError):
        place.plan_restore(tmp_path / "letter")
    place.forget_restore()
    assert not place.planned_restore()


def test_preferences_that_cannot_be_written_are_said(place: DataPlace, tmp_path: Path) -> None:
    shutil.rmtree(place.paths.config)
    place.paths.config.write_text("a file in the way")
    with pytest.raises(DataError) as caught:
        place.plan_move(tmp_path / "x")
    assert caught.value.title == "That could not be kept."
    assert place.planned_move() is None
