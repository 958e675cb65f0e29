"""Options that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import click

from dealwatch.model.dates import parse_instant

_Function = TypeVar("_Function", bound=Callable[..., object])
_DURATION = re.compile(r"(\d+)\s*(s|m|h|d)\Z")
_UNIT = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


class Instant(click.ParamType[datetime]):
    """An aware instant; a bare day means its first instant in UTC."""

    name = "instant"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        text = str(value)
        try:
            return datetime.fromisoformat(text).replace(tzinfo=UTC) if len(text) == 10 else parse_instant(text)
        except ValueError:
            self.fail("an instant with its zone is needed, such as 2026-04-01T12:00:00Z", param, ctx)


class Duration(click.ParamType[timedelta]):
    """`90s`, `30m`, `2h`, `1d`."""

    name = "duration"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        if isinstance(value, timedelta):
            return value
        match = _DURATION.match(str(value))
        if match is None:
            self.fail("a duration is a number and s, m, h or d, such as 30m", param, ctx)
        return timedelta(**{_UNIT[match[2]]: int(match[1])})


def as_at_option(function: _Function) -> _Function:
    return click.option("--as-at", type=Instant(), help="As known at this instant.")(function)
