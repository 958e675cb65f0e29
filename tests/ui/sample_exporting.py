"""The part of the sample desk that writes files: it keeps what it was asked for and writes nothing."""

from __future__ import annotations

from pathlib import Path

from dealwatch.model.progress import UNWATCHED, Progress
from dealwatch.ui.desk.exporting import ExportChoices


class SampleExporting:
    def begin_exporting(self) -> None:
        self.written: list[tuple[str, Path]] = []
        self.chosen: list[ExportChoices | None] = []
        self.habits = ExportChoices()

    def export_habits(self) -> ExportChoices:
        return self.habits

    def keep_export_habits(self, choices: ExportChoices) -> None:
        self.habits = choices

    def note_count(self, deal_id: str) -> int:
        return 2 if deal_id == "mistral" else 0

    def write_case_file(
        self, deal_id: str, path: Path, choices: ExportChoices | None = None, progress: Progress = UNWATCHED
    ) -> str:
        self.written.append((deal_id, path))
        self.chosen.append(choices)
        return f"The case file is in {path.name}."

    def write_monday_table(
        self, list_name: str, path: Path, choices: ExportChoices, progress: Progress = UNWATCHED
    ) -> str:
        self.written.append((list_name, path))
        return f"{path.name} is written."
