"""Full text over cases, events, documents and items, accents folded (FTS5). Contains no ranking of our own but bm25."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dealwatch.store.connection import Connections, Database

RANKED = 3000
"""Matches up to which they are ranked."""
_WORD = re.compile(r"[^\W_]+(?:[.'’/-][^\W_]+)*", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Hit:
    """`kind` is case, event, document, item, note or deal; `ref` the id of that thing; higher `score` is better."""

    kind: str
    ref: str
    title: str
    snippet: str
    case_id: str
    score: float


def match_expression(text: str) -> str:
    """User text as an FTS5 query: every word must occur, the last one as a prefix; no operator reaches SQLite.

    One Latin letter or digit begins nearly everything and says nothing: it stands for itself until the next one comes.
    """
    words = _WORD.findall(text)
    if not words:
        return ""
    quoted = ['"' + word.replace('"', "") + '"' for word in words]
    whole = len(words[-1]) == 1 and words[-1].isascii()
    return " ".join([*quoted[:-1], quoted[-1] if whole else quoted[-1] + "*"])


class Search:
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def put(self, database: Database, kind: str, ref: str, title: str, body: str, case_id: str = "") -> None:
        """Index a text, replacing what stood there for the same thing."""
        known = database.conn.execute("SELECT row FROM search_rows WHERE kind = ? AND ref = ?", (kind, ref)).fetchone()
        if known is not None:
            database.conn.execute(
                "UPDATE search SET title = ?, body = ?, case_id = ? WHERE rowid = ?", (title, body, case_id, known[0])
            )
            return
        cursor = database.conn.execute(
            "INSERT INTO search (kind, ref, case_id, title, body) VALUES (?,?,?,?,?)", (kind, ref, case_id, title, body)
        )
        database.conn.execute("INSERT INTO search_rows VALUES (?,?,?)", (kind, ref, cursor.lastrowid))

    def drop(self, database: Database, kind: str, ref: str) -> None:
        """Forget a text, if it was there."""
        known = database.conn.execute("SELECT row FROM search_rows WHERE kind = ? AND ref = ?", (kind, ref)).fetchone()
        if known is not None:
            database.conn.execute("DELETE FROM search WHERE rowid = ?", known)
            database.conn.execute("DELETE FROM search_rows WHERE kind = ? AND ref = ?", (kind, ref))

    def query(self, text: str, limit: int = 50) -> list[Hit]:
        """Best first; an empty list for a text without a word.

        A text that is in thousands of places (the first letters typed) says nothing about which is best: then the
        newest come first, since ranking them all would take longer than the next key stroke.
        """
        expression = match_expression(text)
        if not expression:
            return []
        connection = self._connections.reader.conn
        found = connection.execute(
            "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)", (expression, RANKED + 1)
        ).fetchone()[0]
        order, score = ("rowid DESC", "0.0") if found > RANKED else ("rank", "-bm25(search, 0, 0, 0, 4.0, 1.0)")
        rows = connection.execute(
            f"SELECT kind, ref, title, snippet(search, 4, '', '', '…', 16), case_id, {score} AS score"
            f" FROM search WHERE search MATCH ? ORDER BY {order} LIMIT ?",
            (expression, limit),
        )
        return [Hit(*row) for row in rows]
