"""Every test ends in English, and the window's fixtures are those of the window's own tests."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dealwatch.language import speak

sys.path.insert(0, str(Path(__file__).parent))
_WINDOW = Path(__file__).parent.parent / "ui" / "conftest.py"
_spec = importlib.util.spec_from_file_location("window_fixtures", _WINDOW)
assert _spec is not None
assert _spec.loader is not None
_fixtures = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_fixtures)

swept, _sweep, look, desk = _fixtures.swept, _fixtures._sweep, _fixtures.look, _fixtures.desk
machine, bridge, settings = _fixtures.machine, _fixtures.bridge, _fixtures.settings
make_window, window = _fixtures.make_window, _fixtures.window


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(
                pytest.mark.qt_log_ignore(
                    r"This plugin does not support (propagateSizeHints\(\)|raise\(\)|grabbing the keyboard)"
                )
            )


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak("en")
