"""How well the news is read, as a table of the manual: counted on articles that a person labelled. No counting here."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from babel import Locale
from babel.numbers import format_percent

from dealwatch.language import _, mark, spoken

FILE = "reading_figures.json"
_STEPS = {
    "abandoned": mark("Withdrawn or abandoned"),
    "appeal": mark("Appeal"),
    "approved": mark("Cleared"),
    "call_for_contributions": mark("Call for contributions"),
    "cleared": mark("Cleared"),
    "cleared_conditions": mark("Cleared with conditions"),
    "commitments": mark("Commitments made binding"),
    "fine": mark("Fine"),
    "infringement": mark("Infringement found"),
    "investigation_opened": mark("Investigation opened"),
    "litigation": mark("In court"),
    "no_formal_investigation": mark("No formal investigation"),
    "no_jurisdiction": mark("Not reviewable"),
    "notified": mark("Notified"),
    "objections": mark("Objections"),
    "phase1": mark("Phase 1"),
    "phase2": mark("In-depth"),
    "pre_notification": mark("Pre-notification"),
    "prohibited": mark("Prohibited"),
    "referral": mark("Referral"),
    "remedies": mark("Remedies"),
}


_HELD = {
    "plain": mark("Plain reports"),
    "press": mark("Papers, agencies and authorities, in eight languages"),
    "digests": mark("Digests, long reports, texts without a step"),
}


def reading_tables() -> str:
    """Markdown: a table by language, one by step, the total under each; then the figures of unseen texts.

    A sentence where nothing was counted.
    """
    place = files("dealwatch.resources") / "help" / FILE
    if not place.is_file():
        return _("This copy of Dealwatch was built without the figures.")
    found: dict[str, Any] = json.loads(place.read_text("utf-8"))
    names = Locale.parse(spoken()).languages
    languages = {names.get(code, code).capitalize(): row for code, row in found["languages"].items()}
    steps = {_step(name): row for name, row in found["steps"].items()}
    tables = (_table(_("Language"), languages, found["total"]), _table(_("Step"), steps, found["total"]))
    return "\n\n".join((*tables, *_unseen(found.get("held", ()))))


def _unseen(held: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """A sentence and a table of the texts that nobody wrote phrases for; nothing where none were counted."""
    if not held:
        return ()
    said = _(
        "The articles above are known to whoever writes the phrases, so their figures flatter. "
        "These are of articles that nobody had seen:"
    )
    heads = (
        _("Articles"),
        _("Steps in the articles"),
        _("Precision"),
        _("Recall"),
        _("Wrongly suggested without a step"),
    )
    lines = ["| " + " | ".join(heads) + " |", "|---|--:|--:|--:|--:|"]
    for row in held:
        shares = (format_percent(row[key], locale=spoken()) for key in ("precision", "recall"))
        wrong = _("{count} of {all}").format(count=row["texts_without_a_step_raised"], all=row["texts_without_a_step"])
        name = _HELD[row["name"]]
        cells = (_(name), str(row["labels"]), *shares, wrong)
        lines.append("| " + " | ".join(cells) + " |")
    return said, "\n".join(lines)


def _step(name: str) -> str:
    words = _STEPS.get(name)
    return _(words) if words else name.replace("_", " ").capitalize()


def _table(first: str, rows: dict[str, dict[str, Any]], total: dict[str, Any]) -> str:
    heads = (first, _("Steps in the articles"), _("Found"), _("Wrongly suggested"), _("Precision"), _("Recall"))
    lines = ["| " + " | ".join(heads) + " |", "|---|--:|--:|--:|--:|--:|"]
    lines += [_row(name, rows[name]) for name in sorted(rows)]
    everything = _("All")
    lines.append(_row(f"**{everything}**", total))
    return "\n".join(lines)


def _row(name: str, row: dict[str, Any]) -> str:
    shares = (format_percent(row[key], locale=spoken()) for key in ("precision", "recall"))
    return "| " + " | ".join((name, str(row["labels"]), str(row["right"]), str(row["wrong"]), *shares)) + " |"
