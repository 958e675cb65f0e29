"""Gathering, updating and compiling catalogues in a folder of one's own."""

from __future__ import annotations

import sys
from gettext import GNUTranslations
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "packaging"))

import words


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    code = tmp_path / "app" / "dealwatch"
    for room in ("ui", "cli"):
        (code / room).mkdir(parents=True)
    (code / "ui" / "pane.py").write_text('label(_("Check now"))\nn_("{n} day", "{n} days", 2)\n', "utf-8")
    (code / "cli" / "say.py").write_text('_("Only the terminal says this")\n', "utf-8")
    for name, value in (("ROOT", tmp_path), ("CODE", code), ("RESOURCES", tmp_path), ("LOCALE", tmp_path / "locale")):
        monkeypatch.setattr(words, name, value)
    return tmp_path


def test_what_is_missing_is_told_and_makes_it_fail(project, capsys) -> None:
    assert words.run() == 1
    assert capsys.readouterr().out.splitlines()[0] == "de: 2 messages, 2 to translate"
    assert "Only the terminal" not in (project / "locale" / "dealwatch.pot").read_text("utf-8")


def test_a_translation_is_kept_and_compiled(project) -> None:
    words.run()
    for code in words.LANGUAGES:
        catalogue = words.read_language(code)
        catalogue.get("Check now").string = "Jetzt"
        catalogue.get("{n} day").string = ("{n} Tag", "{n} Tage")
        words.language_file(code).write_bytes(words.written(catalogue))
    assert words.run() == 0
    with words.language_file("de").with_suffix(".mo").open("rb") as compiled:
        spoken = GNUTranslations(compiled)
    assert spoken.gettext("Check now") == "Jetzt"
    assert spoken.ngettext("{n} day", "{n} days", 2) == "{n} Tage"


def test_twice_gives_the_same_bytes(project) -> None:
    words.run()
    first = {path: path.read_bytes() for path in (project / "locale").rglob("*.*")}
    words.run()
    assert {path: path.read_bytes() for path in first} == first


def test_the_list_of_changes_is_shipped_as_it_is(project) -> None:
    (project / "CHANGELOG.md").write_text("# What is new\n", "utf-8")
    words.ship_changes()
    assert (project / "help" / "changes.md").read_text("utf-8") == "# What is new\n"
