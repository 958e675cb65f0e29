"""Triggers that write down every row of the user's own tables that an act changes, as it was and as it became.

Triggers rather than calls: a table that is listed here cannot be changed behind the journal's back, and what the engine
changes while no act is open costs one look into an empty table.
"""

from __future__ import annotations

TABLES = {
    "deals": (
        ("id",),
        ("name", "kind", "parties", "value", "announced", "signed", "long_stop", "list_name", "sample", "created_at",
         "removed_at", "archived_at", "muted"),
    ),
    "cases": (("id",), ("muted",)),
    "deal_cases": (("deal_id", "case_id"), ()),
    "deal_tags": (("deal_id", "tag"), ()),
    "watches": (("id",), ("kind", "source", "case_id", "target", "created_at")),
    "notes": (("id",), ("body", "deal_id", "case_id", "event_id", "created_at", "edited_at")),
    "attachments": (("id",), ("deal_id", "case_id", "snapshot", "name", "added_at")),
    "alerts": (("id",), ("read_at", "flagged", "snoozed_until")),
    "rules": (
        ("id",),
        ("place", "name", "what", "whose", "ref", "badges", "authorities", "act", "hours", "enabled"),
    ),
}  # fmt: skip
"""By table: the columns of its key, and the others an act may change."""

_ENGINES = frozenset({"cases", "alerts"})
"""Rows the engine makes, of which the user only changes the columns named here."""


def image(table: str, row: str = "") -> str:
    """SQL for a row as a JSON object; `row` is NEW or OLD within a trigger."""
    key, rest = TABLES[table]
    prefix = f"{row}." if row else ""
    return f"json_object({', '.join(f'{chr(39)}{column}{chr(39)}, {prefix}{column}' for column in (*key, *rest))})"


def triggers(*tables: str) -> list[str]:
    """One statement per table and kind of change."""
    return [
        _trigger(table, change)
        for table in tables
        for change in (("UPDATE",) if table in _ENGINES else ("INSERT", "UPDATE", "DELETE"))
    ]


def _trigger(table: str, change: str) -> str:
    before = "NULL" if change == "INSERT" else image(table, "OLD")
    after = "NULL" if change == "DELETE" else image(table, "NEW")
    of = f" OF {', '.join(TABLES[table][1])}" if table in _ENGINES else ""
    return (
        f"CREATE TRIGGER journal_{table}_{change.lower()} AFTER {change}{of} ON {table}"
        " WHEN EXISTS (SELECT 1 FROM open_act)"
        " BEGIN INSERT INTO act_changes (act_id, place, of, before, after)"
        " SELECT id, (SELECT count(*) FROM act_changes c WHERE c.act_id = open_act.id),"
        f" '{table}', {before}, {after} FROM open_act; END"
    )
