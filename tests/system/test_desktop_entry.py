from __future__ import annotations

import configparser
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from dealwatch.model.errors import DealwatchError
from dealwatch.system import autostart, desktop_entry

BACKSLASH = "\\"
ESCAPED = BACKSLASH * 2


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def keys(path: Path) -> dict[str, str]:
    parser = configparser.RawConfigParser(strict=True)
    parser.optionxform = str  # keys of an entry tell upper from lower case
    parser.read_string(path.read_text("utf-8"))
    assert parser.sections() == ["Desktop Entry"]
    return dict(parser["Desktop Entry"])


def arguments(exec_value: str) -> list[str]:
    """What a desktop makes of an Exec value: string escapes of the file, then the shell's quoting, then field codes."""
    script = f"printf '%s\\0' {exec_value.replace(ESCAPED, BACKSLASH)}"
    told = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True).stdout
    return [part.replace("%%", "%") for part in told.split("\0")[:-1] if part != "%u"]


def test_the_entry_starts_this_installation(home: Path) -> None:
    entry, icon = desktop_entry.install()
    assert entry == home / "share/applications/dealwatch.desktop"
    assert icon == home / "share/icons/hicolor/scalable/apps/dealwatch.svg"
    assert icon.read_bytes().lstrip().startswith((b"<svg", b"<?xml"))
    found = keys(entry)
    assert arguments(found["Exec"]) == list(desktop_entry.launch_command())
    assert found["Exec"].endswith(" %u")
    assert found["Icon"] == found["StartupWMClass"] == "dealwatch"
    assert found["MimeType"] == "x-scheme-handler/dealwatch;"
    assert found["Terminal"] == "false"
    assert os.access(entry, os.X_OK)
    assert not stat.S_IMODE(icon.stat().st_mode) & 0o111


def test_the_command_of_the_entry_runs(home: Path) -> None:
    command = arguments(keys(desktop_entry.install()[0])["Exec"])
    assert Path(command[0]).is_absolute()
    assert os.access(command[0], os.X_OK)


def test_without_a_script_the_interpreter_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert desktop_entry.launch_command() == (str(tmp_path / "python"), "-m", "dealwatch")


@pytest.mark.parametrize(
    "part",
    ["/home/an na/dealwatch", 'quo"te', "dollar$HOME", "back\\slash", "tick`s`", "100%u", "semi;colon", "käse", ""],
)
def test_any_path_survives_the_quoting(part: str) -> None:
    value = keys_of(desktop_entry.entry_text(["/bin/dealwatch", "--data", part]))["Exec"]
    assert arguments(value) == ["/bin/dealwatch", "--data", part]


def keys_of(text: str) -> dict[str, str]:
    parser = configparser.RawConfigParser()
    parser.optionxform = str
    parser.read_string(text)
    return dict(parser["Desktop Entry"])


def test_the_data_folder_goes_with_it(home: Path) -> None:
    entry, _ = desktop_entry.install(("--data", "/srv/my deals"))
    assert arguments(keys(entry)["Exec"])[-2:] == ["--data", "/srv/my deals"]


def test_installing_again_replaces_and_leaves_nothing_behind(home: Path) -> None:
    desktop_entry.install(("--data", "/old"))
    entry, icon = desktop_entry.install()
    assert "/old" not in entry.read_text()
    assert [path.name for path in entry.parent.iterdir() if path.suffix != ".cache"] == ["dealwatch.desktop"]
    assert [path.name for path in icon.parent.iterdir()] == ["dealwatch.svg"]


def test_removing_takes_both_away(home: Path) -> None:
    placed = desktop_entry.install()
    assert desktop_entry.remove() == placed
    assert desktop_entry.remove() == ()


def test_the_default_folders_are_the_specifications(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative/is/ignored")
    assert desktop_entry.install()[0] == home / ".local/share/applications/dealwatch.desktop"
    assert autostart.enable() == home / ".config/autostart/dealwatch.desktop"


def test_a_folder_that_cannot_be_written_is_told(home: Path) -> None:
    (home / "share").write_text("in the way")
    with pytest.raises(DealwatchError) as caught:
        desktop_entry.install()
    assert "applications" in caught.value.hint


def test_a_failed_write_leaves_the_old_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry, _ = desktop_entry.install(("--data", "/old"))

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(DealwatchError, match="No space left"):
        desktop_entry.install()
    assert "/old" in entry.read_text()
    assert not list(entry.parent.glob(".*"))


def test_a_broken_desktop_tool_does_not_matter(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tool = tmp_path / "update-desktop-database"
    tool.write_text("#!/bin/sh\nexit 3\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert desktop_entry.install()[0].is_file()
    tool.write_text("not a program")
    assert desktop_entry.remove()


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_platforms_are_told_what_to_do(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    with pytest.raises(DealwatchError) as caught:
        desktop_entry.install()
    assert caught.value.hint
    assert not autostart.supported()
    with pytest.raises(DealwatchError, match="system"):
        autostart.enable()


def test_the_entry_follows_the_specification(home: Path) -> None:
    checker = shutil.which("desktop-file-validate")
    if checker is None:
        pytest.skip("desktop-file-validate is not installed")
    for path in (desktop_entry.install(("--data", "/a b"))[0], autostart.enable()):
        answer = subprocess.run([checker, str(path)], capture_output=True, text=True, check=False)
        assert (answer.returncode, answer.stdout) == (0, "")


def test_autostart_is_hidden_and_can_be_switched(home: Path) -> None:
    assert not autostart.enabled()
    entry = autostart.enable(("--data", "/srv/deals"))
    assert arguments(keys(entry)["Exec"]) == [*desktop_entry.launch_command(), "--data", "/srv/deals", "--hidden"]
    assert autostart.enabled()
    autostart.disable()
    autostart.disable()
    assert not autostart.enabled()


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_an_entry_the_desktop_switched_off_does_not_count(home: Path, line: str) -> None:
    entry = autostart.enable()
    entry.write_text(entry.read_text() + line + "\n")
    assert not autostart.enabled()


def test_autostart_that_cannot_be_written_is_told(home: Path) -> None:
    (home / "config").write_text("in the way")
    with pytest.raises(DealwatchError):
        autostart.enable()
