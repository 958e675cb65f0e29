"""The command line run in this process, with a data folder of its own and no mirror from outside."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from dealwatch.cli.main import Opening, run


@dataclass
class Ran:
    """How a command ended: exit status, standard output, standard error."""

    status: int
    out: str
    err: str

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def opened():
    """The openings that a call without a command asked for."""
    return []


@pytest.fixture
def dealwatch(tmp_path, capsys, monkeypatch, opened):
    monkeypatch.delenv("DEALWATCH_ORIGINS", raising=False)

    def window(opening: Opening) -> int:
        opened.append(opening)
        return 0

    def call(*arguments, data=tmp_path / "data", now="2026-03-02T09:00:00Z"):
        status = run(["--data", str(data), *(["--now", now] if now else []), *arguments], window)
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return call
