"""Figures: a pass over 500 feeds beside the library `reader`, first and again, in CPU and wall seconds.

    python tests/bench/bench_reader.py [FEEDS] [ITEMS]

Runs whichever of the two is installed in the Python it is started with (`--with PYTHON` names another one that has
`reader`), each in a process of its own, against one server of made-up feeds on this machine in a third. `reader` is no
part of the project: install it elsewhere. The feeds are on 50 hosts for us; to `reader` they are addresses of one.
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HOSTS = 50


def serve(items: int) -> None:
    """Print the port and serve until killed; every feed has an ETag."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            number = self.path.rpartition("/")[2]
            same = self.headers.get("If-None-Match") == f'"{number}"'
            entries = "".join(
                f"<item><title>Story {n} of feed {number}</title><link>https://feed{number}.example/{n}</link>"
                f"<guid>{number}-{n}</guid><description>{'Words about a merger. ' * 12}</description>"
                f"<pubDate>Tue, {1 + n % 28:02} Sep 2026 0{n % 10}:00:00 GMT</pubDate></item>"
                for n in range(0 if same else items)
            )
            body = f"<rss version='2.0'><channel><title>Feed {number}</title><link>https://x.example/</link>{entries}"
            sent = b"" if same else f"{body}</channel></rss>".encode()
            self.send_response(304 if same else 200)
            self.send_header("ETag", f'"{number}"')
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    class Server(ThreadingHTTPServer):
        request_queue_size = 128
        daemon_threads = True

    server = Server(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()


def timed(who: str, what: str, run: Callable[[], str]) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    said = run()
    spent = time.perf_counter() - wall
    print(f"{who:10}{what:14}{spent:7.2f} s wall {time.process_time() - cpu:7.2f} s CPU   {said}", flush=True)


def ours(base: str, count: int) -> None:
    from dealwatch.sources.http import HttpFetcher
    from dealwatch.sources.origins import Origins
    from dealwatch.sources.registry import source_of
    from dealwatch.store.database import Store
    from dealwatch.system.clock import SystemClock
    from dealwatch.watch.poller import Poller
    from dealwatch.watch.tracking import Tracking

    clock = SystemClock()
    origins = Origins({f"https://host{host}.example": base for host in range(HOSTS)})
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder), clock.now()) as store:
        tracking = Tracking(store, clock)
        for number in range(count):
            tracking.feed(f"https://host{number % HOSTS}.example/{number}")
        fetcher = HttpFetcher(now=clock.now, origins=origins)
        poller = Poller(store, clock, fetcher, source_of)

        def check() -> str:
            tally = poller.check()
            return f"{tally.checked} checked, {tally.not_modified} unchanged, {len(tally.events)} events"

        timed("dealwatch", "first pass", check)
        timed("dealwatch", "again", check)
        fetcher.close()


def theirs(base: str, count: int) -> None:
    from reader import make_reader

    with tempfile.TemporaryDirectory() as folder:
        reader = make_reader(str(Path(folder) / "reader.sqlite"))
        for number in range(count):
            reader.add_feed(f"{base}/{number}")

        def update() -> str:
            reader.update_feeds(workers=10, scheduled=False)
            return f"{reader.get_entry_counts().total} entries"

        timed("reader", "first pass", update)
        timed("reader", "again", update)
        reader.close()


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("feeds", nargs="?", type=int, default=500)
    words.add_argument("items", nargs="?", type=int, default=40)
    words.add_argument("--with", dest="other", default=sys.executable, help="a Python that has `reader`")
    words.add_argument("--run", choices=("serve", "dealwatch", "reader"), help=argparse.SUPPRESS)
    words.add_argument("--base", default="", help=argparse.SUPPRESS)
    asked = words.parse_args()
    match asked.run:
        case "serve":
            serve(asked.items)
        case "dealwatch":
            ours(asked.base, asked.feeds)
        case "reader" if importlib.util.find_spec("reader") is None:
            print("reader is not installed in that Python")
        case "reader":
            theirs(asked.base, asked.feeds)
        case _:
            both(asked.feeds, asked.items, asked.other)


def both(feeds: int, items: int, other: str) -> None:
    here, sizes = str(Path(__file__).resolve()), [str(feeds), str(items)]
    server = subprocess.Popen([sys.executable, here, *sizes, "--run", "serve"], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        base = f"http://127.0.0.1:{server.stdout.readline().strip()}"
        for python, who in ((sys.executable, "dealwatch"), (other, "reader")):
            subprocess.run([python, here, *sizes, "--run", who, "--base", base], check=True)
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
