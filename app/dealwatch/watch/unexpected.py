"""Steps that are not on the usual path of their procedure are marked as such: a warning to look twice, never a refusal.

Pure. What is usual is said by the procedure (`resources/procedures`); authorities do skip steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dealwatch.model.event import EventKind, EventNote
from dealwatch.rules.law import Law
from dealwatch.rules.procedures import unexpected
from dealwatch.watch.decide import Change


def marked(changes: Sequence[Change], procedure_key: str, law: Law) -> tuple[Change, ...]:
    """The changes, those of the status marked where the procedure does not expect the step; a roll-back stays one."""
    procedure = law.procedure(procedure_key)
    if procedure is None:
        return tuple(changes)
    return tuple(
        replace(change, note=EventNote.UNEXPECTED)
        if change.kind is EventKind.STATUS
        and change.note is EventNote.NONE
        and unexpected(change.before, change.after, procedure) is not None
        else change
        for change in changes
    )
