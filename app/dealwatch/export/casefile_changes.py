"""What is different from the version a case file supersedes: rows added, moved and removed, positions, sources.

Compares two data files (`dealwatch-casefile/1`). Must not contain: the reasons for a change.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dealwatch.language import _

_SHOWN = 40


def changes_between(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[list[str]]:
    """[part, change] rows; says so where nothing differs."""
    rows = _chronology(old, new) + _positions(old, new) + _sources(old, new)
    if len(rows) > _SHOWN:
        rows = [
            *rows[:_SHOWN],
            [
                _("All parts"),
                _("{n} further changes; the data files have them.").format(n=len(rows) - _SHOWN),
            ],
        ]
    return rows or [[_("All parts"), _("No row was added, moved or removed.")]]


def _chronology(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[list[str]]:
    before = {row["id"]: row for row in old.get("chronology", ()) if "id" in row}
    after = {row["id"]: row for row in new["chronology"]}
    added = [after[key] for key in after if key not in before]
    removed = [before[key] for key in before if key not in after]
    moved = [
        (before[key], after[key])
        for key in after
        if key in before and before[key]["date"]["iso"] != after[key]["date"]["iso"]
    ]
    return (
        [[_("Chronology"), _("Added: {row}").format(row=_row(row))] for row in added]
        + [
            [_("Chronology"), _("Moved from {was}: {row}").format(was=was["date"]["short"], row=_row(now))]
            for was, now in moved
        ]
        + [[_("Chronology"), _("Removed: {row}").format(row=_row(row))] for row in removed]
    )


def _row(row: Mapping[str, Any]) -> str:
    return f"{row['date']['short']}, {row['authority']}: {row['event']}"


def _positions(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[list[str]]:
    before = {item["id"]: item for item in old.get("authorities", ())}
    found = []
    for item in new["authorities"]:
        was = before.pop(item["id"], None)
        if was is None:
            found.append([item["name"], _("Added, with position: {item}").format(item=item["badge"])])
        elif was["badge"] != item["badge"]:
            found.append(
                [item["name"], _("Position {item}, before: {was}").format(item=item["badge"], was=was["badge"])]
            )
    return found + [[item["name"], _("No longer in the file")] for item in before.values()]


def _sources(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[list[str]]:
    before, after = (
        {source["snapshot"]["sha256"] for source in data.get("sources", ()) if source.get("snapshot")}
        for data in (old, new)
    )
    parts = [
        f"{len(found)} {words}"
        for found, words in (
            (after - before, _("stored copies added")),
            (before - after, _("stored copies no longer cited")),
        )
        if found
    ]
    return [[_("Documents"), "; ".join(parts)]] if parts else []
