"""The part of the desk in memory for saved pages and parts of pages: one file known, one page, nothing kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from dealwatch.model.progress import UNWATCHED, Progress
from dealwatch.sources.page_select import Choice, Match, preview
from dealwatch.ui.desk import SavedFile, SavedLook, SavedTaken


class SampleAttaching:
    def saved_file(self, path: Path) -> SavedFile:
        return SavedFile(path, "", datetime(2024, 11, 18, 9, 0, tzinfo=UTC))

    def foresee_saved(self, file: SavedFile) -> SavedLook:
        return SavedLook()

    def take_saved(self, files: Sequence[SavedFile], progress: Progress = UNWATCHED) -> SavedTaken:
        return SavedTaken(0)

    def fetch_page(self, url: str) -> tuple[bytes, str]:
        return b"<html><body><main><h2>Status</h2><p>Open</p></main></body></html>", "text/html"

    def page_matches(self, page: tuple[bytes, str], choice: Choice, url: str) -> tuple[Match, ...]:
        return preview(page[0], choice, content_type=page[1], base=url)

    def watch_page(self, url: str, choice: Choice, name: str) -> str:
        return "sources"
