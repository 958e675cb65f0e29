"""Figures: articles a second with 500 tracked deals, and what hostile texts cost.

    python tests/bench/bench_reading.py [ARTICLES]

Prints articles a second on one core (texts of 5 kB, 500 deals, 2,000 aliases, language told anew each time), then for
every hostile text of 10 MB, read in a process of its own, seconds and MiB. To hold: 100 a second; 2 s and 300 MiB.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable

from dealwatch.model.deal import Party
from dealwatch.model.proposal import TrackedDeal
from dealwatch.reading.load import from_bytes, from_text
from dealwatch.reading.reader import Reader

TEN_MEGABYTES = 10_000_000
NEWS = "The CMA has cleared the merger of Norvik and Talmera. "
SENTENCES = (
    "The European Commission has opened an in-depth investigation into the acquisition of {b} by {a}.",
    "{a}, which sells shoes and boots in many countries, said it would work with the regulator.",
    "The deal, worth $3 billion, was announced in March and is expected to close by the end of the year.",
    "“We are confident that customers will see the benefits,” a spokesman for {b} said on Tuesday.",
    "Analysts say the combination could raise prices in a market that has only a few large suppliers.",
    "Britain's competition watchdog cleared the merger of {a} and {b} last year without conditions.",
    "Shares of {b} rose by 4.5 percent in early trading, while those of {a} were little changed.",
    "According to people familiar with the matter, the FTC could sue to block the takeover.",
    "The company has thirty thousand employees and had sales of 12.4 billion euros in 2023.",
)
UNITS: dict[str, str] = {
    "one line": NEWS,
    "one word": "x",
    "capitals": "Aa Bb ",
    "names": "",
    "pairs": "The CMA cleared the takeover of Alpha{i} by Beta{i}. ",
    "nested tags": "<div>",
    "tags": "<b>x</b>",
    "tables": "<table><tr><td>x",
    "comments": "<!-- ",
    "entities": "&amp;",
    "brackets": "<",
    "bidi": "\u202eThe CMA\u200b cleared\u2066 ",
    "zero width": "\u200b",
    "nul": "CMA\x00 cleared \x00",
    "accents": "a\u0301\u0301\u0301\u0301",
    "dots": ".",
    "initials": "U.S. Inc. ",
    "line breaks": "\n",
    "commas": ",a",
    "slashes": "Norvik/Talmera/",
    "hyphens": "Norvik-",
    "quotes": '"Norvik" ',
    "sums": "1.234.567,89 € ",
    "digits": "1.111",
    "days": "May 2 ",
    "steps": "cleared blocked in-depth investigation opened ",
    "denials": "not ",
    "authorities": "CMA FTC EC regulators in the US, the EU and the UK ",
    "emoji": "😀",
}


def deals() -> list[TrackedDeal]:
    return [
        TrackedDeal(
            f"Deal {i}",
            (
                Party(f"Alpha{i} Corp", aliases=(f"Alpha{i}", f"Alfa{i}")),
                Party(f"Beta{i} SA", aliases=(f"Beta{i}", f"BT{i}")),
            ),
            str(i),
        )
        for i in range(500)
    ]


def articles(count: int, chance: random.Random) -> list[str]:
    made = []
    for _ in range(count):
        number = chance.randrange(500)
        a, b = f"Alpha{number}", f"Beta{number}"
        text = f"{a} and {b} await word from Brussels\n\n"
        while len(text) < 5_000:
            text += " ".join(chance.sample(SENTENCES, 4)).format(a=a, b=b) + "\n\n"
        made.append(text[:5_000])
    return made


def hostile(name: str) -> bytes:
    """Ten megabytes of it, after enough plain English to be taken for that."""
    if name == "names":
        made = "The CMA cleared the merger of " + " and ".join(f"Firm{i:05d}x" for i in range(10_000))
        return (NEWS * 30 + made * (TEN_MEGABYTES // len(made) + 1)).encode()
    if name == "pairs":
        return "".join(UNITS[name].format(i=i) for i in range(TEN_MEGABYTES // 55)).encode()
    unit = UNITS[name]
    head = "<html><body>" if unit.startswith(("<", "&")) else ""
    return (head + NEWS * 30 + unit * (TEN_MEGABYTES // len(unit.encode()))).encode()


def speed(count: int) -> None:
    chance = random.Random(7)
    reader, texts = Reader(deals()), articles(50, chance)
    for text in texts[:5]:
        reader.read(from_text(text))
    began = time.process_time()
    proposals = sum(len(reader.read(from_text(texts[i % len(texts)])).proposals) for i in range(count))
    spent = time.process_time() - began
    print(
        f"{count / spent:.0f} articles a second ({spent / count * 1000:.1f} ms each, {proposals / count:.1f} proposals)"
    )


def one(make: Callable[[], bytes]) -> None:
    """Seconds of reading and MiB of this whole process; making the text is not counted among the seconds."""
    reader = Reader(deals())
    reader.read(from_bytes(NEWS.encode()))
    data = make()
    began = time.process_time()
    reading = reader.read(from_bytes(data))
    spent = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{spent:5.2f} s  {peak:4.0f} MiB  {len(reading.proposals):3} proposals")


def main() -> None:
    if len(sys.argv) > 2 and sys.argv[1] == "--hostile":
        one(lambda: hostile(sys.argv[2]))
        return
    speed(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
    for name in UNITS:
        print(f"{name:12}", end=" ", flush=True)
        subprocess.run([sys.executable, __file__, "--hostile", name], check=True)


if __name__ == "__main__":
    main()
