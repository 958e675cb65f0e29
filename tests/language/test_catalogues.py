"""The catalogues are whole, in step with the program, and say the same fields in every language."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "packaging"))

import words

LANGUAGES = words.LANGUAGES
_FIELD = re.compile(r"\{[^{}]*\}")


@pytest.fixture(scope="module")
def gathered() -> Catalog:
    return words.gather()


@pytest.fixture(scope="module", params=LANGUAGES)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    return words.read_language(request.param)


def messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def test_there_are_messages_of_every_room(gathered) -> None:
    rooms = {place.split("/")[2] for message in messages(gathered) for place, _ in message.locations if "app/" in place}
    assert {"ui", "alerts", "export", "figures", "rules", "watch", "model"} <= rooms
    assert "cli" not in rooms


def test_every_message_of_the_program_is_translated(gathered, catalogue) -> None:
    known = {(message.id, message.context): message for message in messages(catalogue)}
    missing = [
        message.id
        for message in messages(gathered)
        if (found := known.get((message.id, message.context))) is None or not all(words.strings(found.string))
    ]
    assert missing == []


def test_nothing_is_fuzzy_or_left_over(gathered, catalogue) -> None:
    known = {(message.id, message.context) for message in messages(gathered)}
    assert [message.id for message in messages(catalogue) if message.fuzzy] == []
    assert [message.id for message in messages(catalogue) if (message.id, message.context) not in known] == []


def test_every_language_fills_the_same_fields(catalogue) -> None:
    wrong = []
    for message in messages(catalogue):
        originals = words.strings(message.id)
        for said in filter(None, words.strings(message.string)):
            fields = set(_FIELD.findall(said))
            # a singular may say its number in words
            if not any(fields == set(_FIELD.findall(text)) for text in originals):
                wrong.append((message.id, said))
    assert wrong == []


def test_marks_at_the_edges_are_kept(catalogue) -> None:
    """A text that begins or ends with a space, or ends with a full stop or an ellipsis, does so in every language."""
    wrong = [
        (message.id, message.string)
        for message in messages(catalogue)
        if isinstance(message.id, str)
        and (
            message.id[:1].isspace() > message.string[:1].isspace()
            or message.id[-1:].isspace() != message.string[-1:].isspace()
            or message.id.endswith("…") != message.string.endswith("…")
        )
    ]
    assert wrong == []


def test_plurals_have_as_many_forms_as_the_language(catalogue) -> None:
    wrong = [
        m.id for m in messages(catalogue) if m.pluralizable and len(words.strings(m.string)) != catalogue.num_plurals
    ]
    assert wrong == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_compiled_is_what_is_written(code) -> None:
    compiled = words.language_file(code).with_suffix(".mo").read_bytes()
    assert compiled == words.compiled(words.read_language(code))
    assert GNUTranslations(BytesIO(compiled)).gettext("Check now") != "Check now"


def test_the_template_is_what_the_program_asks_for(gathered) -> None:
    assert (words.LOCALE / "dealwatch.pot").read_bytes() == words.written(gathered)


def test_no_message_is_an_f_string_or_empty(gathered) -> None:
    assert all(text.strip() for message in messages(gathered) for text in words.strings(message.id))


def test_rule_patterns_are_no_messages() -> None:
    texts = list(
        words.rule_texts({"label": "End of phase", "words": "^in_depth$", "legal": "Article 6", "why": "late"})
    )
    assert texts == ["End of phase", "late"]


def test_the_page_of_the_case_file_asks_by_say() -> None:
    assert list(words.template_words('say("Sources") + say("Version {n}", n: 1) + "data"')) == [
        "Sources",
        "Version {n}",
    ]
