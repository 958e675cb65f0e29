from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

Calls = list[list[str]]


class Became(Exception):
    """The process was replaced by a command."""


@pytest.fixture
def project(dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of its own with a real virtual environment, but without pip and packages."""
    root = tmp_path / "project"
    root.mkdir()
    (root / "pyproject.toml").write_text('[build-system]\nrequires = ["setuptools>=77"]\n')
    venv = root / ".venv"
    binaries = venv / "bin"
    for name, value in {
        "ROOT": root,
        "VENV": venv,
        "STAMP": venv / "dealwatch-setup.json",
        "BIN": binaries,
        "PYTHON": binaries / "python",
    }.items():
        monkeypatch.setattr(dev, name, value)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    monkeypatch.setattr(dev.machine, "provide_libraries", lambda _: None)
    monkeypatch.setattr(dev.machine, "provide_venv", lambda _: None)
    return root


@pytest.fixture
def calls(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Calls:
    """What would have been run: venv and pip."""
    made: Calls = []

    def call(command: list[str], trouble: str) -> None:
        made.append(command)
        if command[1:3] == ["-m", "venv"]:
            Path(command[-1]).mkdir()

    monkeypatch.setattr(dev, "call", call)
    return made


@pytest.fixture
def became(monkeypatch: pytest.MonkeyPatch) -> Calls:
    commands: Calls = []

    def replace(path: str, command: list[str]) -> None:
        commands.append(command)
        raise Became

    monkeypatch.setattr(os, "execv", replace)
    return commands


def no_network(command: list[str], trouble: str) -> None:
    raise sys.modules["machine"].SetupError(trouble)


def test_setting_up_installs_the_project_and_its_builders(dev: ModuleType, project: Path, calls: Calls) -> None:
    assert dev.main(["setup"]) == 0
    builders, install = calls
    assert builders[-1] == "setuptools>=77"
    assert install[-1] == f"{project}[test]"
    assert "--no-build-isolation" in install  # with it a second time needs no network


def test_a_second_start_installs_nothing(dev: ModuleType, project: Path, calls: Calls, became: Calls) -> None:
    dev.main(["setup"])
    calls.clear()
    with pytest.raises(Became):
        dev.main(["run", "cases", "--json"])
    assert calls == []
    assert became == [[str(project / ".venv/bin/dealwatch"), "cases", "--json"]]


def test_tests_run_in_the_project_with_the_arguments(
    dev: ModuleType, project: Path, calls: Calls, became: Calls, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Became):
        dev.main(["test", "tests/model", "-k", "dates"])
    assert Path.cwd() == project
    assert became == [[str(project / ".venv/bin/pytest"), "tests/model", "-k", "dates"]]


def test_new_requirements_are_installed(dev: ModuleType, project: Path, calls: Calls, became: Calls) -> None:
    dev.main(["setup"])
    calls.clear()
    with (project / "pyproject.toml").open("a") as file:
        file.write("# changed\n")
    with pytest.raises(Became):
        dev.main(["run"])
    assert len(calls) == 2


def test_offline_the_last_set_up_still_runs(
    dev: ModuleType,
    project: Path,
    calls: Calls,
    became: Calls,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    dev.main(["setup"])
    (project / "pyproject.toml").write_text('[build-system]\nrequires = ["more"]\n')
    monkeypatch.setattr(dev, "call", no_network)
    with pytest.raises(Became):
        dev.main(["run"])
    assert "installed before" in capsys.readouterr().err
    assert dev.main(["test"]) == 1  # but nothing is called tested that was not brought up to date


def test_a_first_set_up_without_a_network_says_so(
    dev: ModuleType, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "call", no_network)
    assert dev.main(["run"]) == 1
    assert "network" in capsys.readouterr().err
    assert not dev.STAMP.exists()


def made_anew(dev: ModuleType, calls: Calls) -> bool:
    calls.clear()
    dev.set_up(always=False, lenient=False)
    return ["-m", "venv"] in [command[1:3] for command in calls]


def test_the_environment_is_made_anew_when_it_cannot_be_used(
    dev: ModuleType, project: Path, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.set_up(always=False, lenient=False)
    assert not made_anew(dev, calls)
    (project / ".venv/bin/python").unlink()  # the Python it was made with has gone
    assert made_anew(dev, calls)


def test_a_moved_project_gets_a_new_environment(
    dev: ModuleType, project: Path, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.set_up(always=False, lenient=False)
    dev.STAMP.write_text(dev.STAMP.read_text().replace(str(project), "/somewhere/else"))
    assert not dev.venv_works()


def test_another_python_needs_a_new_environment(dev: ModuleType, project: Path) -> None:
    config = project / ".venv/pyvenv.cfg"
    assert dev.venv_works()
    config.write_text(config.read_text().replace(f"version = {sys.version_info[0]}.", "version = 2."))
    assert not dev.venv_works()
    config.unlink()
    assert not dev.venv_works()


def test_a_damaged_stamp_only_means_setting_up_again(dev: ModuleType, project: Path, calls: Calls) -> None:
    dev.set_up(always=False, lenient=False)
    for text in ("", "{", "[]", "null"):
        dev.STAMP.write_text(text)
        calls.clear()
        dev.set_up(always=False, lenient=False)
        assert len(calls) == 2


def test_a_failing_command_shows_what_it_said(dev: ModuleType) -> None:
    with pytest.raises(sys.modules["machine"].SetupError) as caught:
        dev.call([sys.executable, "-c", "print('no such package'); raise SystemExit(1)"], "It failed.")
    assert str(caught.value) == "no such package\nIt failed."


def test_checking_hands_over_to_the_gates(
    dev: ModuleType, project: Path, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    import gates

    seen: list[Any] = []
    monkeypatch.setattr(gates, "run", lambda *arguments: seen.append(arguments) or 1)
    assert dev.main(["check"]) == 1
    assert seen == [(project, project / ".venv/bin")]


@pytest.mark.parametrize(("arguments", "status"), [([], 2), (["install"], 2), (["check", "x"], 2), (["--help"], 0)])
def test_wrong_usage_shows_the_commands(
    dev: ModuleType, arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(arguments) == status
    assert "packaging/dev.py run" in capsys.readouterr().err


def test_a_newer_python_is_found_only_if_it_runs(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, status in ((first, 1), (second, 0)):
        folder.mkdir()
        (folder / "python3.12").write_text(f"#!/bin/sh\nexit {status}\n")
        (folder / "python3.12").chmod(0o755)
    monkeypatch.setenv("PATH", f"{first}{os.pathsep}{second}")
    assert dev.newer_python() == str(second / "python3.12")
    monkeypatch.setenv("PATH", str(first))
    assert dev.newer_python() is None


def test_the_script_needs_the_standard_library_only(root: Path) -> None:
    folder = root / "packaging"
    # Isolated and without site-packages: what is left is the standard library.
    code = f"import sys; sys.path.insert(0, {str(folder)!r}); import dev, gates; sys.exit(dev.main(['--help']))"
    answer = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr


def test_continuous_integration_runs_the_readmes_test_command(root: Path) -> None:
    command = "python3 packaging/dev.py test"
    assert command in (root / "README.md").read_text("utf-8")
    assert f"exec {command}\n" in (root / ".ci" / "run").read_text("utf-8")
    assert os.access(root / ".ci" / "run", os.X_OK)
