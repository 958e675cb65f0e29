"""The status of a case on four axes, and the one badge label shown for it.

Why four: one enumeration cannot say "cleared, but under appeal, with remedies being monitored".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from dealwatch.language import mark


class Stage(StrEnum):
    ANNOUNCED = "announced"
    MONITORING = "monitoring"
    JURISDICTION_REVIEW = "jurisdiction_review"
    PRE_NOTIFICATION = "pre_notification"
    NOTIFIED = "notified"
    PHASE1_REMEDIES = "phase1_remedies"
    IN_DEPTH = "in_depth"
    OBJECTIONS = "objections"
    REMEDIES = "remedies"
    DECISION = "decision"
    POST_DECISION = "post_decision"

    @property
    def rank(self) -> int:
        """Position on the usual path; a fall of the rank is a backward transition."""
        return list(Stage).index(self)


class Outcome(StrEnum):
    PENDING = "pending"
    CLEARED = "cleared"
    CLEARED_CONDITIONS = "cleared_conditions"
    NO_JURISDICTION = "no_jurisdiction"
    EXPIRED_NO_ACTION = "expired_no_action"
    PROHIBITED = "prohibited"
    WITHDRAWN = "withdrawn"
    REFERRED_AWAY = "referred_away"
    COMMITMENTS_ACCEPTED = "commitments_accepted"
    INFRINGEMENT = "infringement"
    CLOSED_NO_ACTION = "closed_no_action"


class Clock(StrEnum):
    NONE = "none"
    RUNNING = "running"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    NOT_COMPUTABLE = "not_computable"


class Overlay(StrEnum):
    APPEAL = "appeal"
    COURT_LITIGATION = "court_litigation"
    PARTIAL_REFERRAL = "partial_referral"
    BELOW_THRESHOLD = "below_threshold"
    SIMPLIFIED = "simplified"
    REMEDY_MONITORING = "remedy_monitoring"
    INTERIM_MEASURES = "interim_measures"
    GUN_JUMPING = "gun_jumping"
    REFILED = "refiled"


AXES = ("stage", "outcome", "clock", "overlay")
"""Names of the axes as they stand in facts and events."""


class BadgeShape(StrEnum):
    """Shape tells the axis: stage = outlined pill, outcome = filled square, overlay = dashed frame."""

    STAGE = "stage"
    OUTCOME = "outcome"
    OVERLAY = "overlay"


class Badge(StrEnum):
    """One label for a status. The value is the badge in lower_snake_case, as readings and `--json` use it."""

    ANNOUNCED = "announced"
    MONITORING = "monitoring"
    JURISDICTION_CHECK = "jurisdiction_check"
    PRE_NOTIFICATION = "pre_notification"
    PHASE_1 = "phase_1"
    PHASE_1_REMEDIES = "phase_1_remedies"
    IN_DEPTH = "in_depth"
    OBJECTIONS = "objections"
    REMEDIES = "remedies"
    DECIDED = "decided"  # a decision whose type the source does not tell or we do not know: never guessed
    IN_COURT = "in_court"
    CLOCK_STOPPED = "clock_stopped"
    CLEARED = "cleared"
    CLEARED_CONDITIONS = "cleared_conditions"
    WAITING_PERIOD_OVER = "waiting_period_over"
    NOT_REVIEWABLE = "not_reviewable"
    PROHIBITED = "prohibited"
    WITHDRAWN = "withdrawn"
    REFERRED = "referred"
    INFRINGEMENT = "infringement"
    COMMITMENTS_BINDING = "commitments_binding"
    CLOSED_NO_ACTION = "closed_no_action"
    UNDER_APPEAL = "under_appeal"

    @property
    def label(self) -> str:
        """English label, the message id for translation."""
        return _LABELS[self]

    @property
    def shape(self) -> BadgeShape:
        if self in _OVERLAY_BADGES:
            return BadgeShape.OVERLAY
        return BadgeShape.OUTCOME if self in _OUTCOME_BADGE.values() else BadgeShape.STAGE


_STAGE_BADGE = {
    Stage.ANNOUNCED: Badge.ANNOUNCED,
    Stage.MONITORING: Badge.MONITORING,
    Stage.JURISDICTION_REVIEW: Badge.JURISDICTION_CHECK,
    Stage.PRE_NOTIFICATION: Badge.PRE_NOTIFICATION,
    Stage.NOTIFIED: Badge.PHASE_1,
    Stage.PHASE1_REMEDIES: Badge.PHASE_1_REMEDIES,
    Stage.IN_DEPTH: Badge.IN_DEPTH,
    Stage.OBJECTIONS: Badge.OBJECTIONS,
    Stage.REMEDIES: Badge.REMEDIES,
    Stage.DECISION: Badge.DECIDED,
    Stage.POST_DECISION: Badge.DECIDED,
}
_OUTCOME_BADGE = {
    Outcome.CLEARED: Badge.CLEARED,
    Outcome.CLEARED_CONDITIONS: Badge.CLEARED_CONDITIONS,
    Outcome.NO_JURISDICTION: Badge.NOT_REVIEWABLE,
    Outcome.EXPIRED_NO_ACTION: Badge.WAITING_PERIOD_OVER,
    Outcome.PROHIBITED: Badge.PROHIBITED,
    Outcome.WITHDRAWN: Badge.WITHDRAWN,
    Outcome.REFERRED_AWAY: Badge.REFERRED,
    Outcome.COMMITMENTS_ACCEPTED: Badge.COMMITMENTS_BINDING,
    Outcome.INFRINGEMENT: Badge.INFRINGEMENT,
    Outcome.CLOSED_NO_ACTION: Badge.CLOSED_NO_ACTION,
}
_OVERLAY_OF = {Badge.IN_COURT: Overlay.COURT_LITIGATION, Badge.UNDER_APPEAL: Overlay.APPEAL}
_OVERLAY_BADGES = (Badge.CLOCK_STOPPED, Badge.IN_COURT, Badge.UNDER_APPEAL)
_LABELS = {
    Badge.ANNOUNCED: mark("Announced"),
    Badge.MONITORING: mark("Monitoring"),
    Badge.JURISDICTION_CHECK: mark("Jurisdiction check"),
    Badge.PRE_NOTIFICATION: mark("Pre-notification"),
    Badge.PHASE_1: mark("Phase 1"),
    Badge.PHASE_1_REMEDIES: mark("Phase 1 remedies"),
    Badge.IN_DEPTH: mark("In-depth"),
    Badge.OBJECTIONS: mark("Objections"),
    Badge.REMEDIES: mark("Remedies"),
    Badge.DECIDED: mark("Decision adopted"),
    Badge.IN_COURT: mark("In court"),
    Badge.CLOCK_STOPPED: mark("Clock stopped"),
    Badge.CLEARED: mark("Cleared"),
    Badge.CLEARED_CONDITIONS: mark("Cleared (conditions)"),
    Badge.WAITING_PERIOD_OVER: mark("Waiting period over"),
    Badge.NOT_REVIEWABLE: mark("Not reviewable"),
    Badge.PROHIBITED: mark("Prohibited"),
    Badge.WITHDRAWN: mark("Withdrawn/abandoned"),
    Badge.REFERRED: mark("Referred"),
    Badge.INFRINGEMENT: mark("Infringement found"),
    Badge.COMMITMENTS_BINDING: mark("Commitments binding"),
    Badge.CLOSED_NO_ACTION: mark("Closed, no action"),
    Badge.UNDER_APPEAL: mark("Under appeal"),
}


@dataclass(frozen=True, slots=True)
class Status:
    """Where a case stands. An unknown value of the authority is kept in the fact's own words, not here."""

    stage: Stage = Stage.ANNOUNCED
    outcome: Outcome = Outcome.PENDING
    clock: Clock = Clock.NONE
    overlays: frozenset[Overlay] = frozenset()

    @classmethod
    def from_axes(cls, axes: dict[str, str]) -> Status:
        """Build from axis texts as stored (`overlay` comma-joined); an absent axis takes its default."""
        overlays = frozenset(Overlay(part) for part in axes.get("overlay", "").split(",") if part)
        return cls(
            Stage(axes.get("stage", Stage.ANNOUNCED)),
            Outcome(axes.get("outcome", Outcome.PENDING)),
            Clock(axes.get("clock", Clock.NONE)),
            overlays,
        )

    def axes(self) -> dict[str, str]:
        """The axis texts; overlays are sorted and comma-joined, empty where there is none."""
        return {
            "stage": self.stage.value,
            "outcome": self.outcome.value,
            "clock": self.clock.value,
            "overlay": ",".join(sorted(overlay.value for overlay in self.overlays)),
        }

    @property
    def decided(self) -> bool:
        return self.outcome is not Outcome.PENDING

    @property
    def badge(self) -> Badge:
        """The leading label: the outcome once there is one, then what stops or overtakes the stage, then the stage."""
        if self.decided:
            return _OUTCOME_BADGE[self.outcome]
        return next(iter(self.overlay_badges), _STAGE_BADGE[self.stage])

    @property
    def badges(self) -> tuple[Badge, ...]:
        """What a window shows side by side: outcome (else stage) first, overlays to its right."""
        first = _OUTCOME_BADGE[self.outcome] if self.decided else _STAGE_BADGE[self.stage]
        return (first, *self.overlay_badges)

    def with_badge(self, badge: Badge) -> Status:
        """The status a badge means when put on this one: a stage, an outcome, or an overlay beside what stands."""
        if badge is Badge.CLOCK_STOPPED:
            return replace(self, clock=Clock.SUSPENDED)
        if badge in _OVERLAY_OF:
            return replace(self, overlays=self.overlays | {_OVERLAY_OF[badge]})
        for outcome, named in _OUTCOME_BADGE.items():
            if named is badge:
                return replace(self, stage=Stage.DECISION, outcome=outcome, clock=Clock.NONE)
        stage = next(stage for stage, named in _STAGE_BADGE.items() if named is badge)
        return replace(self, stage=stage, outcome=Outcome.PENDING)

    @property
    def overlay_badges(self) -> tuple[Badge, ...]:
        found = []
        if self.clock is Clock.SUSPENDED and not self.decided:
            found.append(Badge.CLOCK_STOPPED)
        if Overlay.COURT_LITIGATION in self.overlays:
            found.append(Badge.IN_COURT)
        if Overlay.APPEAL in self.overlays:
            found.append(Badge.UNDER_APPEAL)
        return tuple(found)
