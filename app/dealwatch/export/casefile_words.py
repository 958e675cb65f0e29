"""The case file's words for statuses, kinds and steps. Plain statements; an outcome never reads better than it is.

Must not contain: dates, layout, the choice of what is told (`casefile_entries`, `casefile_position`).
"""

from __future__ import annotations

import re

from dealwatch.model.deal import DealKind
from dealwatch.model.status import Badge, Clock, Overlay, Stage

HAPPENED: dict[Badge, str] = {
    Badge.ANNOUNCED: "Deal announced",
    Badge.MONITORING: "Taken under observation, without a case",
    Badge.JURISDICTION_CHECK: "Check begun whether the deal can be reviewed",
    Badge.PRE_NOTIFICATION: "Pre-notification begun",
    Badge.PHASE_1: "Phase 1 opened",
    Badge.PHASE_1_REMEDIES: "Commitments under examination in Phase 1",
    Badge.IN_DEPTH: "In-depth review opened",
    Badge.OBJECTIONS: "Objections raised",
    Badge.REMEDIES: "Remedies under examination",
    Badge.DECIDED: "Decision adopted, its kind not known",
    Badge.IN_COURT: "Taken to court",
    Badge.CLOCK_STOPPED: "Clock stopped",
    Badge.CLEARED: "Cleared",
    Badge.CLEARED_CONDITIONS: "Cleared with conditions",
    Badge.WAITING_PERIOD_OVER: "Waiting period over, which is no approval",
    Badge.NOT_REVIEWABLE: "Found not reviewable, which is no clearance",
    Badge.PROHIBITED: "Prohibited",
    Badge.WITHDRAWN: "Withdrawn or abandoned",
    Badge.REFERRED: "Referred to another authority",
    Badge.INFRINGEMENT: "Infringement found",
    Badge.COMMITMENTS_BINDING: "Commitments made binding",
    Badge.CLOSED_NO_ACTION: "Closed without action",
    Badge.UNDER_APPEAL: "Appeal brought",
}
"""What happened when a case came to that badge: the beginning of a sentence."""

STANDS: dict[Badge, tuple[str, str]] = {
    Badge.ANNOUNCED: ("knows of the deal; no step is on file", "knows of the deal since {day}; no step is on file"),
    Badge.MONITORING: (
        "is observing the deal without a case",
        "has observed the deal since {day} without a case",
    ),
    Badge.JURISDICTION_CHECK: (
        "is checking whether it can review the deal",
        "has been checking since {day} whether it can review the deal",
    ),
    Badge.PRE_NOTIFICATION: ("is in pre-notification contacts", "has been in pre-notification contacts since {day}"),
    Badge.PHASE_1: ("is in its first phase", "has been in its first phase since {day}"),
    Badge.PHASE_1_REMEDIES: (
        "is examining commitments in its first phase",
        "has been examining commitments in its first phase since {day}",
    ),
    Badge.IN_DEPTH: ("is in an in-depth review", "has been in an in-depth review since {day}"),
    Badge.OBJECTIONS: ("has raised objections", "raised objections on {day}"),
    Badge.REMEDIES: ("is examining remedies", "has been examining remedies since {day}"),
    Badge.DECIDED: (
        "has adopted a decision whose kind is not known",
        "adopted a decision on {day} whose kind is not known",
    ),
    Badge.IN_COURT: ("is in court over the deal", "has been in court over the deal since {day}"),
    Badge.CLOCK_STOPPED: ("has stopped the clock of its review", "stopped the clock of its review on {day}"),
    Badge.CLEARED: ("cleared the deal", "cleared the deal on {day}"),
    Badge.CLEARED_CONDITIONS: ("cleared the deal with conditions", "cleared the deal with conditions on {day}"),
    Badge.WAITING_PERIOD_OVER: (
        "let the waiting period run out, which is no approval",
        "let the waiting period run out on {day}, which is no approval",
    ),
    Badge.NOT_REVIEWABLE: (
        "found that it cannot review the deal, which is no clearance",
        "found on {day} that it cannot review the deal, which is no clearance",
    ),
    Badge.PROHIBITED: ("prohibited the deal", "prohibited the deal on {day}"),
    Badge.WITHDRAWN: (
        "ended its review because the deal was withdrawn or abandoned",
        "ended its review on {day} because the deal was withdrawn or abandoned",
    ),
    Badge.REFERRED: ("referred the case to another authority", "referred the case to another authority on {day}"),
    Badge.INFRINGEMENT: ("found an infringement", "found an infringement on {day}"),
    Badge.COMMITMENTS_BINDING: ("made commitments binding", "made commitments binding on {day}"),
    Badge.CLOSED_NO_ACTION: ("closed the case without action", "closed the case without action on {day}"),
    Badge.UNDER_APPEAL: ("has its decision under appeal", "has had its decision under appeal since {day}"),
}
"""Where an authority stands, without and with a day: follows its name in a sentence."""

SHORT: dict[Badge, str] = HAPPENED | {
    Badge.MONITORING: "Under observation",
    Badge.JURISDICTION_CHECK: "Jurisdiction check",
    Badge.PHASE_1_REMEDIES: "Phase 1 commitments",
    Badge.IN_DEPTH: "In-depth opened",
    Badge.REMEDIES: "Remedies examined",
    Badge.DECIDED: "Decision adopted",
    Badge.WAITING_PERIOD_OVER: "Waiting period over",
    Badge.NOT_REVIEWABLE: "Not reviewable",
    Badge.REFERRED: "Referred",
}
"""The same for the key under the ribbon."""

CLOCK_STANDS: dict[Clock, str] = {
    Clock.NONE: "none",
    Clock.RUNNING: "running",
    Clock.SUSPENDED: "stopped",
    Clock.EXPIRED: "ended",
    Clock.NOT_COMPUTABLE: "not computable",
}
CLOCK_HAPPENED: dict[Clock, str] = {
    Clock.NONE: "No clock runs any more",
    Clock.RUNNING: "Clock started",
    Clock.SUSPENDED: "Clock stopped",
    Clock.EXPIRED: "Clock ended",
    Clock.NOT_COMPUTABLE: "Clock can no longer be computed",
}
OVERLAYS: dict[Overlay, str] = {
    Overlay.APPEAL: "appeal",
    Overlay.COURT_LITIGATION: "court proceedings",
    Overlay.PARTIAL_REFERRAL: "partial referral",
    Overlay.BELOW_THRESHOLD: "below the thresholds",
    Overlay.SIMPLIFIED: "simplified procedure",
    Overlay.REMEDY_MONITORING: "remedies monitored",
    Overlay.INTERIM_MEASURES: "interim measures",
    Overlay.GUN_JUMPING: "gun-jumping",
    Overlay.REFILED: "refiled",
}
INSTRUMENTS: dict[DealKind, str] = {
    DealKind.MERGER: "Merger or acquisition of control",
    DealKind.MINORITY_STAKE: "Minority investment",
    DealKind.PARTNERSHIP: "Partnership or licence",
    DealKind.ACQUI_HIRE: "Hiring of a team with its technology",
    DealKind.JOINT_VENTURE: "Joint venture",
    DealKind.ASSET_PURCHASE: "Purchase of assets",
    DealKind.OTHER: "not recorded",
}
STAGE_BEGAN: dict[str, Stage] = {
    "comments_from": Stage.JURISDICTION_REVIEW,
    "pre_notification": Stage.PRE_NOTIFICATION,
    "prenotification_opened": Stage.PRE_NOTIFICATION,
    "notified": Stage.NOTIFIED,
    "renotified": Stage.NOTIFIED,
    "phase_1": Stage.NOTIFIED,
    "in_depth": Stage.IN_DEPTH,
    "phase_2": Stage.IN_DEPTH,
    "referred": Stage.IN_DEPTH,
    "objections": Stage.OBJECTIONS,
    "provisional_findings": Stage.OBJECTIONS,
    "interim_report": Stage.OBJECTIONS,
}
"""Days (`date:<step>`) that say when a stage began, where a source tells the day but no dated status."""

STEPS: dict[str, str] = {
    "comments_from": "Invitation to comment opened",
    "comments_until": "Invitation to comment closed",
    "prenotification_opened": "Pre-notification begun",
    "pre_notification": "Pre-notification begun",
    "notified": "Notified; Phase 1 begun",
    "renotified": "Notified again; Phase 1 begun",
    "phase_1": "Phase 1 begun",
    "in_depth": "In-depth review opened",
    "phase_2": "In-depth review opened",
    "referred": "Referred for an in-depth review",
    "objections": "Objections raised",
    "opened": "Case opened",
    "closed": "Case closed",
}
"""What a `date:<step>` says; a step that is not listed is called by its name."""

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


def count_word(number: int) -> str:
    """A number at the beginning of a sentence: "Three", from thirteen on in figures."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def plural(number: int, one: str, many: str) -> str:
    return one if number == 1 else many


def humane(name: str) -> str:
    """A field's name as words: `phase_2_opened` is "Phase 2 opened"."""
    words = re.sub(r"[_\s:]+", " ", name).strip()
    return words[:1].upper() + words[1:]


def joined(parts: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def stands(badge: Badge, day: str) -> str:
    """The predicate for a badge; `day` is empty where none is on file."""
    without, dated = STANDS[badge]
    return dated.format(day=day) if day else without


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """With one full stop at the end, whatever it ended in."""
    return text if text.endswith((".", "!", "?", "”", "…")) else f"{text}."
