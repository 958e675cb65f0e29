"""Pages of the real registers watched as a user would watch them: by an element of theirs, and by their text.

The truth about the ACCC's case pages is derived from the same pages by somebody else's program; what it misses is
listed with the reason in `test_accc_history`.
"""

from __future__ import annotations

import csv
import json
import lzma
import os
import re
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from dealwatch.model.facts import FeedItem
from dealwatch.model.source import Document, Known, Parsed, SourceProblem, SourceState
from dealwatch.sources.feed_novelty import novel
from dealwatch.sources.page import Page
from dealwatch.sources.printed import level

SHARED = Path(os.environ.get("DEALWATCH_SHARED", Path(__file__).parents[3] / "shared"))
ACCC = SHARED / "data" / "au-accc"
NZ = SHARED / "data" / "nz-comcom"
ADDRESS = "https://register.example/page"

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.slow,
    pytest.mark.skipif(not ACCC.exists() or not NZ.exists(), reason="the recorded registers are not here"),
]

STATUS = ".field--name-field-acccgov-merger-status"
STATUS_XPATH = "//*[contains(@class, 'field--name-field-acccgov-merger-status')]"
SEVERAL = f"{STATUS}, .field--name-field-acquisition-stage, .field--name-field-acccgov-acquisition-deter"

# The truth has no entry for these versions, which plainly changed: see `MISSING_IN_TRUTH` of `test_accc_history`.
MISSING_STATUS = {("20260127T234825Z", "MN-01069"), ("20260203T013230Z", "MN-01071")}
MISSING_STAGE = {("20260129T055532Z", "MN-01068")}


@dataclass
class Watch:
    """One page looked at version by version; `told` is what the engine would tell after the first look."""

    target: Mapping[str, str]
    memory: dict[str, Any] = field(default_factory=dict)
    seen: list[FeedItem] = field(default_factory=list)
    told: list[tuple[str, FeedItem]] = field(default_factory=list)
    problems: list[tuple[str, SourceState, str]] = field(default_factory=list)
    looks: int = 0

    def look(self, stamp: str, body: bytes) -> None:
        try:
            parsed = read(self.target, body, stamp, self.memory)
        except SourceProblem as problem:
            self.problems.append((stamp, problem.state, problem.detail))
            return
        new = novel(self.seen, parsed.items)
        self.seen += parsed.items
        self.memory = json.loads(json.dumps({**self.memory, **parsed.memory}))  # as the store keeps it
        if self.looks:
            self.told += [(stamp, item) for item in new]
        self.looks += 1


def read(
    target: Mapping[str, str], body: bytes, stamp: str = "20260401T000000Z", memory: Mapping[str, Any] | None = None
) -> Parsed:
    source = Page({"url": ADDRESS, **target})
    known = Known(datetime.fromisoformat(stamp).astimezone(UTC), memory=memory or {})
    request = source.plan(known)[0]
    return source.parse(Document(request, ADDRESS, body, "text/html; charset=UTF-8", known.now), known)


def members(name: str) -> Iterator[tuple[str, bytes]]:
    with lzma.open(ACCC / name) as packed, tarfile.open(fileobj=packed, mode="r|") as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.isfile() else None
            if stream is not None:
                yield member.name, stream.read()


TARGETS = {
    "css": {"selector": STATUS},
    "xpath": {"xpath": STATUS_XPATH},
    "several": {"selector": SEVERAL},
    "text": {},
}


@cache
def cases(way: str) -> Mapping[str, Watch]:
    """One way of watching, by case: all versions of all case pages, in the order in which they were stored."""
    versions = defaultdict(list)
    for name, body in members("pages_dev.tar.xz"):
        _, case, file = name.split("/")
        versions[case].append((file.removesuffix(".html"), body))
    found = {case: Watch(TARGETS[way]) for case in versions}
    for case, pages in versions.items():
        for stamp, body in sorted(pages):
            found[case].look(stamp, body)
    return found


def told(way: str) -> list[tuple[str, str, str, str]]:
    return [(stamp, case, item.was, item.title) for case, watch in cases(way).items() for stamp, item in watch.told]


def truth(*fields: str) -> Counter[tuple[str, str]]:
    with (ACCC / "status_changes_dev.tsv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["field"] in fields]
    return Counter((row["seen_utc"], row["case"]) for row in rows)


@pytest.mark.parametrize("way", ["css", "xpath"])
def test_the_status_element_tells_every_change_of_status_and_nothing_else(way: str) -> None:
    """Through two templates, a day of maintenance, moved addresses, banners and 82 % of pure noise."""
    found = told(way)
    assert Counter((stamp, case) for stamp, case, _, _ in found) == truth("status") + Counter(MISSING_STATUS)
    assert all(was and was != now for _, _, was, now in found)
    assert not any(watch.problems for watch in cases(way).values())


def test_a_status_that_goes_back_and_forth_is_told_each_time() -> None:
    found = [(stamp, was, now) for stamp, case, was, now in told("css") if case == "MN-55012"]
    assert found == [
        ("20260331T214832Z", "Under assessment", "Assessment completed"),
        ("20260401T004431Z", "Assessment completed", "Under assessment"),
        ("20260401T015230Z", "Under assessment", "Assessment completed"),
    ]


def test_several_elements_at_once_tell_when_any_of_them_changes() -> None:
    pairs = {(stamp, case) for stamp, case, _, _ in told("several")}
    assert pairs == set(truth("status", "stage", "determination")) | MISSING_STATUS | MISSING_STAGE


def test_without_an_element_the_text_tells_words_that_are_new() -> None:
    """The page is read conservatively: of some 1,900 pairs of versions nine in ten are quiet, and every new status is
    among the rest. (Words that were there before are not news: going back to them needs an element.)
    """
    found = told("text")
    pairs = {(stamp, case) for stamp, case, _, _ in found}
    going_back = {("20260401T004431Z", "MN-55012")}
    assert set(truth("status")) - pairs == going_back
    assert len(pairs) < 190
    of_the_new_template = [case for stamp, case in pairs if stamp == "20251118T053620Z"]
    assert len(of_the_new_template) == 8, "once for each page, which gained fields with it"
    assert not any(watch.problems for watch in cases("text").values())


def test_the_register_tells_new_rows_and_neither_maintenance_nor_empty_lists() -> None:
    watch = Watch({"selector": ".views-row h3:not(.field__label)"})
    versions = sorted((Path(name).stem, body) for name, body in members("register_dev.tar.xz"))
    for stamp, body in versions:
        watch.look(stamp, body)
    missing = (SourceState.LAYOUT_CHANGED, watch.target["selector"])
    assert {stamp: tuple(problem) for stamp, *problem in watch.problems} == {
        "20251017T110034Z": missing,
        "20251118T053056Z": (SourceState.SERVER_ERROR, "maintenance notice"),
        **{f"20260331T{time}Z": missing for time in ("055056", "060021", "074302", "081622", "091514")},
    }
    second_of_its_name = ("20260219T022436Z", "salesforce-qualified")  # a waiver, beside the notification
    told = Counter((stamp, words(item.title)) for stamp, item in watch.told)
    assert told == Counter([*new_titles(versions), second_of_its_name])


def new_titles(versions: list[tuple[str, bytes]]) -> Iterator[tuple[str, str]]:
    """Every row's title in the version that showed it first, read in the plainest way; the first version is known."""
    seen: set[str] = set()
    for number, (stamp, body) in enumerate(versions):
        rows = re.findall(r'class="views-row.*?<h3[^>]*>(.*?)</h3>', body.decode(), re.DOTALL)
        titles = dict.fromkeys(words(unescape(re.sub(r"<[^>]*>", "", row))) for row in rows)
        if number:
            yield from ((stamp, title) for title in titles if title not in seen)
        seen |= set(titles)


def words(title: str) -> str:
    return "".join(level(title).casefold().split())


def test_a_saved_maintenance_page_and_an_empty_list_are_trouble() -> None:
    for name, state in (
        ("register_site_under_maintenance_2025-11-18", SourceState.SERVER_ERROR),
        ("register_empty_list_2026-03-31", SourceState.LAYOUT_CHANGED),
    ):
        with pytest.raises(SourceProblem) as caught:
            read({"selector": ".views-row"}, (ACCC / "samples" / f"{name}.html").read_bytes())
        assert caught.value.state is state


@pytest.mark.parametrize("target", [{"selector": ".card__status"}, {"selector": "h1"}, {}])
def test_the_block_page_of_new_zealand_is_never_taken_for_the_register(target: dict[str, str]) -> None:
    with pytest.raises(SourceProblem) as caught:
        read(target, (NZ / "blocked_403_or_challenge.html").read_bytes())
    assert caught.value.state is SourceState.BLOCKED


def test_the_register_of_new_zealand_is_a_list_to_watch() -> None:
    body = lzma.decompress((NZ / "case_register_merger_applications_2025-10-27.html.xz").read_bytes())
    rows = read({"selector": "a.card__link"}, body).items
    assert len(rows) > 650
    assert all(item.link.startswith("https://register.example/") for item in rows)
    assert {item.title for item in read({"selector": ".card__status"}, body).items} == {"Open", "Closed"}
