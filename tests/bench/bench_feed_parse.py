"""What reading feeds costs: 500 feeds of 40 items, beside feedparser alone, and the slowest hostile inputs.

Run it: python tests/bench/bench_feed_parse.py
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass

import feedparser

from dealwatch.sources.feed_entry import feed_items
from dealwatch.sources.feed_novelty import novel
from dealwatch.sources.feed_read import read_feed

SENTENCE = "<p>The Office received the notification of a proposed concentration. </p>"
MIB = 2**20


@dataclass(frozen=True)
class KnownItem:
    key: str
    fingerprint: str


def feed(number: int, items: int = 40) -> bytes:
    entries = "".join(
        f"<item><title>Case M.{1000 + item}: Alpha {number} / Beta {item} notified</title>"
        f"<link>https://feeds.test/item/{number}/{item}</link><guid>urn:f{number}:n{item}</guid>"
        f"<pubDate>Fri, 02 Jan 2026 {item % 24:02}:00:00 GMT</pubDate>"
        f"<description><![CDATA[{SENTENCE * 8}]]></description></item>"
        for item in range(items)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Feed</title>'
        f"<link>https://feeds.test/</link>{entries}</channel></rss>"
    ).encode()


def wrapped(text: str) -> bytes:
    return f"<rss><channel><item><title>{text}</title></item></channel></rss>".encode()


HOSTILE: dict[str, bytes] = {
    "5 MB of <": wrapped("<" * 5_000_000),
    "5 MB of &": wrapped("&" * 5_000_000),
    "1.6 million open elements": b"<rss>" + b"<a>" * 1_600_000,
    "unclosed items": b"<rss><channel>" + b"<item>" * 800_000,
    "unclosed CDATA": wrapped("<![CDATA[" * 500_000),
    "entity of 100 kB, 100,000 times": b'<!DOCTYPE r [<!ENTITY a "'
    + b"x" * 100_000
    + b'">]>'
    + wrapped("&a;" * 100_000),
    "5 MB of spaces": b" " * 5_000_000 + b"<rss/>",
}


def seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main() -> None:
    bodies = [feed(number) for number in range(500)]
    ours = seconds(lambda: [feed_items(read_feed(body, "", "https://feeds.test/").entries) for body in bodies])
    theirs = seconds(lambda: [feedparser.parse(body) for body in bodies[:50]]) * 10
    print(f"500 feeds of 40 items: {ours:.2f} s ({ours * 2:.1f} ms a feed); feedparser alone {theirs:.2f} s")
    items = feed_items(read_feed(bodies[0], "", "").entries)
    known = [KnownItem(f"urn:old:{number}", f"{number:016x}:{number:016x}:") for number in range(2000)]
    print(f"novelty against 2,000 known items: {seconds(lambda: novel(known, items)) * 1000:.1f} ms")
    for name, body in HOSTILE.items():
        took = seconds(lambda body=body: read_feed(body, "", "https://feeds.test/"))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{name}: {len(body) / MIB:.1f} MiB, {took:.2f} s, peak so far {peak:.0f} MB")


if __name__ == "__main__":
    main()
