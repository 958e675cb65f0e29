"""Setting: what happens when typst refuses, or its process ends; which characters the faces can show."""

from __future__ import annotations

import logging
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dealwatch.export import typeset as typeset_module
from dealwatch.export.casefile import RenderedCasefile, build, render
from dealwatch.export.casefile_dates import instant_in_zone
from dealwatch.export.casefile_input import CasefileInput
from dealwatch.export.marks import MARKS
from dealwatch.export.typeset import typeset
from dealwatch.export.typeset_glyphs import font_folders, printable
from dealwatch.model.errors import DealwatchError
from dealwatch.model.progress import Stopped
from dealwatch.model.status import Badge

TEMPLATE = Path(__file__).parents[2] / "resources" / "casefile"


def test_a_refusal_is_told_in_words_and_logged(mistral: CasefileInput, caplog: pytest.LogCaptureFixture) -> None:
    data, copies = build(mistral)
    data["axis"]["unit"] = "fortnight"  # nothing the template knows
    with caplog.at_level(logging.WARNING), pytest.raises(DealwatchError, match="could not be set") as caught:
        typeset(data, copies)
    assert "JSON or CSV" in caught.value.hint
    assert "fortnight" in caplog.text


def test_a_process_that_ends_is_told_in_words(mistral: CasefileInput, monkeypatch: pytest.MonkeyPatch) -> None:
    class Ended:
        def __enter__(self) -> Ended:
            return self

        def __exit__(self, *_: object) -> None:
            """Nothing is left of it."""

        def wait(self, _seconds: float) -> int:
            return -9

    monkeypatch.setattr(typeset_module.subprocess, "Popen", lambda *_, **__: Ended())
    with pytest.raises(DealwatchError, match="ended before it was done") as caught:
        render(mistral)
    assert "memory" in caught.value.hint


def test_a_bundled_program_gives_the_same_file(
    mistral: CasefileInput, mistral_pdf: RenderedCasefile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typeset_module, "bundled", lambda: True)
    assert render(mistral).pdf == mistral_pdf.pdf


def test_nothing_is_left_behind(mistral: CasefileInput, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typeset_module.tempfile, "tempdir", str(tmp_path))
    render(mistral)
    assert list(tmp_path.iterdir()) == []


def test_faces_come_from_packages_and_cover_the_languages_of_the_authorities() -> None:
    assert all(list(folder.glob("*.ttf")) for folder in font_folders())
    for words in ("Größe ß ÄÖÜ", "l’œuvre ÉÈÀ", "ñ ¿¡", "łąęśż", "ăâîșț", "Ελληνικά", "Кириллица", "“–”…†·−€£"):
        assert all(ord(character) in printable() for character in words)
    for unknown in ("\u4e2d", "\u05d0", "\u0627", "\U0001f44d", "\ue000", "\x00"):
        assert ord(unknown) not in printable() or unknown == "\x00"


def test_every_badge_has_a_drawing_of_its_own() -> None:
    assert set(MARKS) == set(Badge)
    assert len(set(MARKS.values())) == len(Badge)
    drawn = (TEMPLATE / "marks.typ").read_text(encoding="utf-8")
    assert all(f"\n  {name}: " in drawn for name in MARKS.values())


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Europe/Brussels", "23 Nov 2026, 14:05 CET"),
        ("UTC", "23 Nov 2026, 13:05 UTC"),
        ("Australia/Sydney", "24 Nov 2026, 00:05 AEDT"),
        ("America/Sao_Paulo", "23 Nov 2026, 10:05 UTC-03:00"),
    ],
)
def test_the_as_at_line_names_the_zone(zone: str, shown: str) -> None:
    assert instant_in_zone(datetime(2026, 11, 23, 13, 5, tzinfo=UTC), zone) == shown


class Watcher:
    """Looks on and stops the work at its first step of the pages."""

    def __init__(self) -> None:
        self.stop_wanted = False
        self.words: list[str] = []

    def step(self, words: str, done: int = 0, total: int = 0) -> None:
        self.words.append(words)
        self.stop_wanted = words == "Setting the pages"


def test_a_case_file_that_is_stopped_ends_its_process_and_says_that_nothing_was_written(
    mistral: CasefileInput, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = [sys.executable, "-c", "import time; time.sleep(600)"]
    begun: list[subprocess.Popen[bytes]] = []
    original = subprocess.Popen

    def begin(_command: object, **options: Any) -> subprocess.Popen[bytes]:
        begun.append(original(slow, **options))
        return begun[-1]

    monkeypatch.setattr(typeset_module.subprocess, "Popen", begin)
    watcher = Watcher()
    with pytest.raises(Stopped, match="Nothing was written"):
        render(mistral, watcher)
    assert watcher.words[-1] == "Setting the pages"
    assert begun[0].returncode not in (None, 0)
