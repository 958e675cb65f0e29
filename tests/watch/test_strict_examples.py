"""The example of every unconfirmed source passes the strict first judgement; a probe of any source ends in words."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dealwatch.model.source import Document, Known, NotModified, Request, SourceProblem, SourceState
from dealwatch.sources.registry import official
from dealwatch.watch.probe import probe
from dealwatch.watch.strict import first_answer

NOW = datetime(2031, 3, 5, 1, 0, tzinfo=UTC)
FOLDER = Path(__file__).parents[1] / "sources"
EXAMPLES = {
    "acm": [("feed", "acm_feed.xml")],
    "adlc": [("feed", "adlc_feed.xml")],
    "adlc-decisions": [("entry", "adlc-decisions_entry.json")],
    "agcm": [("feed", "agcm_feed.xml")],
    "bkarta": [("list", "bkarta_list.html")],
    "bkarta-press": [("feed", "bkarta-press_feed.xml")],
    "cade": [("feed", "cade_feed.xml")],
    "canada": [("report", "canada_report.html"), ("archive", "canada_archive.html")],
    "cci": [("orders", "cci_orders.json")],
    "ccpc": [("posts", "ccpc_posts.json")],
    "cnmc": [("feed", "cnmc_feed.xml")],
    "comesa": [("list", "comesa_list.html")],
    "ec-dma": [("search", "ec-dma_search.json")],
    "ec-fs": [("bulk", "ec-fs_bulk.json")],
    "ec-oj": [("notifications", "ec-oj_notifications.json"), ("clearances", "ec-oj_clearances.json")],
    "ec-sa": [("search", "ec-sa_search_cases.json")],
    "ftc-hsr": [("api", "ftc_hsr_api.json")],
    "kftc": [("feed", "kftc_feed.xml")],
}
PAIRS = [(key, role, name) for key, examples in EXAMPLES.items() for role, name in examples]


def test_every_unconfirmed_source_has_an_example() -> None:
    assert set(EXAMPLES) == {key for key, source in official().items() if not source.info.confirmed}


@pytest.mark.parametrize(("key", "role", "name"), PAIRS)
def test_its_example_is_believed(key: str, role: str, name: str) -> None:
    source = official()[key]
    asked = source.plan(Known(NOW, target={"api_key": "k"}, memory={"key": "k"}))
    url = next((request.url for request in asked if request.role == role), "https://example.test/")
    body = (FOLDER / name).read_bytes()
    if key == "ftc-hsr":  # the example is one of oddities: its first notices are the regular ones
        body = json.dumps({"data": json.loads(body)["data"][:3]}).encode()
    document = Document(Request(url, role, "x"), url, body, "", NOW)
    parsed = first_answer(source.parse(document, Known(NOW)), source.info)
    assert [*parsed.cases, *parsed.items, *parsed.follow]


class Refusing:
    def fetch(self, request: Request, *_more: object) -> Document | NotModified:
        raise SourceProblem(SourceState.BLOCKED, f"{request.url} refused.", "Open it yourself.")

    def close(self) -> None:
        """Nothing is open."""


@pytest.mark.parametrize("key", sorted(official()))
def test_a_probe_of_any_source_ends_in_words(key: str) -> None:
    found = probe(official()[key], Refusing(), NOW, ledger=lambda _exchange: None)
    assert found.problem is not None
    assert (found.records, found.problem.state) == (0, SourceState.BLOCKED)
