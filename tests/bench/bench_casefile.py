"""How long a case file takes and how much memory: `python tests/bench/bench_casefile.py [EVENTS…]`.

Prints a line for each size: events, pages, seconds to build, to set and to verify, peak memory of the setting process,
size of the file. Every event has a stored copy of its own, which is the costliest case.
"""

from __future__ import annotations

import hashlib
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dealwatch.export.casefile import build, plan, render
from dealwatch.export.casefile_input import CasefileInput, StoredCopy
from dealwatch.export.verify import verify
from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Case, Deal, DealKind
from dealwatch.model.event import Event, EventKind
from dealwatch.model.evidence import Evidence
from dealwatch.model.status import Stage, Status

START = datetime(2024, 1, 8, 9, 0, tzinfo=UTC)


def deal_of(events: int) -> CasefileInput:
    """A deal at three authorities with that many documents published."""
    copies, found = {}, []
    for n in range(events):
        moment = START + timedelta(hours=7 * n)
        body = f"<p>Document number {n} of the case, published as it was received.</p>".encode() * 40
        sha256 = hashlib.sha256(body).hexdigest()
        url = f"https://register.example/cases/{n % 3}/documents/{n}"
        copies[sha256] = StoredCopy(sha256, body, "text/html", url, moment)
        evidence = Evidence(
            sha256, url, moment, quote=f"Document number {n} of the case, published as it was received."
        )
        kind, name, title = EventKind.DOCUMENT, f"doc-{n}", f"Response of third party number {n} to the consultation"
        found.append(
            Event(
                f"{n:026d}", f"c{n % 3}", moment, kind, name, None, title, "", "", f"reg{n % 3}", evidence,
                PartialDate.of(moment.date()),
            )
        )  # fmt: skip
    cases = tuple(
        Case(f"c{n}", f"reg{n}", who, f"X-{n}", f"X-{n}", f"Case {n}", "", "", Status(Stage.IN_DEPTH))
        for n, who in enumerate(("EC", "CMA", "FTC"))
    )
    deal = Deal("d", "Bench / Mark", DealKind.MERGER)
    return CasefileInput(deal, cases, tuple(found), START + timedelta(days=900), copies)


def main(sizes: list[int]) -> None:
    heads = ("events", "volumes", "pages", "build s", "render s", "verify s", "MB peak", "MB file", "planned")
    print(*(f"{head:>8}" for head in heads), sep=" ")
    for events in sizes:
        given = deal_of(events)
        began = time.perf_counter()
        build(given)
        built = time.perf_counter()
        expected = plan(given)
        began_render = time.perf_counter()
        rendered = render(given)
        done = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "case.pdf"
            path.write_bytes(rendered.pdf)
            verify(path)
        checked = time.perf_counter()
        pages = rendered.pages + sum(volume.pages for volume in rendered.further)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        times = (f"{seconds:8.2f}" for seconds in (built - began, done - began_render, checked - done))
        print(f"{events:8} {len(rendered.further) + 1:8} {pages:8}", *times, end=" ")
        print(f"{peak:8.0f} {len(rendered.pdf) / 1e6:8.1f} {expected.pages:8}")


if __name__ == "__main__":
    main([int(text) for text in sys.argv[1:]] or [10, 100, 1000])
