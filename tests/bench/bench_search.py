"""Figures: full text over 200,000 documents, as typed letter by letter.

    python tests/bench/bench_search.py [DOCUMENTS]

Prints the size of the file and the median and worst time of a query over many made-up ones, prefixes included.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from dealwatch.store.database import Store

SYLLABLES = (
    "al",
    "ber",
    "con",
    "dor",
    "est",
    "fin",
    "gra",
    "hol",
    "ind",
    "jun",
    "kor",
    "lam",
    "mer",
    "nor",
    "ost",
    "pra",
)
TITLES = ("Merger", "Acquisition", "Joint venture", "Partnership", "Asset purchase")


def name(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=3)).capitalize()


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    chance = random.Random(7)
    names = [name(chance) for _ in range(5000)]
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder), datetime.now(UTC)) as store:
        began = time.perf_counter()
        with store.write() as database:
            for number in range(count):
                first, second = chance.choices(names, k=2)
                title = f"{chance.choice(TITLES)}: {first} / {second}"
                body = f"Case M.{number} décision {first} {second} {' '.join(chance.choices(names, k=20))}"
                store.search.put(database, "document", str(number), title, body, "")
        size = store.path.stat().st_size / 2**20
        print(f"{count} documents indexed in {time.perf_counter() - began:.1f} s, {size:.0f} MiB")
        queries = [*chance.choices(names, k=100), *(word[:3] for word in chance.choices(names, k=100)), "m", "decision",
                   *(" ".join(chance.choices(names, k=2)) for _ in range(100))]  # fmt: skip
        spent = []
        for query in queries:
            start = time.perf_counter()
            store.search.query(query)
            spent.append((time.perf_counter() - start, query))
        times = sorted(entry[0] for entry in spent)
        print(f"median {statistics.median(times) * 1000:.1f} ms, 95 % {times[int(len(times) * 0.95)] * 1000:.1f} ms, "
              f"worst {times[-1] * 1000:.1f} ms ({max(spent)[1]!r})")  # fmt: skip


if __name__ == "__main__":
    main()
