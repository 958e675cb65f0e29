"""A file or a folder of this machine that the user added: what is new or changed in it is an item, and is read.

Contents count, not times: a file that was touched, or went and came back as it was, is no news. Must not contain:
access to the disk (`file_fetch`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec

from dealwatch.language import mark
from dealwatch.model.dates import instant_text
from dealwatch.model.errors import DealwatchError
from dealwatch.model.facts import FeedItem
from dealwatch.model.source import Document, Known, Parsed, Request, SourceInfo
from dealwatch.sources.file_fetch import FOLDER_TYPE, Entry, Folder, file_path
from dealwatch.sources.landmarks import is_garbled
from dealwatch.sources.page_values import mark as mark_of

PLACE, MEMBER = "place", "file"
_MAX_BYTES = 20 * 2**20
_FOLDER_BYTES = 4 * _MAX_BYTES
_SUMMARY = 20_000
_TITLE = 300
_MOST_LINES = 5_000

_folder = msgspec.json.Decoder(Folder).decode


class Files:
    """The source `file:<path>`. `target`: `path` (absolute), and optionally `name`."""

    def __init__(self, target: Mapping[str, str]) -> None:
        self._path = Path(target["path"])
        self._info = SourceInfo(
            key=f"file:{target['path']}",
            authority="",
            title=target.get("name") or self._path.name or str(self._path),
            zone="UTC",
            interval=timedelta(minutes=15),
            homepage=self._path.as_uri(),
            terms=mark("Your own files. They are read on this machine and nothing leaves it."),
            tells=mark("Files that are new or changed. They are news: they never change the status of a case."),
            pace=timedelta(0),
            tier="user",
        )

    @property
    def info(self) -> SourceInfo:
        return self._info

    def plan(self, known: Known) -> Sequence[Request]:
        return [self._whole()]

    def parse(self, document: Document, known: Known) -> Parsed:
        """New and changed files. Of a folder those are asked for one by one; at first sight its list is enough."""
        if document.request.role == MEMBER:
            return Parsed(items=(self._member(document),))
        if document.content_type == FOLDER_TYPE:
            return self._list(_folder(document.body), document, known)
        return self._file(document, known)

    def owns(self, url: str) -> Request | None:
        return self._whole() if url == self._path.as_uri() else None

    def _whole(self) -> Request:
        return Request(self._path.as_uri(), PLACE, mark("File or folder"), max_bytes=_FOLDER_BYTES)

    def _list(self, folder: Folder, document: Document, known: Known) -> Parsed:
        before: Mapping[str, str] | None = known.memory.get("files")
        memory = {"files": {**(before or {}), **{entry.name: entry.sha256 for entry in folder.files}}}
        warnings = (f"{folder.left_out} files were left out of {self._path}.",) if folder.left_out else ()
        new = [entry for entry in folder.files if before is None or before.get(entry.name) != entry.sha256]
        read = [] if before is None else [entry for entry in new if entry.size <= _MAX_BYTES]
        return Parsed(
            items=tuple(_unread(entry) for entry in new if entry not in read),
            follow=tuple(self._request(entry) for entry in read),
            memory=memory,
            warnings=warnings,
        )

    def _request(self, entry: Entry) -> Request:
        """Optional: a file may be gone or locked by the time it is read, which is no trouble of the folder."""
        address = self._path.joinpath(entry.name).as_uri()
        return Request(address, MEMBER, mark("File"), max_bytes=_MAX_BYTES, optional=True)

    def _member(self, document: Document) -> FeedItem:
        path = file_path(document.request.url)
        name = path.relative_to(self._path).as_posix() if path is not None else document.request.url
        title, text = _words(document)
        says = title or next((line.strip() for line in text.splitlines() if line.strip()), "")
        return _item(name, f"{name}: {says}" if says else name, text, document)

    def _file(self, document: Document, known: Known) -> Parsed:
        """One file: what it says that it did not say before; a file that has no lines of text has merely changed."""
        title, text = _words(document)
        lines = [line.strip() for line in text.splitlines() if line.strip()][:_MOST_LINES]
        memory: dict[str, Any] = {"lines": list(dict.fromkeys(map(mark_of, lines)))}
        before: Sequence[str] | None = known.memory.get("lines")
        name = self._path.name
        if before is None:
            return Parsed(items=(_item(name, title or name, text, document),), memory=memory)
        old = set(before)
        new = [line for line in lines if mark_of(line) not in old]
        if lines and not new and old == set(memory["lines"]):
            return Parsed(memory=memory)  # spaces, capitals, order
        shown = new[0] if new else f"{name} has changed"
        return Parsed(items=(_item(name, shown, "\n".join(new), document),), memory=memory)


def _words(document: Document) -> tuple[str, str]:
    """Title and text of a file, both empty where it holds no text that can be read."""
    if not document.body.startswith(b"%PDF") and is_garbled(document.body):
        return "", ""
    try:
        from dealwatch.reading import load  # late: its readers of pages and PDFs would slow every start

        read = load.from_bytes(document.body, content_type=document.content_type)
    except DealwatchError:
        return "", ""
    return read.title, read.text


def _unread(entry: Entry) -> FeedItem:
    return FeedItem(key=f"{entry.name}@{entry.sha256[:16]}", title=entry.name, locator=entry.name)


def _item(name: str, title: str, text: str, document: Document) -> FeedItem:
    return FeedItem(
        key=f"{name}@{instant_text(document.fetched_at)}",
        title=title if len(title) <= _TITLE else f"{title[:_TITLE].rstrip()} …",
        link=document.request.url,
        summary=text[:_SUMMARY],
        locator=name,
    )
