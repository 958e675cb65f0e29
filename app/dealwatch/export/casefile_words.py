"""The case file's words for statuses, kinds and steps. Plain statements; an outcome never reads better than it is.

Must not contain: dates, layout, the choice of what is told (`casefile_entries`, `casefile_position`).
"""

from __future__ import annotations

from dealwatch.figures.field_words import field_words
from dealwatch.language import _, mark
from dealwatch.model.deal import DealKind
from dealwatch.model.status import Badge, Clock, Overlay, Stage

HAPPENED: dict[Badge, str] = {
    Badge.ANNOUNCED: mark("Deal announced"),
    Badge.MONITORING: mark("Taken under observation, without a case"),
    Badge.JURISDICTION_CHECK: mark("Check begun whether the deal can be reviewed"),
    Badge.PRE_NOTIFICATION: mark("Pre-notification begun"),
    Badge.PHASE_1: mark("Phase 1 opened"),
    Badge.PHASE_1_REMEDIES: mark("Commitments under examination in Phase 1"),
    Badge.IN_DEPTH: mark("In-depth review opened"),
    Badge.OBJECTIONS: mark("Objections raised"),
    Badge.REMEDIES: mark("Remedies under examination"),
    Badge.DECIDED: mark("Decision adopted, its kind not known"),
    Badge.IN_COURT: mark("Taken to court"),
    Badge.CLOCK_STOPPED: mark("Clock stopped"),
    Badge.CLEARED: mark("Cleared"),
    Badge.CLEARED_CONDITIONS: mark("Cleared with conditions"),
    Badge.WAITING_PERIOD_OVER: mark("Waiting period over, which is no approval"),
    Badge.NOT_REVIEWABLE: mark("Found not reviewable, which is no clearance"),
    Badge.PROHIBITED: mark("Prohibited"),
    Badge.WITHDRAWN: mark("Withdrawn or abandoned"),
    Badge.REFERRED: mark("Referred to another authority"),
    Badge.INFRINGEMENT: mark("Infringement found"),
    Badge.COMMITMENTS_BINDING: mark("Commitments made binding"),
    Badge.CLOSED_NO_ACTION: mark("Closed without action"),
    Badge.UNDER_APPEAL: mark("Appeal brought"),
}
"""What happened when a case came to that badge: the beginning of a sentence."""

STANDS: dict[Badge, tuple[str, str]] = {
    Badge.ANNOUNCED: (
        mark("knows of the deal; no step is on file"),
        mark("knows of the deal since {day}; no step is on file"),
    ),
    Badge.MONITORING: (
        mark("is observing the deal without a case"),
        mark("has observed the deal since {day} without a case"),
    ),
    Badge.JURISDICTION_CHECK: (
        mark("is checking whether it can review the deal"),
        mark("has been checking since {day} whether it can review the deal"),
    ),
    Badge.PRE_NOTIFICATION: (
        mark("is in pre-notification contacts"),
        mark("has been in pre-notification contacts since {day}"),
    ),
    Badge.PHASE_1: (mark("is in its first phase"), mark("has been in its first phase since {day}")),
    Badge.PHASE_1_REMEDIES: (
        mark("is examining commitments in its first phase"),
        mark("has been examining commitments in its first phase since {day}"),
    ),
    Badge.IN_DEPTH: (mark("is in an in-depth review"), mark("has been in an in-depth review since {day}")),
    Badge.OBJECTIONS: (mark("has raised objections"), mark("raised objections on {day}")),
    Badge.REMEDIES: (mark("is examining remedies"), mark("has been examining remedies since {day}")),
    Badge.DECIDED: (
        mark("has adopted a decision whose kind is not known"),
        mark("adopted a decision on {day} whose kind is not known"),
    ),
    Badge.IN_COURT: (mark("is in court over the deal"), mark("has been in court over the deal since {day}")),
    Badge.CLOCK_STOPPED: (
        mark("has stopped the clock of its review"),
        mark("stopped the clock of its review on {day}"),
    ),
    Badge.CLEARED: (mark("cleared the deal"), mark("cleared the deal on {day}")),
    Badge.CLEARED_CONDITIONS: (
        mark("cleared the deal with conditions"),
        mark("cleared the deal with conditions on {day}"),
    ),
    Badge.WAITING_PERIOD_OVER: (
        mark("let the waiting period run out, which is no approval"),
        mark("let the waiting period run out on {day}, which is no approval"),
    ),
    Badge.NOT_REVIEWABLE: (
        mark("found that it cannot review the deal, which is no clearance"),
        mark("found on {day} that it cannot review the deal, which is no clearance"),
    ),
    Badge.PROHIBITED: (mark("prohibited the deal"), mark("prohibited the deal on {day}")),
    Badge.WITHDRAWN: (
        mark("ended its review because the deal was withdrawn or abandoned"),
        mark("ended its review on {day} because the deal was withdrawn or abandoned"),
    ),
    Badge.REFERRED: (
        mark("referred the case to another authority"),
        mark("referred the case to another authority on {day}"),
    ),
    Badge.INFRINGEMENT: (mark("found an infringement"), mark("found an infringement on {day}")),
    Badge.COMMITMENTS_BINDING: (mark("made commitments binding"), mark("made commitments binding on {day}")),
    Badge.CLOSED_NO_ACTION: (mark("closed the case without action"), mark("closed the case without action on {day}")),
    Badge.UNDER_APPEAL: (mark("has its decision under appeal"), mark("has had its decision under appeal since {day}")),
}
"""Where an authority stands, without and with a day: follows its name in a sentence."""

SHORT: dict[Badge, str] = HAPPENED | {
    Badge.MONITORING: mark("Under observation"),
    Badge.JURISDICTION_CHECK: mark("Jurisdiction check"),
    Badge.PHASE_1_REMEDIES: mark("Phase 1 commitments"),
    Badge.IN_DEPTH: mark("In-depth opened"),
    Badge.REMEDIES: mark("Remedies examined"),
    Badge.DECIDED: mark("Decision adopted"),
    Badge.WAITING_PERIOD_OVER: mark("Waiting period over"),
    Badge.NOT_REVIEWABLE: mark("Not reviewable"),
    Badge.REFERRED: mark("Referred"),
}
"""The same for the key under the ribbon."""

CLOCK_STANDS: dict[Clock, str] = {
    Clock.NONE: mark("none"),
    Clock.RUNNING: mark("running"),
    Clock.SUSPENDED: mark("stopped"),
    Clock.EXPIRED: mark("ended"),
    Clock.NOT_COMPUTABLE: mark("not computable"),
}
CLOCK_HAPPENED: dict[Clock, str] = {
    Clock.NONE: mark("No clock runs any more"),
    Clock.RUNNING: mark("Clock started"),
    Clock.SUSPENDED: mark("Clock stopped"),
    Clock.EXPIRED: mark("Clock ended"),
    Clock.NOT_COMPUTABLE: mark("Clock can no longer be computed"),
}
OVERLAYS: dict[Overlay, str] = {
    Overlay.APPEAL: mark("appeal"),
    Overlay.COURT_LITIGATION: mark("court proceedings"),
    Overlay.PARTIAL_REFERRAL: mark("partial referral"),
    Overlay.BELOW_THRESHOLD: mark("below the thresholds"),
    Overlay.SIMPLIFIED: mark("simplified procedure"),
    Overlay.REMEDY_MONITORING: mark("remedies monitored"),
    Overlay.INTERIM_MEASURES: mark("interim measures"),
    Overlay.GUN_JUMPING: mark("gun-jumping"),
    Overlay.REFILED: mark("refiled"),
}
INSTRUMENTS: dict[DealKind, str] = {
    DealKind.MERGER: mark("Merger or acquisition of control"),
    DealKind.MINORITY_STAKE: mark("Minority investment"),
    DealKind.PARTNERSHIP: mark("Partnership or licence"),
    DealKind.ACQUI_HIRE: mark("Hiring of a team with its technology"),
    DealKind.JOINT_VENTURE: mark("Joint venture"),
    DealKind.ASSET_PURCHASE: mark("Purchase of assets"),
    DealKind.OTHER: mark("not recorded"),
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
    "comments_from": mark("Invitation to comment opened"),
    "comments_until": mark("Invitation to comment closed"),
    "prenotification_opened": mark("Pre-notification begun"),
    "pre_notification": mark("Pre-notification begun"),
    "notified": mark("Notified; Phase 1 begun"),
    "renotified": mark("Notified again; Phase 1 begun"),
    "phase_1": mark("Phase 1 begun"),
    "in_depth": mark("In-depth review opened"),
    "phase_2": mark("In-depth review opened"),
    "referred": mark("Referred for an in-depth review"),
    "objections": mark("Objections raised"),
    "opened": mark("Case opened"),
    "closed": mark("Case closed"),
}
"""What a `date:<step>` says; a step that is not listed is called by its name."""

_NUMBERS = (
    mark("No"),
    mark("One"),
    mark("Two"),
    mark("Three"),
    mark("Four"),
    mark("Five"),
    mark("Six"),
    mark("Seven"),
    mark("Eight"),
    mark("Nine"),
    mark("Ten"),
    mark("Eleven"),
    mark("Twelve"),
)


def count_word(number: int) -> str:
    """A number at the beginning of a sentence: "Three", from thirteen on in figures."""
    return _(_NUMBERS[number]) if number < len(_NUMBERS) else str(number)


def plural(number: int, one: str, many: str) -> str:
    return one if number == 1 else many


def humane(name: str) -> str:
    """A field's name as words: `phase_2_opened` is "Phase 2 opened"."""
    return field_words(name)


def joined(parts: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return _("{first} and {last}").format(first=", ".join(parts[:-1]), last=parts[-1])


def stands(badge: Badge, day: str) -> str:
    """The predicate for a badge; `day` is empty where none is on file."""
    without, dated = STANDS[badge]
    return _(dated).format(day=day) if day else _(without)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """With one full stop at the end, whatever it ended in."""
    return text if text.endswith((".", "!", "?", "”", "…")) else f"{text}."
