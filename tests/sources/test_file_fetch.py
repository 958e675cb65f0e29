"""Files and folders of this machine: what is read, what is left out, and what may never be read."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

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
from dealwatch.sources import file_fetch
from dealwatch.sources.file_fetch import FOLDER_TYPE, FileFetcher, file_path
from dealwatch.watch.ports import Fetcher

NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)


class Web:
    """What everything but files goes to."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.closed = False

    def fetch(
        self, request: Request, validators: Validators, info: SourceInfo, ledger: Callable[[Exchange], None]
    ) -> Document | NotModified:
        self.asked.append(request.url)
        return NotModified(request, NOW)

    def close(self) -> None:
        self.closed = True


class Disk:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.web = Web()
        self.fetcher: Fetcher = FileFetcher(self.web, now=lambda: NOW)
        self.ledger: list[Exchange] = []

    def ask(self, path: Path | str, *, key: str = "", limit: int = 10_000) -> Document | NotModified:
        url = path if isinstance(path, str) else path.as_uri()
        info = SourceInfo(key or f"file:{self.root}", "", "X", "UTC", timedelta(hours=1), "", "", "")
        return self.fetcher.fetch(Request(url, "x", "x", max_bytes=limit), Validators(), info, self.ledger.append)

    def document(self, path: Path, **more: Any) -> Document:
        answer = self.ask(path, **more)
        assert isinstance(answer, Document)
        return answer

    def names(self) -> list[str]:
        return [entry["name"] for entry in json.loads(self.document(self.root).body)["files"]]

    def problem(self, path: Path | str, **more: Any) -> SourceProblem:
        with pytest.raises(SourceProblem) as caught:
            self.ask(path, **more)
        return caught.value


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    root = tmp_path / "my files"
    root.mkdir()
    return Disk(root)


def test_a_file_is_read_and_nothing_leaves_the_machine(disk: Disk) -> None:
    path = disk.root / "ä.html"
    path.write_bytes(b"<p>x")
    document = disk.document(path)
    assert (document.body, document.content_type, document.fetched_at) == (b"<p>x", "text/html", NOW)
    assert (disk.web.asked, disk.ledger) == ([], [])


def test_a_folder_is_a_list_of_contents(disk: Disk) -> None:
    (disk.root / "b.txt").write_text("b")
    (disk.root / "in").mkdir()
    (disk.root / "in" / "a.txt").write_text("a")
    document = disk.document(disk.root)
    assert document.content_type == FOLDER_TYPE
    listed = json.loads(document.body)
    assert [(entry["name"], entry["size"]) for entry in listed["files"]] == [("b.txt", 1), ("in/a.txt", 1)]
    os.utime(disk.root / "b.txt", (1, 1))
    assert disk.document(disk.root).body == document.body, "touched is not changed"
    (disk.root / "b.txt").write_text("c")
    assert disk.document(disk.root).body != document.body


@pytest.mark.parametrize("name", [".hidden", "~$report.docx", "report.docx.tmp", "page.part", "x.CRDOWNLOAD", "old~"])
def test_hidden_and_unfinished_files_are_left_out(disk: Disk, name: str) -> None:
    (disk.root / name).write_text("x")
    (disk.root / ".cache").mkdir()
    (disk.root / ".cache" / "a.txt").write_text("x")
    assert disk.names() == []


def test_links_are_not_followed(disk: Disk, tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("x")
    (disk.root / "link.txt").symlink_to(outside)
    (disk.root / "up").symlink_to(tmp_path)
    assert disk.names() == []
    assert disk.problem(disk.root / "link.txt").state is SourceState.BLOCKED


def test_too_many_and_too_large_files_are_counted(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_fetch, "_MOST_FILES", 2)
    monkeypatch.setattr(file_fetch, "_LARGEST", 3)
    for name, text in (("a", "x"), ("b", "large"), ("c", "x"), ("d", "x")):
        (disk.root / name).write_text(text)
    listed = json.loads(disk.document(disk.root).body)
    assert ([entry["name"] for entry in listed["files"]], listed["left_out"]) == (["a", "c"], 2)


def test_a_file_is_not_read_again_for_its_digest(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    (disk.root / "a").write_text("x")
    first = disk.document(disk.root).body

    def refuse(_path: Path) -> str:
        raise AssertionError("read again")

    monkeypatch.setattr(file_fetch, "_digest", refuse)
    assert disk.document(disk.root).body == first


def test_only_its_own_files_are_read(disk: Disk, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("x")
    assert disk.problem(other).state is SourceState.BLOCKED
    assert disk.problem(disk.root / ".." / "other.txt").state is SourceState.BLOCKED
    assert disk.problem("https://office.northport.test/").state is SourceState.BLOCKED
    assert disk.web.asked == []


@pytest.mark.parametrize("key", ["feed:x", "page:x", "accc"])
def test_no_other_source_reads_files(disk: Disk, key: str) -> None:
    (disk.root / "a.txt").write_text("x")
    assert isinstance(disk.ask(disk.root / "a.txt", key=key), NotModified)
    assert disk.web.asked == [(disk.root / "a.txt").as_uri()], "left to the fetcher of the web, which refuses it"


def test_what_is_not_there_or_cannot_be_read_is_trouble(disk: Disk) -> None:
    assert disk.problem(disk.root / "gone.txt").state is SourceState.MOVED
    (disk.root / "file").write_text("x")
    assert disk.problem(disk.root / "file" / "below").state is SourceState.MOVED
    (disk.root / "large").write_text("x" * 20)
    problem = disk.problem(disk.root / "large", limit=10)
    assert (problem.state, "larger" in problem.title) == (SourceState.SERVER_ERROR, True)


def test_a_file_that_may_not_be_read_is_trouble(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    (disk.root / "a").write_text("x")

    def deny(*_arguments: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(file_fetch, "_read", deny)
    assert disk.problem(disk.root / "a").state is SourceState.BLOCKED


def test_a_folder_that_may_not_be_read_is_no_empty_folder(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(_path: object) -> list[str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "listdir", deny)
    assert disk.problem(disk.root).state is SourceState.BLOCKED


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such pipes")
def test_a_pipe_is_never_waited_for(disk: Disk) -> None:
    os.mkfifo(disk.root / "pipe")
    assert disk.names() == []
    assert disk.problem(disk.root / "pipe").state is SourceState.SERVER_ERROR


def test_addresses_of_files() -> None:
    assert file_path("file:///a%20b/c") == Path("/a b/c")
    assert file_path("file://localhost/a") == Path("/a")
    assert file_path("file://server/share") == Path("//server/share")
    assert file_path("https://x.test/a") is None


def test_closing_closes_what_is_within(disk: Disk) -> None:
    disk.fetcher.close()
    assert disk.web.closed
