"""`verify`: a case file against its own embedded snapshots."""

from __future__ import annotations

from pathlib import Path

import click

from dealwatch.cli.session import Session
from dealwatch.export.verify import verify


@click.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def command(ctx: click.Context, file: Path) -> None:
    """Check the evidence inside a case file."""
    session: Session = ctx.obj
    checks = verify(file)
    for check in checks:
        if session.json:
            session.emit({"source": check.source, "ok": check.ok, "why": check.why})
        else:
            session.say(f"{'ok ' if check.ok else 'BAD'}  {check.source}  {check.why}")
    ctx.exit(0 if all(check.ok for check in checks) else 1)
