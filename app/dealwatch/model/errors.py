"""Errors made for people. Programming errors are not wrapped here: they go on to the crash report."""

from __future__ import annotations


class DealwatchError(Exception):
    """Something a person can act on.

    `title` is one line in sentence case without codes; `hint` says what is safe and what to do next.
    """

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__(title if not hint else f"{title} {hint}")
        self.title = title
        self.hint = hint


class UsageError(DealwatchError):
    """The request itself makes no sense (command line: exit status 2)."""


class DataError(DealwatchError):
    """The data file cannot be used: damaged, newer version, locked, disk full (command line: exit status 3)."""
