"""Figures: a check of 500 feeds, all new and all unchanged, 40 items each, against a server on this machine.

    python tests/bench/bench_feeds.py [FEEDS] [ITEMS]

Prints wall and CPU seconds of the first check, of one in which nothing has changed, and of one in which every tenth
feed has one new item; beside it a bare loop of the same conditional requests, so that a noisy machine shows.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx2

from dealwatch.sources.http import HttpFetcher
from dealwatch.sources.origins import Origins
from dealwatch.sources.registry import source_of
from dealwatch.store.database import Store
from dealwatch.system.clock import SystemClock
from dealwatch.watch.poller import Poller
from dealwatch.watch.tracking import Tracking

HOSTS = 50


class Feeds:
    """Made-up RSS feeds on a number of hosts; `news` counts what each has gained."""

    def __init__(self, count: int, items: int) -> None:
        self.items = items
        self.news = [0] * count

    def body(self, number: int) -> bytes:
        entries = "".join(
            f"<item><title>Story {n} of feed {number}</title><link>https://feed{number}.example/{n}</link>"
            f"<guid>{number}-{n}</guid><description>{'Words about a merger. ' * 12}</description>"
            f"<pubDate>{format_datetime(SystemClock().now() - timedelta(hours=n))}</pubDate></item>"
            for n in range(self.items + self.news[number], self.news[number], -1)
        )
        return f"<rss version='2.0'><channel><title>Feed {number}</title>{entries}</channel></rss>".encode()


def serve(feeds: Feeds) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            number = int(self.path.rpartition("/")[2])
            etag = f'"{number}-{feeds.news[number]}"'
            same = self.headers.get("If-None-Match") == etag
            body = b"" if same else feeds.body(number)
            self.send_response(304 if same else 200)
            self.send_header("ETag", etag)
            self.send_header("Content-Type", "application/rss+xml")
            if not same:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def timed(label: str, run: Callable[[], str]) -> float:
    wall, cpu = time.perf_counter(), time.process_time()
    result = run()
    spent = time.perf_counter() - wall
    print(f"{label:44}{spent:7.2f} s wall {time.process_time() - cpu:7.2f} s CPU   {result}")
    return spent


def main() -> None:
    count, items = (int(word) for word in (sys.argv[1:3] if len(sys.argv) > 2 else ("500", "40")))
    feeds = Feeds(count, items)
    server = serve(feeds)
    base = f"http://127.0.0.1:{server.server_port}"
    origins = Origins({f"https://host{host}.example": base for host in range(HOSTS)})
    clock = SystemClock()
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder), clock.now()) as store:
        tracking = Tracking(store, clock)
        for number in range(count):
            tracking.feed(f"https://host{number % HOSTS}.example/{number}")
        fetcher = HttpFetcher(now=clock.now, origins=origins)
        poller = Poller(store, clock, fetcher, source_of)

        def check() -> str:
            tally = poller.check()
            return f"{tally.checked} checked, {tally.not_modified} unchanged, {len(tally.events)} events"

        timed(f"first check of {count} feeds", check)
        ours = timed("second check, nothing changed", check)
        feeds.news = [int(number % 10 == 0) for number in range(count)]
        timed("third check, every tenth with one new item", check)
        with httpx2.Client(trust_env=False) as client:

            def bare() -> str:
                for number in range(count):
                    client.get(f"{base}/{number}", headers={"If-None-Match": f'"{number}-{feeds.news[number]}"'})
                return "bare conditional requests, one after the other"

            floor = timed("floor", bare)
        print(f"unchanged check / floor: {ours / floor:.1f}")
        fetcher.close()
    server.shutdown()


if __name__ == "__main__":
    main()
