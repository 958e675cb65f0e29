"""Figures: intake of the Commission's open-data file, 10,000 made-up cases of the usual size, over HTTP.

    python tests/bench/bench_bulk.py [CASES]

Prints the seconds of the first intake, of a second one of the same file (unchanged), and of the next day's (one case in
a hundred changed); the peak memory of the whole process, and beside it what decoding the file as one tree would cost.
"""

from __future__ import annotations

import copy
import hashlib
import json
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from dealwatch.sources.http import HttpFetcher
from dealwatch.sources.origins import Origins
from dealwatch.sources.registry import source_of
from dealwatch.store.database import Store
from dealwatch.system.clock import SystemClock
from dealwatch.watch.poller import Poller
from dealwatch.watch.tracking import Tracking

FIXTURE = Path(__file__).parent.parent / "sources" / "ec_bulk_object.json"
HOST = "https://compcases-open-data-portal-files-prod.s3.eu-west-1.amazonaws.com"
OTHERS = ("https://api.tech.ec.europa.eu", "https://competition-cases.ec.europa.eu")
USUAL_SIZE = 3500  # bytes a case, as in the real file


def bulk(count: int, day: int) -> bytes:
    """The fixture's decided cases over and over under other numbers, filled up to the usual size."""
    patterns = [case for case in json.loads(FIXTURE.read_text()).values() if case.get("decisions")]
    cases = {}
    for number in range(count):
        case = copy.deepcopy(patterns[number % len(patterns)])
        name = f"M.{30000 + number}"
        text = json.dumps(case).replace(case["metadata"]["caseNumber"][0], name)
        case = json.loads(text)
        case["metadata"]["caseTitle"] = [
            f"FIRM {number} / FIRM {number + 1}" + (" / JV" if day and number % 100 == 0 else "")
        ]
        case["metadata"]["caseLegalBasis"] = ["x" * max(0, USUAL_SIZE - len(text))]
        cases[name] = case
    return json.dumps(cases).encode()


def serve(bodies: dict[str, bytes]) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = bodies["now"] if "case-data-M" in self.path else b""
            etag = f'"{hashlib.sha256(body).hexdigest()}"'
            status = 404 if not body else 304 if self.headers.get("If-None-Match") == etag else 200
            self.send_response(status)
            self.send_header("ETag", etag)
            self.send_header("Content-Type", "application/json")
            if status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if status == 200:
                self.wfile.write(body)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def peak_memory(status: str) -> float:
    """MiB. Not `ru_maxrss`, which a process inherits from the one that started it."""
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def client(base: str, folder: str, word: str) -> None:
    """One check in this process; prints what it took."""
    clock = SystemClock()
    with Store.open(Path(folder), clock.now()) as store:
        Tracking(store, clock).register("ec")
        fetcher = HttpFetcher(now=clock.now, origins=Origins(dict.fromkeys((HOST, *OTHERS), base)))
        began = time.perf_counter()
        tally = Poller(store, clock, fetcher, source_of).check()
        spent = time.perf_counter() - began
        fetcher.close()
    peak = peak_memory(Path("/proc/self/status").read_text())
    print(f"{word:24}{spent:6.1f} s  {len(tally.events):6} events  peak memory {peak:4.0f} MiB")


def main() -> None:
    if len(sys.argv) > 3:
        client(*sys.argv[1:4])
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    bodies = {"now": bulk(count, 0)}
    print(f"{count} cases, {len(bodies['now']) / 2**20:.0f} MiB")
    server = serve(bodies)
    base = f"http://127.0.0.1:{server.server_port}"
    with tempfile.TemporaryDirectory() as folder:
        for word in ("first intake", "the same file again", "the next day"):
            if word == "the next day":
                bodies["now"] = bulk(count, 1)
            subprocess.run([sys.executable, __file__, base, folder, word], check=True)
        whole = Path(folder) / "bulk.json"
        whole.write_bytes(bodies["now"])
        script = "import json, sys; json.load(open(sys.argv[1])); print(open('/proc/self/status').read())"
        tree = subprocess.run([sys.executable, "-c", script, str(whole)], capture_output=True, text=True, check=True)
        print(f"beside it: json.load of the file alone peaks at {peak_memory(tree.stdout):.0f} MiB")
    server.shutdown()


if __name__ == "__main__":
    main()
