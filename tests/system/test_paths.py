from __future__ import annotations

import stat
from pathlib import Path

import pytest

from dealwatch.model.errors import DataError
from dealwatch.system.paths import paths_for, paths_in, user_paths


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_the_users_folders_follow_the_platform(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "elsewhere"))
    paths = user_paths()
    assert paths.data == home / "elsewhere" / "dealwatch"
    assert paths.config == home / ".config" / "dealwatch"


def test_a_named_folder_holds_everything(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)
    paths = paths_for(Path("profile"))
    root = home / "profile"
    assert paths.data == root
    for folder in (paths.config, paths.cache, paths.logs, paths.demonstration):
        assert folder.is_relative_to(root)
        assert folder != root


def test_a_tilde_means_home(home: Path) -> None:
    assert paths_in(Path("~/watch")).data == home / "watch"


def test_without_a_folder_the_platforms_are_used(home: Path) -> None:
    assert paths_for(None) == user_paths()


def test_folders_are_made_for_this_user_only(tmp_path: Path) -> None:
    paths = paths_in(tmp_path / "a" / "b").create()
    assert paths.logs.is_dir()
    assert stat.S_IMODE(paths.data.stat().st_mode) == 0o700
    assert paths.create() == paths  # a second time is fine


def test_the_demonstration_never_shares_the_users_data(home: Path) -> None:
    paths = user_paths()
    assert not paths.demonstration.is_relative_to(paths.data)


def test_a_file_in_the_way_is_told_to_the_user(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError) as caught:
        paths_in(tmp_path / "file").create()
    assert str(tmp_path / "file") in caught.value.title
    assert "--data" in caught.value.hint
