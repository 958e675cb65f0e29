"""A machine in memory: what was asked of it, and nothing done."""

from __future__ import annotations


class SampleMachine:
    def __init__(self) -> None:
        self.opened: list[str] = []
        self.autostart = False
        self.demos = 0
        self.tests = 0

    def open_url(self, url: str) -> None:
        self.opened.append(url)

    def send_test_notification(self) -> str:
        self.tests += 1
        return "Shown by the desktop."

    def starts_with_computer(self) -> bool:
        return self.autostart

    def start_with_computer(self, wanted: bool) -> None:
        self.autostart = wanted

    def start_demonstration(self) -> None:
        self.demos += 1

    def diagnostics(self) -> str:
        return "Dealwatch 0.1.0\n"
