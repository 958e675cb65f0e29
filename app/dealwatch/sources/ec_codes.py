"""The Commission's code lists for its cases, read once from `resources/codes/` (mergers: `ec_mergers.toml`).

Tables and look-ups only. Must not contain: how codes of one case work together (`ec_status`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files

from dealwatch.model.status import Outcome, Overlay, Stage
from dealwatch.sources.printed import same_words


@dataclass(frozen=True, slots=True)
class DecisionKind:
    """What one kind of decision means; the file says what each field stands for."""

    label: str
    outcome: Outcome | None = None
    side: bool = False
    stage: Stage | None = None
    interim: bool = False
    overlay: frozenset[Overlay] = frozenset()
    void_with: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EventKind:
    """One kind of row of the Commission's chronology. `kind` is our name for it, `title` what is shown."""

    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Phase:
    title: str
    number: int


@dataclass(frozen=True, slots=True)
class Procedure:
    title: str
    simplified: bool


@dataclass(frozen=True, slots=True)
class Codes:
    """All lists, by the codes as published. `labels` are the decision kinds again, for codes that are not listed."""

    decisions: Mapping[str, DecisionKind]
    labels: tuple[DecisionKind, ...]
    events: Mapping[str, EventKind]
    phases: Mapping[str, Phase]
    procedures: Mapping[str, Procedure]
    publications: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)
    """What decision types are called whose meaning is not known."""

    def decision(self, code: str, label: str) -> DecisionKind | None:
        """The meaning of a decision type, by its number or else by the label printed beside it; None where unknown."""
        known = self.decisions.get(code)
        if known is not None or not label:
            return known
        return next((kind for kind in self.labels if same_words(kind.label, label)), None)

    def labelled(self, labels: Mapping[str, str]) -> Codes:
        """The same lists, with further decision types by the labels that another document prints for them."""
        found = {code: self.decision(code, label) for code, label in labels.items()}
        more = {code: kind for code, kind in found.items() if kind is not None}
        return replace(self, decisions={**more, **self.decisions}, names=dict(labels))


def read_codes(name: str = "ec_mergers") -> Codes:
    """Read the lists that are shipped under a name. ValueError for a value the status model does not have."""
    text = files("dealwatch.resources").joinpath(f"codes/{name}.toml").read_text("utf-8")
    table = tomllib.loads(text)
    kinds = [
        (
            row["codes"],
            DecisionKind(
                label=row["label"],
                outcome=Outcome(row["outcome"]) if "outcome" in row else None,
                side=row.get("side", False),
                stage=Stage(row["stage"]) if "stage" in row else None,
                interim=row.get("interim", False),
                overlay=frozenset(Overlay(value) for value in row.get("overlay", ())),
                void_with=frozenset(row.get("void_with", ())),
            ),
        )
        for row in table["decision"]
    ]
    return Codes(
        decisions={code: kind for codes, kind in kinds for code in codes},
        labels=tuple(kind for _, kind in kinds),
        events={code: EventKind(row["kind"], row["title"]) for row in table.get("event", ()) for code in row["codes"]},
        phases={row["code"]: Phase(row["title"], row["number"]) for row in table.get("phase", ())},
        procedures={
            code: Procedure(row["title"], row["simplified"])
            for row in table.get("procedure", ())
            for code in row["codes"]
        },
        publications={row["code"]: row["title"] for row in table.get("publication", ())},
    )
