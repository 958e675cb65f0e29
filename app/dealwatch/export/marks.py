"""Which drawn mark stands for which badge, so that no state is told by colour alone.

The drawings are in the case file's template (`marks.typ`), one for each value here.
"""

from __future__ import annotations

from dealwatch.model.status import Badge

MARKS: dict[Badge, str] = {
    Badge.ANNOUNCED: "announced",
    Badge.MONITORING: "monitoring",
    Badge.JURISDICTION_CHECK: "check",
    Badge.PRE_NOTIFICATION: "pre",
    Badge.PHASE_1: "p1",
    Badge.PHASE_1_REMEDIES: "p1remedies",
    Badge.IN_DEPTH: "p2",
    Badge.OBJECTIONS: "objections",
    Badge.REMEDIES: "remedies",
    Badge.DECIDED: "decided",
    Badge.IN_COURT: "court",
    Badge.CLOCK_STOPPED: "stopped",
    Badge.CLEARED: "cleared",
    Badge.CLEARED_CONDITIONS: "conditions",
    Badge.WAITING_PERIOD_OVER: "waiting",
    Badge.NOT_REVIEWABLE: "noreview",
    Badge.PROHIBITED: "prohibited",
    Badge.WITHDRAWN: "withdrawn",
    Badge.REFERRED: "referred",
    Badge.INFRINGEMENT: "infringement",
    Badge.COMMITMENTS_BINDING: "commitments",
    Badge.CLOSED_NO_ACTION: "closed",
    Badge.UNDER_APPEAL: "appeal",
}
