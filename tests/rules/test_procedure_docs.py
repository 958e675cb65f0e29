"""The page for users names every key a rule file may have, and every value of the enumerations."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from dealwatch.model.status import Clock, Outcome, Overlay, Stage
from dealwatch.rules import calendar_files, procedure

PAGE = (Path(__file__).parents[2] / "docs" / "procedures.md").read_text(encoding="utf-8")
STRUCTS = [
    procedure.Procedure,
    procedure.NamedStatus,
    procedure.EventName,
    procedure.StopRule,
    procedure.DeadlineRule,
    procedure.Variant,
    procedure.ExtensionRule,
    procedure.Pending,
    procedure.LateRule,
    procedure.FactReading,
    *(
        part
        for name, part in vars(calendar_files).items()
        if name.startswith("_") and isinstance(part, type(msgspec.Struct))
    ),
]


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda struct: struct.__name__)
def test_every_key_is_described(struct: type[msgspec.Struct]) -> None:
    missing = [key for key in struct.__struct_fields__ if not re.search(rf"(?<![a-z_]){key}(?![a-z_])", PAGE)]
    assert missing == []


@pytest.mark.parametrize("values", [Stage, Outcome, Clock, Overlay, procedure.RuleKind, procedure.Grade])
def test_every_value_is_named(values: type[Stage]) -> None:
    assert [value for value in values if not re.search(rf"(?<![a-z_]){value}(?![a-z_])", PAGE)] == []
