"""Full text over cases, events, documents and items, accents folded (FTS5). Contains no ranking of our own but bm25."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlite_utils import Database

from dealwatch.store.connection import Connections

_WORD = re.compile(r"[^\W_]+(?:[.'’/-][^\W_]+)*", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Hit:
    """`kind` is case, event, document, item or deal; `ref` the id of that thing; higher `score` is better."""

    kind: str
    ref: str
    title: str
    snippet: str
    case_id: str
    score: float


def match_expression(text: str) -> str:
    """User text as an FTS5 query: every word must occur, the last one as a prefix; no operator reaches SQLite."""
    words = _WORD.findall(text)
    if not words:
        return ""
    quoted = ['"' + word.replace('"', "") + '"' for word in words]
    return " ".join([*quoted[:-1], quoted[-1] + "*"])


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

    def query(self, text: str, limit: int = 50) -> list[Hit]:
        """Best first; an empty list for a text without a word."""
        expression = match_expression(text)
        if not expression:
            return []
        rows = self._connections.reader.conn.execute(
            "SELECT kind, ref, title, snippet(search, 4, '', '', '…', 16), case_id,"
            " -bm25(search, 0, 0, 0, 4.0, 1.0) AS score"
            " FROM search WHERE search MATCH ? ORDER BY rank LIMIT ?",
            (expression, limit),
        )
        return [Hit(*row) for row in rows]
