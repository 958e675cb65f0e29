"""The documents that authorities have published in the cases the user watches, newest first; read by SQLite as rows.

The facts of a case hold its documents; here they are taken out without building every other fact of every case.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from dealwatch.model.dates import PartialDate, parse_instant
from dealwatch.store.cases import WATCHED
from dealwatch.store.connection import Connections

_VALUE, _LINK = "json_extract(f.value, '$.value')", "json_extract(f.value, '$.link')"
_DAY = tuple(f"json_extract(f.value, '$.occurred_on.{part}')" for part in ("year", "month", "day"))


class Paper(NamedTuple):
    """`field` is the document's name within its case; `link` where it can be read.

    `known` is when the case was last changed: what stands for the day where the authority prints none.
    """

    case_id: str
    authority: str
    field: str
    title: str
    link: str
    day: PartialDate | None
    known: datetime | None


def papers(connections: Connections, words: str = "", limit: int = 2000) -> list[Paper]:
    """Newest first. `words` must all occur in the document's or the case's title; letter case set aside."""
    wanted = [f"%{_escaped(word)}%" for word in words.split()]
    like = "".join(f" AND ({_VALUE} LIKE ? ESCAPE '\\' OR title LIKE ? ESCAPE '\\')" for _ in wanted)
    rows = connections.reader.conn.execute(
        f"SELECT cases.id, authority, substr(f.key, 10), {_VALUE}, {_LINK}, {', '.join(_DAY)}, changed_at"
        " FROM cases, json_each(cases.facts) f"
        f" WHERE f.key LIKE 'document:%' AND removed_at IS NULL AND {WATCHED}{like}"
        f" ORDER BY {', '.join(f'{part} DESC' for part in _DAY)}, changed_at DESC, cases.id, f.key LIMIT ?",
        (*(part for word in wanted for part in (word, word)), limit),
    )
    return [
        Paper(
            case_id,
            authority,
            field,
            title,
            link or "",
            PartialDate(year, month, day) if year is not None else None,
            parse_instant(changed) if changed else None,
        )
        for case_id, authority, field, title, link, year, month, day, changed in rows
    ]


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
