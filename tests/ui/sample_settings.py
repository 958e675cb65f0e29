"""The part of the desk in memory for the settings: those of a store that nothing is in."""

from __future__ import annotations

from dealwatch.model.errors import UsageError
from dealwatch.ui.desk.settings import Settings


class SampleSettings:
    def settings(self) -> Settings:
        raise UsageError("These are pictures of a desk without data.", "The settings are tested over a real store.")
