"""A file or a folder as a source: what is new in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from dealwatch.model.source import Document, Known, Parsed, Request
from dealwatch.sources.feed_novelty import novel
from dealwatch.sources.file_fetch import FOLDER_TYPE, Entry, Folder
from dealwatch.sources.file_source import MEMBER, Files
from dealwatch.watch.ports import Source

PATH = "/home/me/notes"
NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)


class Place:
    """A file or folder looked at again and again, an hour apart."""

    def __init__(self) -> None:
        self.source: Source = Files({"path": PATH})
        self.memory: dict[str, Any] = {}
        self.at = NOW

    def parse(self, body: bytes, content_type: str = "", request: Request | None = None) -> Parsed:
        self.at += timedelta(hours=1)
        known = Known(self.at, memory=self.memory)
        asked = request or self.source.plan(known)[0]
        parsed = self.source.parse(Document(asked, asked.url, body, content_type, self.at), known)
        self.memory |= parsed.memory
        return parsed

    def folder(self, left_out: int = 0, **files: str) -> Parsed:
        entries = tuple(Entry(name, 30 * 2**20 if sha.startswith("big") else 1, sha) for name, sha in files.items())
        return self.parse(msgspec.json.encode(Folder(entries, left_out)), FOLDER_TYPE)


@pytest.fixture
def place() -> Place:
    return Place()


def followed(parsed: Parsed) -> list[str]:
    return [request.url.removeprefix(f"file://{PATH}/") for request in parsed.follow]


def test_it_asks_for_its_place(place: Place) -> None:
    (request,) = place.source.plan(Known(NOW))
    assert request.url == f"file://{PATH}"
    assert place.source.owns(f"file://{PATH}") == request
    assert place.source.owns("file:///home/me") is None
    assert (place.source.info.key, place.source.info.title) == (f"file:{PATH}", "notes")
    assert Files({"path": PATH, "name": "Mine"}).info.title == "Mine"
    assert Files({"path": "/"}).info.title == "/"


def test_of_a_folder_the_list_is_enough_at_first_and_then_what_is_new_is_read(place: Place) -> None:
    first = place.folder(a="1", b="2")
    assert ([item.title for item in first.items], followed(first)) == (["a", "b"], [])
    assert followed(place.folder(a="1", b="3", c="4")) == ["b", "c"]
    assert followed(place.folder(c="4")) == []
    assert followed(place.folder(a="1", b="3", c="4")) == [], "what comes back as it was is not new"
    assert all(request.optional for request in place.folder(a="5").follow)


def test_a_file_too_large_to_read_is_told_by_its_name(place: Place) -> None:
    place.folder()
    parsed = place.folder(huge="big1")
    assert ([item.title for item in parsed.items], followed(parsed)) == (["huge"], [])
    assert place.folder(huge="big1").items == ()


def test_what_was_left_out_is_said(place: Place) -> None:
    assert place.folder(left_out=3).warnings == (f"3 files were left out of {PATH}.",)
    assert place.folder().warnings == ()


@pytest.mark.parametrize(
    ("body", "title", "text"),
    [
        (b"Title\n\nA text that is long enough to be the body of this file.", "a/b.txt: Title", "body of this file"),
        (b"one line", "a/b.txt: one line", "one line"),
        (b"", "a/b.txt", ""),
        (bytes(range(20)) * 30, "a/b.txt", ""),
        (b"%PDF-1.7 broken", "a/b.txt", ""),
    ],
)
def test_a_file_of_a_folder_is_read(place: Place, body: bytes, title: str, text: str) -> None:
    (item,) = place.parse(body, request=Request(f"file://{PATH}/a/b.txt", MEMBER, "File")).items
    assert (item.title, text in item.summary) == (title, True)
    assert item.link == f"file://{PATH}/a/b.txt"


def test_of_one_file_the_new_lines_are_told(place: Place) -> None:
    assert [item.title for item in place.parse(b"one\ntwo\n").items] == ["notes"]
    assert place.parse(b" Two\n\none  \n").items == ()
    (item,) = place.parse(b"one\nthree\nfour\ntwo\n").items
    assert (item.title, item.summary) == ("three", "three\nfour")
    (item,) = place.parse(b"one\n").items
    assert (item.title, item.summary) == ("notes has changed", "")


def test_a_file_without_text_has_merely_changed_every_time(place: Place) -> None:
    seen = [*place.parse(bytes(range(20)) * 30).items]
    for _ in range(2):
        items = place.parse(bytes(range(20)) * 31).items
        assert [item.title for item in novel(seen, items)] == ["notes has changed"]
        seen += items


def test_a_title_is_kept_within_bounds(place: Place) -> None:
    place.parse(b"")
    (item,) = place.parse(b"x" * 400).items
    assert item.title == "x" * 300 + " …"
