"""The door to the procedures: load them, find one, tell whether a change of status is on its usual path."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from dealwatch.language import _
from dealwatch.model.errors import UsageError
from dealwatch.model.status import Clock, Outcome, Stage, Status
from dealwatch.rules.calendar_files import load_calendars
from dealwatch.rules.procedure import DECIDED, OPEN, NamedStatus, Procedure
from dealwatch.rules.procedure_files import read_procedures

__all__ = ["Procedure", "find", "load", "unexpected"]


def load(folder: Path | None = None) -> Mapping[str, Procedure]:
    """Every procedure by its key and its aliases, upper case with underscores.

    `folder` is the user's own rules: `procedures/*.toml` and `calendars/*.toml` in it replace the bundled file of the
    same key or add to them. Raises `DataError` naming the file and the fault.
    """
    calendars = load_calendars(folder and folder / "calendars")
    found: dict[str, Procedure] = {}
    procedures = read_procedures(folder and folder / "procedures", calendars)
    for procedure in procedures:
        found |= dict.fromkeys((_key(alias) for alias in procedure.aliases), procedure)
    return found | {_key(procedure.key): procedure for procedure in procedures}


@lru_cache(maxsize=1)
def _bundled() -> Mapping[str, Procedure]:
    return load()


def find(key: str, procedures: Mapping[str, Procedure] | None = None) -> Procedure:
    """The procedure of that key or alias, whatever its case or dashes; `UsageError` naming the known ones otherwise."""
    known = _bundled() if procedures is None else procedures
    try:
        return known[_key(key)]
    except KeyError:
        keys = ", ".join(sorted({procedure.key for procedure in known.values()}))
        raise UsageError(
            _("There is no procedure “{key}”.").format(key=key), _("Known procedures: {keys}.").format(keys=keys)
        ) from None


def unexpected(old: Status, new: Status, procedure: Procedure) -> str | None:
    """A warning if the change is not on the procedure's usual path, None if it is. Never a reason to refuse it.

    A status is known by what it says: a named status fits if every axis it speaks of has its value, and one that only
    speaks of the stage fits while nothing is decided. A change that makes no further named status fit (the clock runs
    again, an overlay falls away) is expected, and so is a step forward to a stage the procedure has no name for.
    """
    before, after = _fitting(old, procedure.statuses), _fitting(new, procedure.statuses)
    nameless_step = not after and not new.decided and not old.decided and new.stage.rank >= old.stage.rank
    if old == new or nameless_step or (after and after <= before) or (old.stage is Stage.ANNOUNCED and not old.decided):
        return None
    origins = before | {DECIDED if old.decided else OPEN}
    if any((origin, name) in procedure.transitions for origin in origins for name in after - before):
        return None
    words = _("From “{before}” to “{now}” is not on the usual path of {procedure}; authorities do skip steps.")
    return words.format(before=_(old.badge.label), now=_(new.badge.label), procedure=_(procedure.title))


def _fitting(status: Status, named: Iterable[NamedStatus]) -> set[str]:
    return {each.name for each in named if _fits(each, status)}


def _fits(named: NamedStatus, status: Status) -> bool:
    if named.outcome is not None:
        right_axes = status.outcome is named.outcome
    elif named.stage is not None:
        right_axes = status.stage is named.stage and status.outcome is Outcome.PENDING
    else:
        right_axes = True
    clock = named.clock in (None, Clock.NONE, status.clock)
    return right_axes and clock and named.overlay <= status.overlays


def _key(text: str) -> str:
    return text.strip().upper().replace("-", "_").replace(" ", "_")
