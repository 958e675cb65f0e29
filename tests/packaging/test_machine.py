from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An apt-get that writes down what it was asked; packages called *-unknown fail. Gives the log."""
    folder = tmp_path / "bin"
    folder.mkdir()
    log = tmp_path / "apt.log"
    tool = folder / "apt-get"
    tool.write_text(f'#!/bin/sh\necho "$@" >> {log}\ncase "$*" in *-unknown*) exit 100;; esac\n')
    tool.chmod(0o755)
    log.touch()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/bin{os.pathsep}/usr/bin")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return log


def asked(log: Path) -> list[str]:
    return [line.partition("Dpkg::Use-Pty=0 ")[2] for line in log.read_text().splitlines()]


@pytest.fixture
def said() -> list[str]:
    return []


def test_root_gets_what_is_missing_after_one_update(machine: ModuleType, apt: Path, said: list[str]) -> None:
    assert machine.apt_install(["libegl1", "xvfb"], said.append)
    assert asked(apt) == ["update", "install --yes --no-install-recommends libegl1 xvfb"]


def test_one_unknown_package_does_not_hold_up_the_others(machine: ModuleType, apt: Path, said: list[str]) -> None:
    assert not machine.apt_install(["lib-unknown", "xvfb"], said.append)
    assert asked(apt)[-1].endswith("install-recommends xvfb")


def test_others_are_told_what_to_type(
    machine: ModuleType, apt: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(machine, "missing_packages", lambda: ["libegl1", "libxcb-cursor0"])
    machine.provide_libraries(said.append)
    assert "sudo apt-get install libegl1 libxcb-cursor0" in said[0]
    assert asked(apt) == []


def test_without_apt_the_libraries_themselves_are_named(machine: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert machine.install_line(["libegl1", "xvfb"]).endswith("libEGL.so.1 xvfb")


def test_nothing_missing_says_nothing(
    machine: ModuleType, apt: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "missing_packages", list)
    machine.provide_libraries(said.append)
    assert said == []
    assert asked(apt) == []


def test_each_missing_thing_names_its_package(
    machine: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(machine, "LIBRARIES", {"libc.so.6": "libc6", "libnobody.so.9": "libnobody9"})
    monkeypatch.setattr(machine, "FONT_FOLDERS", (str(tmp_path),))
    monkeypatch.setattr(machine, "PROGRAMS", {"sh": "dash", "Xnobody": "xnobody"})
    assert machine.missing_packages() == ["libnobody9", "fonts-dejavu-core", "xnobody"]
    (tmp_path / "some" / "where").mkdir(parents=True)
    (tmp_path / "some" / "where" / "a.ttf").touch()
    assert machine.missing_packages() == ["libnobody9", "xnobody"]


def test_a_python_without_venv_gets_it(
    machine: ModuleType, apt: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([False, True, True])  # venv before, venv after, ensurepip after
    monkeypatch.setattr(machine, "has_module", lambda _: next(answers))
    machine.provide_venv(said.append)
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert asked(apt)[-1].endswith(f" python{version}-venv")


def test_a_python_that_stays_without_venv_stops_with_the_package(
    machine: ModuleType, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(machine, "has_module", lambda _: False)
    with pytest.raises(machine.SetupError, match=r"python3\.\d+-venv"):
        machine.provide_venv(said.append)


def test_pip_can_stand_in_for_ensurepip(
    machine: ModuleType, apt: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "has_module", lambda name: name != "ensurepip")
    machine.provide_venv(said.append)
    assert asked(apt) == []


def test_the_list_covers_what_qt_links_to(machine: ModuleType) -> None:
    if shutil.which("readelf") is None:
        pytest.skip("readelf is not installed")
    import PySide6

    folder = Path(PySide6.__file__).parent / "Qt"
    used = [folder / "lib" / f"libQt6{name}.so.6" for name in ("Core", "Gui", "Widgets", "Network", "DBus", "Svg")]
    used += [folder / "lib" / "libQt6XcbQpa.so.6", folder / "plugins" / "platforms" / "libqxcb.so"]
    needed = set()
    for library in used:
        table = subprocess.run(["readelf", "-d", str(library)], capture_output=True, text=True, check=True).stdout
        needed |= {line.split("[")[1].rstrip("]") for line in table.splitlines() if "(NEEDED)" in line}
    everywhere = ("libc.", "libm.", "libgcc_s.", "libstdc++.", "libz.", "libzstd.", "libresolv.", "ld-linux")
    with_others = ("libgthread-2.0.", "libbrotlicommon.")  # in the packages of libglib-2.0 and libbrotlidec
    own = ("libQt6", "libicu")
    rest = {name for name in needed if not name.startswith((*everywhere, *with_others, *own))}
    assert rest - set(machine.LIBRARIES) == set()
