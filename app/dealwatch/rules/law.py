"""The law a program run goes by: the bundled procedures and calendars, or with the user's own files in their place.

Must not contain: rules, reading of files (`procedure_files`, `calendar_files`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dealwatch.model.errors import UsageError
from dealwatch.rules.calendar_files import calendar, load_calendars
from dealwatch.rules.calendars import Calendar
from dealwatch.rules.procedures import Procedure, find, load


@dataclass(frozen=True, slots=True)
class Law:
    """Procedures and calendars by key; None stands for the bundled ones."""

    procedures: Mapping[str, Procedure] | None = None
    calendars: Mapping[str, Calendar] | None = None

    @classmethod
    def of(cls, folder: Path) -> Law:
        """The bundled law with the user's files of `folder` (docs/procedures.md); `DataError` naming a faulty one."""
        return cls(load(folder), load_calendars(folder / "calendars")) if folder.is_dir() else cls()

    def procedure(self, key: str) -> Procedure | None:
        """The procedure of that key or alias; None where its rules are not known."""
        try:
            return find(key, self.procedures)
        except UsageError:
            return None

    def calendar(self, procedure: Procedure) -> Calendar:
        """The working days by which the procedure counts."""
        return calendar(procedure.calendar, self.calendars)


BUNDLED = Law()
"""The law as it comes with Dealwatch."""
