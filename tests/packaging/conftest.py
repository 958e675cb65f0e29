"""The set-up script is no package: it is loaded from its file, with its folder on the path as when it is run."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def root() -> Path:
    return ROOT


def load(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    for module in ("dev", "machine", "gates"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    module = importlib.import_module(name)
    for loaded in ("dev", "machine", "gates"):  # gone again when the test ends
        if loaded in sys.modules:
            monkeypatch.setitem(sys.modules, loaded, sys.modules[loaded])
    return module


@pytest.fixture
def dev(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return load("dev", monkeypatch)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return load("machine", monkeypatch)


@pytest.fixture
def gates(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return load("gates", monkeypatch)
