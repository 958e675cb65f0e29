"""`doctor`: how this machine and the data are, a line each, with the next step."""

from __future__ import annotations

import click

from dealwatch.cli.session import Session
from dealwatch.system.checkup import Verdict, examine

_MARK = {Verdict.OK: "ok  ", Verdict.WARN: "WARN", Verdict.FAIL: "FAIL"}


@click.command("doctor")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Check network, certificates, notifications, tray, keyring, disk, clock, data and sources."""
    session: Session = ctx.obj
    worst = Verdict.OK
    for finding in examine(session.paths.data, lambda: session.store, session.clock.now()):
        worst = max(worst, finding.state, key=list(Verdict).index)
        if session.json:
            session.emit(
                {
                    "check": finding.check,
                    "state": finding.state.value,
                    "detail": finding.detail,
                    "next_step": finding.next_step or None,
                }
            )
        else:
            session.say(f"{_MARK[finding.state]}  {finding.check:16}{finding.detail}")
            if finding.next_step:
                session.say(f"{'':22}{finding.next_step}")
    ctx.exit(1 if worst is Verdict.FAIL else 0)
