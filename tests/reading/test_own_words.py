"""The user's own phrases and names, and files of theirs that cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dealwatch.model.status import Badge
from dealwatch.reading import own_words
from dealwatch.reading.lexicon import UserPhrase
from dealwatch.reading.load import from_text
from dealwatch.reading.own_words import read_folder

Put = Callable[[str, str], None]

SHOES = "The two firms sell shoes and boots in many towns and want to grow. "


@pytest.fixture
def put(tmp_path: Path) -> Put:
    def write(name: str, text: str) -> None:
        (tmp_path / name).write_text(text, encoding="utf-8")

    return write


def _raised(folder: Path, text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    reading = read_folder(folder).reader().read(from_text(SHOES + text))
    return [(p.authority, p.status.value, p.parties) for p in reading.proposals if p.raised]


def test_no_folder_is_no_words(tmp_path: Path) -> None:
    words = read_folder(tmp_path / "phrases")
    assert (words.phrases, words.firms, words.authorities, words.troubles) == ((), {}, {}, ())


def test_phrases_of_one_s_own_tell_a_step(tmp_path: Path, put: Put) -> None:
    text = "The CMA has tipped its old hat to the merger of Norvik and Talmera."
    assert _raised(tmp_path, text) == []
    put("en.toml", '[steps.cleared]\nstrong = ["tipped ~2 hat"]\nweak = ["hat"]\n')
    assert read_folder(tmp_path).phrases == (
        UserPhrase("en", Badge.CLEARED, "tipped ~2 hat"),
        UserPhrase("en", Badge.CLEARED, "hat", strong=False),
    )
    assert _raised(tmp_path, text) == [("CMA", "cleared", ("Norvik", "Talmera"))]


def test_a_section_may_have_a_name_of_its_own(tmp_path: Path, put: Put) -> None:
    put("fr.toml", '[steps.chapeau]\nbadge = "cleared"\nstrong = ["coup de chapeau"]\n')
    assert [phrase.step for phrase in read_folder(tmp_path).phrases] == [Badge.CLEARED]


def test_names_of_one_s_own(tmp_path: Path, put: Put) -> None:
    put("aliases.toml", '[firms]\nTalmera = ["Bluebird"]\nOrphan = []\n[authorities]\nCMA = ["Merger Bench"]\n')
    text = "The Merger Bench has cleared the takeover of Bluebird by Norvik."
    assert _raised(tmp_path, text) == [("CMA", "cleared", ("Norvik", "Talmera"))]


@pytest.mark.parametrize(
    ("name", "text", "line", "what"),
    [
        ("en.toml", "[steps.cleared]\nstrong = [1 2]", 2, "not TOML"),
        ("en.toml", "[steps.cleared]\nstrong = [", 0, "not TOML"),
        ("en.toml", '[steps.cleared]\nstrong = [\n"tipped ~2",\n]', 3, "cannot be read"),
        ("en.toml", '\n[steps.waved]\nstrong = ["waved"]', 2, "no step “waved”"),
        ("en.toml", '[steps]\ncleared = ["waved"]', 0, "no step “cleared”"),
        ("en.toml", '[cues]\nnegation = ["no"]', 1, "no section of your own phrases"),
        ("en.toml", 'steps = "x"', 0, ""),
        ("ja.toml", '[steps.cleared]\nstrong = ["waved"]', 0, "named after its language"),
        ("aliases.toml", '[ships]\nNorvik = ["N"]', 1, "no section of aliases"),
        ("aliases.toml", '[firms]\nNorvik = "N"', 2, "not a list of texts"),
        ("aliases.toml", '[authorities]\nCMA = ["Bench ~3"]', 2, "cannot be read"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_line(
    tmp_path: Path, put: Put, name: str, text: str, line: int, what: str
) -> None:
    put(name, text)
    put("fr.toml", '[steps.cleared]\nstrong = ["coup de chapeau"]')
    words = read_folder(tmp_path)
    assert [phrase.phrase for phrase in words.phrases] == ["coup de chapeau"]
    assert [(trouble.file, trouble.line) for trouble in words.troubles] == ([(name, line)] if what else [])
    assert all(what in str(trouble) for trouble in words.troubles)
    assert all((f"line {line}" in str(trouble)) is bool(line) for trouble in words.troubles)


def test_a_list_that_is_none_gives_no_phrases(tmp_path: Path, put: Put) -> None:
    put("en.toml", '[steps.cleared]\nstrong = "waved"\nweak = [1]')
    assert read_folder(tmp_path).phrases == ()


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "de.toml").write_bytes(b"\xff\xfe\xfa")
    (tmp_path / "en.toml").mkdir()
    (tmp_path / "fr.toml").write_text("#" * 50, encoding="utf-8")
    monkeypatch.setattr(own_words, "_LARGEST", 20)
    (tmp_path / "en.toml").rmdir()
    (tmp_path / "en.toml").symlink_to(tmp_path / "nowhere.toml")
    troubles = [str(trouble) for trouble in read_folder(tmp_path).troubles]
    assert [trouble.partition(":")[0] for trouble in troubles] == ["de.toml", "en.toml", "fr.toml"]
    assert ["UTF-8" in troubles[0], "cannot be read" in troubles[1], "larger" in troubles[2]] == [True] * 3
