"""What the machine itself must have: the libraries Qt opens, a font, Python's venv; for tests a virtual screen and bus.

As root on Debian or Ubuntu they are installed with apt-get; otherwise the exact packages are named and the set-up goes
on as far as it can. Standard library only.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

Say = Callable[[str], None]

# What Qt's core, gui, network, D-Bus and xcb platform libraries of PySide6-Essentials link to and do not bring along,
# with the Debian and Ubuntu package of each. Libraries that every such system has are left out.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
FONT_PACKAGE = "fonts-dejavu-core"
# For the tests that need a screen or a session bus; without them they are skipped and say so.
PROGRAMS = {"Xvfb": "xvfb", "dbus-daemon": "dbus", "openbox": "openbox", "xdotool": "xdotool"}


class SetupError(Exception):
    """The set-up cannot go on; the text says what to do."""


def provide_libraries(say: Say) -> None:
    """See to the libraries, a font and the tests' programs. Never stops the set-up: the command line needs none."""
    if not sys.platform.startswith("linux"):
        return
    packages = missing_packages()
    if packages and not apt_install(packages, say):
        say(
            "The window and its tests need system packages that are not here:\n"
            f"  {install_line(packages)}\n"
            "Dealwatch's commands work without them."
        )


def provide_venv(say: Say) -> None:
    """See to Python's own means of making a virtual environment; SetupError where there is none."""
    if has_module("venv") and (has_module("ensurepip") or has_module("pip")):
        return
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    apt_install([package], say)
    importlib.invalidate_caches()
    if not (has_module("venv") and has_module("ensurepip")):
        raise SetupError(
            "This Python cannot make virtual environments. Install what it lacks, then try again:\n"
            f"  {install_line([package])}"
        )


def has_module(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def missing_packages() -> list[str]:
    missing = [package for soname, package in LIBRARIES.items() if not loads(soname)]
    if not has_font():
        missing.append(FONT_PACKAGE)
    missing += [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    return missing


def loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def has_font() -> bool:
    for folder in FONT_FOLDERS:
        for pattern in ("*.ttf", "*.otf", "*.ttc"):
            if next(Path(folder).expanduser().rglob(pattern), None) is not None:
                return True
    return False


def apt_install(packages: list[str], say: Say) -> bool:
    """Install packages where this user may; False where not, or where apt-get could not."""
    if shutil.which("apt-get") is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    say(f"Installing system packages: {' '.join(packages)} …")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}

    def apt(*arguments: str) -> bool:
        command = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0", *arguments]
        return subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode == 0

    apt("update")  # an old list is still worth a try
    install = ("install", "--yes", "--no-install-recommends")
    if apt(*install, *packages):
        return True
    # One unknown name makes apt-get refuse all of them: then each for itself.
    installed = {package: apt(*install, package) for package in packages}
    return all(installed.values())


def install_line(packages: list[str]) -> str:
    """What to type, where we know it; else what to look for."""
    if shutil.which("apt-get") is not None:
        return f"sudo apt-get install {' '.join(packages)}"
    sonames = {package: soname for soname, package in LIBRARIES.items()}
    return "packages of your system with: " + " ".join(sonames.get(package, package) for package in packages)
