"""The catalogues of words: gather the messages of the program, bring every language up to date, compile.

What is a message: what the calls of `dealwatch.language` hold, the two words of `count_words`, and the labels and
reasons of the procedures and calendars. The list of changes is copied to where the window finds it. Runs inside .venv
(Babel). Must not contain: the program's own look-up.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CODE, RESOURCES = ROOT / "app" / "dealwatch", ROOT / "resources"
LOCALE = RESOURCES / "locale"
LANGUAGES = ("de", "fr")
KEYWORDS = {"_": None, "mark": None, "n_": (1, 2), "p_": ((1, "c"), 2), "count_words": (2, 3)}
UNSPOKEN = ("cli",)
"""Rooms whose words are a contract and stay English."""
RULES = ("title", "label", "words", "why", "beside_words", "plus_words", "no_deadline", "expected")
"""Keys of the rule files whose texts are shown. Legal citations stay as the law is cited."""
_WORD = re.compile(r"[A-Za-z0-9]")  # a pattern that facts are read by begins with another sign
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)  # a file that changes only when its messages do


def gather() -> Catalog:
    found = Catalog(project="Dealwatch", charset="utf-8", creation_date=EPOCH, fuzzy=False)
    for place, message, context in sorted(_messages(), key=lambda entry: (entry[0], str(entry[1]))):
        found.add(message, locations=[(place, 0)], context=context)
    return found


def _messages() -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    for path in sorted(CODE.rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        if path.relative_to(CODE).parts[0] not in UNSPOKEN:
            with path.open("rb") as source:
                for _line, message, _comments, context in extract("python", source, keywords=KEYWORDS):
                    if message:
                        yield place, message, context
    for path in sorted((RESOURCES / "casefile").glob("*.typ")):
        for message in template_words(path.read_text("utf-8")):
            yield path.relative_to(ROOT).as_posix(), message, None
    for folder in ("procedures", "calendars"):
        for path in sorted((RESOURCES / folder).glob("*.toml")):
            for message in rule_texts(tomllib.loads(path.read_text("utf-8"))):
                yield path.relative_to(ROOT).as_posix(), message, None


def template_words(text: str) -> Iterator[str]:
    """The texts that the case file's template asks for: `say("Documents")`."""
    yield from re.findall(r'\bsay\("([^"]+)"', text)


def rule_texts(value: object, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from rule_texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from rule_texts(inner, key)
    elif isinstance(value, str) and key in RULES and _WORD.match(value):
        yield value


def language_file(code: str) -> Path:
    return LOCALE / code / "LC_MESSAGES" / "dealwatch.po"


def read_language(code: str) -> Catalog:
    path = language_file(code)
    if not path.exists():
        return Catalog(locale=code, project="Dealwatch", charset="utf-8", creation_date=EPOCH, fuzzy=False)
    with path.open("rb") as source:
        return read_po(source, locale=code)


def compiled(catalog: Catalog) -> bytes:
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def written(catalog: Catalog) -> bytes:
    out = BytesIO()
    write_po(out, catalog, width=120, omit_header=False, ignore_obsolete=True, no_location=False, include_lineno=False)
    return out.getvalue()


def ship_changes() -> None:
    """Copy the list of changes to where the window finds it and shows it under Help."""
    target = RESOURCES / "help" / "changes.md"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes((ROOT / "CHANGELOG.md").read_bytes())


def run() -> int:
    """Gather, update, compile; what is still to be translated is said, and makes the status 1."""
    found, missing = gather(), 0
    LOCALE.mkdir(exist_ok=True)
    (LOCALE / "dealwatch.pot").write_bytes(written(found))
    for code in LANGUAGES:
        catalog = read_language(code)
        catalog.update(found, no_fuzzy_matching=True)
        catalog.creation_date = catalog.revision_date = EPOCH
        catalog.fuzzy = False
        path = language_file(code)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(catalog))
        path.with_suffix(".mo").write_bytes(compiled(catalog))
        open_ = [message.id for message in catalog if message.id and not all(strings(message.string))]
        print(f"{code}: {len(catalog)} messages, {len(open_)} to translate")
        missing += len(open_)
    return 1 if missing else 0


def strings(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (string or "",) if isinstance(string, str | None) else tuple(string)


if __name__ == "__main__":
    ship_changes()
    sys.exit(run())
