"""The light list of sources says what each source says of itself."""

from __future__ import annotations

from dealwatch.sources.cards import CARDS, Card
from dealwatch.sources.registry import official


def test_every_official_source_has_its_card() -> None:
    infos = {key: source.info for key, source in official().items()}
    told = {
        key: Card(info.authority, info.title, info.zone, info.homepage, info.confirmed) for key, info in infos.items()
    }
    assert told == CARDS
    assert list(CARDS) == list(told)
