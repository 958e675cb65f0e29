"""Which deals have a case that states something, found without reading every case.

Must not contain: what a statement means.
"""

from __future__ import annotations

from dealwatch.store.connection import Connections


def deals_stating(connections: Connections, name: str) -> frozenset[str]:
    """Ids of the deals with a case that has a fact of this name.

    Facts are JSON: a quote within a value stands behind a backslash, so only a key can match.
    """
    rows = connections.reader.conn.execute(
        "SELECT DISTINCT dc.deal_id FROM deal_cases dc JOIN cases c ON c.id = dc.case_id WHERE instr(c.facts, ?) > 0",
        (f'"{name}":',),
    )
    return frozenset(deal_id for (deal_id,) in rows)
