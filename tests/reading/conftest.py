"""A reader at hand, and texts about firms that do not exist."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dealwatch.model.dates import PartialDate
from dealwatch.model.proposal import Proposal, Reading, TrackedDeal
from dealwatch.reading.document import Document
from dealwatch.reading.reader import Reader

Read = Callable[..., Reading]


@pytest.fixture(scope="session")
def read() -> Read:
    """Read a text given as body and, perhaps, title; published on a Friday unless told otherwise."""
    plain = Reader()

    def reading(
        body: str,
        *,
        title: str = "",
        language: str = "en",
        published: str = "2024-05-17",
        tracked: tuple[TrackedDeal, ...] = (),
        **own: object,
    ) -> Reading:
        text = f"{title}\n\n{body}" if title else body
        day = PartialDate.parse(published) if published else None
        reader = Reader(tracked, **own) if tracked or own else plain  # type: ignore[arg-type]
        return reader.read(Document(text, title, len(title), day, language))

    return reading


@pytest.fixture(scope="session")
def raised(read: Read) -> Callable[..., list[tuple[str, str]]]:
    """Authority and step of everything that is raised, in order of first mention."""

    def steps(body: str, **how: object) -> list[tuple[str, str]]:
        found = [proposal for proposal in read(body, **how).proposals if proposal.raised]
        return [(proposal.authority, proposal.status.value) for proposal in sorted(found, key=_place)]

    return steps


def _place(proposal: Proposal) -> int:
    return proposal.start
