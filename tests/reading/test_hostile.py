"""Texts made to harm: endless lines, deep nests, invisible characters, crowds of names. None crashes the reader.

Time and memory are measured among the benchmarks; here only that each is read to its end.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dealwatch.model.deal import Party
from dealwatch.model.errors import DealwatchError
from dealwatch.model.proposal import TrackedDeal
from dealwatch.reading.deals import MOST_DEALS
from dealwatch.reading.load import from_bytes
from dealwatch.reading.reader import Reader

_NEWS = "The CMA has cleared the merger of Norvik and Talmera. "
HOSTILE: dict[str, Callable[[], bytes]] = {
    "one line": lambda: (_NEWS * 20_000).encode(),
    "one word": lambda: b"x" * 1_000_000,
    "one sentence": lambda: ("the CMA has cleared the merger of Norvik and Talmera, " * 5_000).encode(),
    "nested tags": lambda: b"<html><body>" + b"<div>" * 50_000 + _NEWS.encode() + b"</div>" * 50_000,
    "unclosed tags": lambda: b"<html><body>" + b"<p><b><i>" * 50_000,
    "only brackets": lambda: b"<html>" + b"<" * 500_000,
    "long attribute": lambda: b'<html lang="' + b"e" * 500_000 + b'"><p>' + _NEWS.encode(),
    "comments": lambda: b"<html><body>" + b"<!--" * 100_000 + _NEWS.encode(),
    "entities": lambda: b"<html><p>" + b"&amp;" * 100_000 + _NEWS.encode(),
    "tables": lambda: b"<html>" + b"<table><tr><td>" * 20_000 + _NEWS.encode(),
    "bidi": lambda: ("\u202e\u2066" * 50_000 + _NEWS + "\u2069\u202c").encode(),
    "zero width": lambda: "\u200b".join(_NEWS * 2_000).encode(),
    "nul": lambda: b"\x00".join(bytes([c]) for c in (_NEWS * 2_000).encode()),
    "accents": lambda: ("a" + "\u0301" * 200_000 + _NEWS).encode(),
    "names": lambda: " ".join(f"Firm{i:05d}x merges with Other{i:05d}y." for i in range(10_000)).encode(),
    "capitals": lambda: ("Aa Bb Cc Dd " * 50_000).encode(),
    "slashes": lambda: ("Norvik/Talmera/" * 20_000).encode(),
    "hyphens": lambda: ("Norvik-" * 50_000).encode(),
    "dots": lambda: ("U.S." * 50_000).encode(),
    "stops": lambda: b"." * 500_000,
    "breaks": lambda: b"\r\n" * 200_000 + _NEWS.encode(),
    "numbers": lambda: ("1.234,56 € " * 50_000).encode(),
    "authorities": lambda: ("CMA FTC EC and the Dutch regulator " * 10_000).encode(),
    "steps": lambda: ("cleared blocked prohibited in-depth investigation " * 10_000).encode(),
    "gaps": lambda: ("has " * 50_000 + "cleared").encode(),
    "utf-16": lambda: (_NEWS * 1_000).encode("utf-16"),
    "half a utf-16": lambda: (_NEWS * 10).encode("utf-16")[:-1],
    "broken utf-8": lambda: b"\xff\xfe\xfd" * 50_000,
    "surrogates": lambda: ("\ud800" * 1_000 + _NEWS).encode("utf-8", "surrogatepass"),
    "empty": lambda: b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_read_to_its_end(name: str) -> None:
    reader = Reader([TrackedDeal("deal", (Party("Norvik"), Party("Talmera")), "d1")])
    reading = reader.read(from_bytes(HOSTILE[name]()))
    assert len(reading.text) <= 121_000
    assert len({p.parties for p in reading.proposals}) <= MOST_DEALS + 1
    assert all(reading.text[p.start :].startswith(p.evidence) for p in reading.proposals)


def test_what_only_claims_to_be_a_pdf_is_told_so() -> None:
    with pytest.raises(DealwatchError, match="damaged"):
        from_bytes(b"%PDF-1.7\n" + b"1 0 obj<<" * 20_000)


def test_a_crowd_of_deals_is_bounded() -> None:
    text = " ".join(f"The CMA has cleared the takeover of Firm{i}x by Other{i}y." for i in range(600))
    reading = Reader().read(from_bytes(text.encode()))
    assert 0 < len(reading.proposals) <= 30


def test_a_crowd_of_findings_is_bounded() -> None:
    text = "The CMA has cleared the merger of Norvik and Talmera. " * 700
    assert len(Reader().read(from_bytes(text.encode())).proposals) == 1


def test_an_invisible_character_does_not_hide_a_name() -> None:
    text = _NEWS.replace("Norvik", "Nor\u200bvik").replace("CMA", "C\u00adMA") * 2
    assert [p.authority for p in Reader().read(from_bytes(text.encode())).proposals] == ["CMA"]
