"""The manual's texts: whole in three languages, with links that lead somewhere and names that the window knows."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

import pytest
from PySide6.QtGui import QTextDocument

from dealwatch.language import speak
from dealwatch.ui.commands import COMMANDS
from dealwatch.ui.help.contents import FIRST, GROUPS, TOPICS, topic_of_dialog, topic_of_view
from dealwatch.ui.help.figures import reading_tables
from dealwatch.ui.help.library import NAME, Library, fold, read_topics
from dealwatch.ui.help.own_words import trouble_list
from dealwatch.ui.places import KINDS, parse_place
from dealwatch.ui.settings.dialog import PAGES
from dealwatch.ui.sidebar import PLACES

LANGUAGES = ("en", "fr", "de")
LINK = re.compile(r"\[[^\]]+\]\(([^)]+)\)")
NAMES = dict.fromkeys(("do", "key", "place", "say"), str)
CATALOGUE = (files("dealwatch.resources") / "locale" / "dealwatch.pot").read_text("utf-8")


@pytest.fixture(autouse=True)
def _english():
    yield
    speak("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_is_there_in_its_own_words(language):
    folder = files("dealwatch.resources") / "help" / language
    assert {path.name.removesuffix(".md") for path in folder.iterdir()} == set(TOPICS)
    titles = [text.partition("\n")[0] for text in read_topics(language).values()]
    assert all(title.startswith("# ") for title in titles)
    assert len(set(titles)) == len(titles)
    if language != "en":
        english = read_topics("en")
        assert all(text != english[name] for name, text in read_topics(language).items())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TOPICS)
def test_every_link_leads_somewhere(language, name):
    for link in LINK.findall(read_topics(language)[name]):
        kind, _colon, target = link.partition(":")
        if kind == "topic":
            assert target in TOPICS
        elif target.startswith("act/"):
            assert kind == "dealwatch"
            name, _slash, page = target.removeprefix("act/").partition("/")
            assert name in {command.name for command in COMMANDS}
            assert not page or (name == "settings" and page in {kind.name for kind in PAGES})
        else:
            assert kind == "dealwatch"
            assert parse_place(target) is not None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TOPICS)
def test_every_name_is_one_of_the_window(language, name):
    commands = {command.name: command for command in COMMANDS}
    for kind, what in NAME.findall(read_topics(language)[name]):
        if kind in ("do", "key"):
            assert what in commands
            assert kind == "do" or commands[what].keys
        elif kind == "place":
            assert what in {place for place, _words, _icon in PLACES}
        else:
            assert f'msgid "{what}"' in CATALOGUE, what


@pytest.mark.parametrize("language", ["fr", "de"])
@pytest.mark.parametrize("name", TOPICS)
def test_a_translation_says_as_much_as_the_english(language, name):
    english, other = read_topics("en")[name], read_topics(language)[name]
    assert Counter(LINK.findall(other)) == Counter(LINK.findall(english))
    for pattern in (r"(?m)^## ", r"(?m)^[-\d]+\.? ", r"(?m)^\|", r"`[^`]+`"):
        assert len(re.findall(pattern, other)) == len(re.findall(pattern, english)), pattern
    assert Counter(NAME.findall(english)) - Counter(NAME.findall(other)) == Counter()
    assert 0.75 < len(other) / len(english) < 1.7


def test_the_contents_name_each_topic_once():
    assert sorted(TOPICS) == sorted({topic for _title, topics in GROUPS for topic in topics})
    assert FIRST in TOPICS


def test_every_place_and_dialog_has_its_topic():
    assert {topic_of_view(kind) for kind in KINDS} <= set(TOPICS)
    assert topic_of_view("deadline") == "deadlines"
    assert topic_of_view("nowhere") == FIRST
    assert topic_of_dialog("WhatIfDialog") == "deadlines"
    assert topic_of_dialog("CrashDialog") == FIRST


def test_the_dialogs_with_a_topic_exist():
    from dealwatch.ui.help import contents

    source = "\n".join(
        path.read_text("utf-8")
        for folder in (files("dealwatch.ui"), files("dealwatch.ui.rules"), files("dealwatch.ui.settings"))
        for path in folder.iterdir()
        if path.name.endswith(".py")
    )
    for name, topic in contents._DIALOGS.items():
        assert f"class {name}(" in source
        assert topic in TOPICS


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("rumour wall", "news"),
        ("HOLIDAY working", "deadlines"),
        ("ics outlook", "calendar"),
        ("no clearance", "status"),
        ("keyring", "privacy"),
    ],
)
def test_search_finds_a_topic_by_all_of_its_words(words, first):
    found = Library(NAMES).search(words)
    assert first in [hit.topic.id for hit in found]
    for hit in found:
        text = fold(hit.topic.title + hit.topic.text)
        assert all(word in text for word in fold(words).split())


def test_search_sets_accents_aside_and_puts_titles_first():
    speak("fr")
    found = Library(NAMES).search("echeances")
    assert found[0].topic.id in ("deadlines", "calendar")
    assert found[0].snippet == "" or "chéance" in found[0].snippet.lower()
    assert Library(NAMES).search("zebra unicorn") == []
    assert Library(NAMES).search("  ") == []


def test_folding_keeps_the_length():
    text = "Éçhéance ŒUVRE ß İstanbul ≈ ①"
    assert len(fold(text)) == len(text)
    assert fold("ÉTÉ") == "ete"


def test_an_unknown_language_reads_english():
    assert read_topics("nl") == read_topics("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figures_of_the_reader_are_a_table(language):
    speak(language)
    *tables, said, unseen = reading_tables().split("\n\n")
    assert len(tables) == 2
    assert not said.startswith("|")
    assert {line.count("|") for line in unseen.splitlines()} == {6}
    assert len(unseen.splitlines()) > 3
    assert re.search(r"\d\s?%", unseen)
    for table in tables:
        lines = table.splitlines()
        assert len(lines) > 4
        assert {line.count("|") for line in lines} == {7}
    assert "Deutsch" in tables[0] if language == "de" else "Deutsch" not in tables[0]
    assert re.search(r"\d\s?%", tables[0])
    assert tables[0] in Library(NAMES, {"news": reading_tables()}).topics["news"].text


def test_own_words_that_cannot_be_used_stand_where_they_are_explained():
    troubles = ("en.toml, line 4: This pattern cannot be read ('{do:add} a*b').",)
    text = Library(NAMES, {"own-words": trouble_list(troubles)}).topics["own-words"].text
    document = QTextDocument()
    document.setMarkdown(text)
    assert troubles[0] in document.toPlainText()
    assert "{table}" not in Library(NAMES).topics["own-words"].text
    assert trouble_list(()) == ""
