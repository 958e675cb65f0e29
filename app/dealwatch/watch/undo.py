"""Undo and redo of what the user did, also after the program was closed in between.

Changed rows are put back exactly; a status entered by hand and a decision about news are taken back by a further event,
since history is never rewritten.
"""

from __future__ import annotations

from datetime import datetime

from dealwatch.language import _
from dealwatch.model.errors import UsageError
from dealwatch.model.note import Act, ActKind
from dealwatch.store.connection import Database
from dealwatch.store.database import Store
from dealwatch.store.journal import ChangedSinceError
from dealwatch.watch import wall
from dealwatch.watch.hand_status import undo_by_hand
from dealwatch.watch.working import index_note


def undo(store: Store, now: datetime) -> Act:
    """Take back the newest act that stands; returns it. UsageError where there is none, or where it cannot be."""
    act = store.journal.last()
    if act is None:
        raise UsageError(_("There is nothing to undo."), "")
    with store.write() as database:
        match act.kind:
            case ActKind.ROWS:
                _rows(store, database, act, now)
            case ActKind.ENTRY:
                undo_by_hand(store, database, act.ref, act.fields, now)
                store.journal.mark(database, act.id, now)
            case ActKind.PROPOSAL:
                wall.undo(store, act.ref, now)
    return act


def redo(store: Store) -> Act:
    """Do again what was undone last; returns it. UsageError where there is none.

    What is not a change of rows is done again by doing it again, so that its words and its evidence are looked at.
    """
    act = store.journal.last(undone=True)
    if act is None:
        raise UsageError(_("There is nothing to do again."), "")
    if act.kind is not ActKind.ROWS:
        raise UsageError(_("That cannot be done again by itself."), _("Enter it once more where it was entered."))
    with store.write() as database:
        _rows(store, database, act, None)
    return act


def _rows(store: Store, database: Database, act: Act, now: datetime | None) -> None:
    """Put the rows back (`now` is when), or (None) again as the act had left them."""
    try:
        if now is not None:
            store.journal.put_back(database, act.id, now)
        else:
            store.journal.put_again(database, act.id)
    except ChangedSinceError as error:
        raise UsageError(
            _("That cannot be undone any more."),
            _("Something else has changed the same thing since; nothing was touched."),
        ) from error
    for note_id in store.journal.touched(act.id, "notes", database):
        index_note(store, database, note_id)
