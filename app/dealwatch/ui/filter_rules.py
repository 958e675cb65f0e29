"""Which deals a set of chips and a text leave: plain values that are written as one line of JSON. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from dealwatch.language import _, n_
from dealwatch.model.status import Badge, BadgeShape
from dealwatch.ui.words import authority_name

if TYPE_CHECKING:
    from dealwatch.ui.desk import PortfolioRow


class Course(StrEnum):
    """How far a deal is."""

    ANY = ""
    OPEN = "open"
    RUNNING = "running"
    DECIDED = "decided"


class Chosen(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the user chose. Within a chip any of its values will do; all chips and every word of the text must fit."""

    text: str = ""
    authorities: tuple[str, ...] = ()
    badges: tuple[Badge, ...] = ()
    lists: tuple[str, ...] = ()
    unread: bool = False
    course: Course = Course.ANY

    @property
    def nothing(self) -> bool:
        return self == Chosen()

    def written(self) -> str:
        return msgspec.json.encode(self).decode()

    @classmethod
    def read(cls, text: str) -> Chosen:
        """What was written; nothing chosen where it cannot be read (a later version may have written it)."""
        try:
            return msgspec.json.decode(text, type=cls) if text else cls()
        except msgspec.DecodeError:
            return cls()


def kept(rows: Iterable[PortfolioRow], chosen: Chosen, texts: Mapping[str, str]) -> list[PortfolioRow]:
    """The rows that fit, in their order. `texts` are their `spoken_text` by place."""
    if chosen.nothing:
        return list(rows)
    words = chosen.text.casefold().split()
    return [row for row in rows if _fits(row, chosen) and all(word in texts[row.row.place] for word in words)]


def _fits(found: PortfolioRow, chosen: Chosen) -> bool:
    row = found.row
    if chosen.unread and not row.unread:
        return False
    if chosen.lists and row.deal.list_name not in chosen.lists:
        return False
    marks = row.reviews
    if chosen.authorities:
        marks = tuple(mark for mark in marks if mark.authority in chosen.authorities)
        if not marks:
            return False
    if chosen.badges and not any(badge in chosen.badges for mark in marks for badge in mark.badges):
        return False
    return chosen.course is Course.ANY or _on_course(found, chosen.course)


def _on_course(found: PortfolioRow, course: Course) -> bool:
    if course is Course.RUNNING:
        return found.row.clock_runs
    decided = bool(found.row.reviews) and all(is_decided(mark.badges) for mark in found.row.reviews)
    return decided if course is Course.DECIDED else not decided


def is_decided(badges: tuple[Badge, ...]) -> bool:
    return bool(badges) and (badges[0].shape is BadgeShape.OUTCOME or badges[0] is Badge.DECIDED)


def spoken_text(found: PortfolioRow) -> str:
    """Everything a text can be found in, in small letters: names, parties, authorities, numbers, statuses, tags."""
    deal = found.row.deal
    parts = [deal.name, deal.list_name, *deal.tags]
    for party in deal.parties:
        parts += [party.name, *party.aliases]
    for mark, review in zip(found.row.reviews, found.reviews, strict=True):
        parts += [mark.authority, review.authority, review.number, *(_(badge.label) for badge in mark.badges)]
    return " ".join(parts).casefold()


def authorities_of(rows: Iterable[PortfolioRow]) -> list[tuple[str, str]]:
    """(key, name) of every authority at hand, by name."""
    keys = {mark.authority for found in rows for mark in found.row.reviews}
    return sorted(((key, authority_name(key)) for key in keys), key=lambda pair: pair[1].casefold())


def badges_of(rows: Iterable[PortfolioRow]) -> list[Badge]:
    """Every status at hand, in the order of a review."""
    found = {badge for row in rows for mark in row.row.reviews for badge in mark.badges}
    return [badge for badge in Badge if badge in found]


def lists_of(rows: Iterable[PortfolioRow]) -> list[str]:
    return sorted({found.row.deal.list_name for found in rows} - {""}, key=str.casefold)


def authority_words(chosen: Chosen) -> str:
    """What the chip says: its name, the one chosen, or how many are."""
    count = len(chosen.authorities)
    if count == 1:
        return authority_name(chosen.authorities[0])
    return n_("{n} authority", "{n} authorities", count).format(n=count) if count else _("Authority")


def badge_words(chosen: Chosen) -> str:
    count = len(chosen.badges)
    if count == 1:
        return _(chosen.badges[0].label)
    return n_("{n} status", "{n} statuses", count).format(n=count) if count else _("Status")


def list_words(chosen: Chosen) -> str:
    count = len(chosen.lists)
    if count == 1:
        return chosen.lists[0]
    return n_("{n} list", "{n} lists", count).format(n=count) if count else _("All lists")
