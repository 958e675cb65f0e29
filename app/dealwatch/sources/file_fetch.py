"""Reads files and folders of this machine for sources of the kind `file:`: a fetcher in front of the one for the web.

Only such a source reads files, and only its own file or what lies within its own folder: no page, feed or sitemap can
name a file and have it read. Nothing leaves the machine, so nothing stands in the ledger. Must not contain: what is
new.
"""

from __future__ import annotations

import hashlib
import mimetypes
import os
import stat
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit
from urllib.request import url2pathname

import msgspec

from dealwatch.model.source import (
    Document,
    Exchange,
    NotModified,
    Request,
    SourceInfo,
    SourceProblem,
    SourceState,
    Validators,
)
from dealwatch.sources.troubles import Hint, Trouble, told

FOLDER_TYPE = "application/vnd.dealwatch.folder+json"
"""Content type of a folder's list: `{"files": [{"name", "size", "sha256"}], "left_out": n}`, names relative."""

KEY = "file:"
_MOST_FILES = 5_000
_LARGEST = 100 * 2**20
_UNFINISHED = (".part", ".crdownload", ".tmp", ".download", "~")
_PIECE = 1 << 20


class Inner(Protocol):
    """The fetcher of everything else; as `watch.ports.Fetcher`."""

    def fetch(
        self, request: Request, validators: Validators, info: SourceInfo, ledger: Callable[[Exchange], None]
    ) -> Document | NotModified: ...

    def close(self) -> None: ...


class Entry(msgspec.Struct, frozen=True):
    """A file of a folder. `name` is its path within the folder, with `/` on every system."""

    name: str
    size: int
    sha256: str


class Folder(msgspec.Struct, frozen=True):
    """What a folder holds, by name. `left_out` counts files that were too many, too large or could not be read."""

    files: tuple[Entry, ...]
    left_out: int = 0


class FileFetcher:
    """`now` gives aware UTC instants. Thread-safe. A file is read again for its digest only if it was touched."""

    def __init__(self, inner: Inner, *, now: Callable[[], datetime]) -> None:
        self._inner = inner
        self._now = now
        self._digests: dict[str, tuple[int, int, str]] = {}

    def fetch(
        self, request: Request, validators: Validators, info: SourceInfo, ledger: Callable[[Exchange], None]
    ) -> Document | NotModified:
        """A file's bytes, or a folder's list. `SourceProblem` for one that is not there or cannot be read."""
        if not info.key.startswith(KEY):
            return self._inner.fetch(request, validators, info, ledger)
        path, root = file_path(request.url), Path(info.key.removeprefix(KEY))
        if path is None or not _is_within(path, root):
            raise SourceProblem(
                SourceState.BLOCKED,
                Trouble.FILE_OUTSIDE,
                Hint.ADD_FILE,
                detail=request.url,
            )
        try:
            if path.is_dir():
                body, content_type = self._folder(path), FOLDER_TYPE
            else:
                body, content_type = _read(path, request.max_bytes), mimetypes.guess_type(path.name)[0] or ""
        except OSError as error:
            raise _unreadable(path, error) from error
        return Document(request, request.url, body, content_type, self._now())

    def close(self) -> None:
        self._inner.close()

    def _folder(self, root: Path) -> bytes:
        """Names and contents alone make the list: a file that was merely touched changes nothing in it."""
        files: list[Entry] = []
        left_out = 0
        os.listdir(root)  # a folder that cannot be read is no empty folder
        for path in _files(root):
            if len(files) == _MOST_FILES:
                left_out += 1
                continue
            try:
                files.append(self._entry(path, root))
            except OSError:
                left_out += 1
        files.sort(key=lambda entry: entry.name)
        return msgspec.json.encode(Folder(tuple(files), left_out))

    def _entry(self, path: Path, root: Path) -> Entry:
        seen = path.stat()
        if seen.st_size > _LARGEST:
            raise OSError("too large")
        known = self._digests.get(str(path))
        if known is None or known[:2] != (seen.st_size, seen.st_mtime_ns):
            known = (seen.st_size, seen.st_mtime_ns, _digest(path))
            self._digests[str(path)] = known
        return Entry(path.relative_to(root).as_posix(), seen.st_size, known[2])


def file_path(url: str) -> Path | None:
    """The path a `file:` address means on this machine, None for another address."""
    parts = urlsplit(url)
    if parts.scheme != "file":
        return None
    shared = parts.netloc not in ("", "localhost")
    return Path(url2pathname(f"//{parts.netloc}{parts.path}" if shared else parts.path))


def _files(root: Path) -> Iterator[Path]:
    """Files at any depth in a stable order, without hidden and unfinished ones. Links are not followed."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder, name)
            finished = not name.startswith((".", "~$")) and not name.lower().endswith(_UNFINISHED)
            if finished and path.is_file() and not path.is_symlink():
                yield path


def _read(path: Path, limit: int) -> bytes:
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError("no file that could be read to its end")
    with path.open("rb") as stream:
        body = stream.read(limit + 1)
    if len(body) > limit:
        raise SourceProblem(
            SourceState.SERVER_ERROR,
            told(Trouble.FILE_LARGE, file=path.name),
            Hint.WATCH_LESS,
            detail=f"more than {limit} bytes",
        )
    return body


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            found.update(piece)
    return found.hexdigest()


def _is_within(path: Path, root: Path) -> bool:
    """With links resolved: a link out of the folder leads out of the folder."""
    return path.resolve().is_relative_to(root.resolve())


def _unreadable(path: Path, error: OSError) -> SourceProblem:
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return SourceProblem(
            SourceState.MOVED,
            told(Trouble.FILE_GONE, file=path.name),
            Hint.CONNECT_DRIVE,
            detail=str(path),
        )
    denied = isinstance(error, PermissionError)
    return SourceProblem(
        SourceState.BLOCKED if denied else SourceState.SERVER_ERROR,
        told(Trouble.FILE_DENIED if denied else Trouble.FILE_UNREADABLE, file=path.name),
        Hint.CHECK_RIGHTS,
        detail=str(error),
    )
