"""A page on file as lawyers cite it: by OSCOLA (4th edition, 3.4.8) or by the Bluebook (21st edition, rule 18.2).

OSCOLA and the Bluebook are English, whatever the window speaks. Must not contain: what is cited, the clipboard.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dealwatch.export.casefile_authorities import english_name
from dealwatch.model.dates import PartialDate, utc

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SHORT = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


class Style(StrEnum):
    OSCOLA = "oscola"
    BLUEBOOK = "bluebook"


@dataclass(frozen=True, slots=True)
class Cited:
    """A page that an authority, or a publisher, put on the net.

    `authority` is the registry's key, `number` the case number as printed, empty where there is none; `day` that of the
    event where the source gives one; `read` the instant of the reading, of which both styles print the day in UTC.
    """

    authority: str
    title: str
    number: str
    day: PartialDate | None
    url: str
    read: datetime


def cite(what: Cited, style: Style) -> str:
    """One citation, ready for a footnote."""
    return _oscola(what) if style is Style.OSCOLA else _bluebook(what)


def _oscola(what: Cited) -> str:
    """`Author, ‘Title’ (Case M.1, 17 May 2024) <address> accessed 23 November 2026`: no full stops within."""
    about = [f"Case {what.number}"] if what.number else []
    about += [_british(what.day)] if what.day else []
    text = f"{english_name(what.authority)}, ‘{what.title}’"
    text += f" ({', '.join(about)})" if about else ""
    read = utc(what.read).date()
    return f"{text} <{what.url}> accessed {_british(read)}" if what.url else text


def _bluebook(what: Cited) -> str:
    """`Author, Title, Case M.1 (May 17, 2024), address (last visited Nov. 23, 2026).`"""
    text = f"{english_name(what.authority)}, {what.title}"
    text += f", Case {what.number}" if what.number else ""
    text += f" ({_american(what.day)})" if what.day else ""
    read = utc(what.read).date()
    return f"{text}, {what.url} (last visited {_american(read)})." if what.url else f"{text}."


def _british(day: PartialDate | date) -> str:
    known = day if isinstance(day, PartialDate) else PartialDate.of(day)
    parts = (str(known.day or ""), _MONTHS[known.month - 1] if known.month else "", str(known.year))
    return " ".join(filter(None, parts))


def _american(day: PartialDate | date) -> str:
    known = day if isinstance(day, PartialDate) else PartialDate.of(day)
    if not known.month:
        return str(known.year)
    month = _SHORT[known.month - 1]
    return f"{month} {known.day}, {known.year}" if known.day else f"{month} {known.year}"
