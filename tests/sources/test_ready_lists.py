"""The bundled lists: named, complete, and every entry means something that is there."""

from __future__ import annotations

import pytest

from dealwatch.sources.ready_lists import ready_list, ready_lists
from dealwatch.sources.recognise import Kind, recognise_all
from dealwatch.sources.registry import official


def test_a_list_is_found_by_its_name() -> None:
    found = ready_list(" merger   REGISTERS ")
    assert found is not None
    assert found.watch == ("accc", "cma", "ec")
    assert ready_list("nothing") is None
    assert [each.name for each in ready_lists().values() if each.sample] == ["AI partnerships"]


@pytest.mark.parametrize("each", ready_lists().values(), ids=lambda each: each.name)
def test_every_entry_can_be_watched(each) -> None:
    assert each.about
    assert each.sample == (not each.watch)
    for entry in each.watch:
        (meant,) = recognise_all(entry)
        assert meant.kind in (Kind.REGISTER, Kind.CASE, Kind.FEED, Kind.PAGE, Kind.COMPANY)
        assert meant.kind is not Kind.REGISTER or meant.source in official()
