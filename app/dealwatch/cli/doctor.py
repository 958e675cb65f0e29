"""`doctor`: how this machine and the data are, a line each, with the next step; `--source`: how a source answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from dealwatch.cli.session import Session
from dealwatch.model.errors import UsageError
from dealwatch.model.source import Exchange
from dealwatch.sources.registry import official
from dealwatch.store.ledger import LedgerLine
from dealwatch.system.checkup import Finding, Verdict, examine
from dealwatch.watch.contact import contact_of
from dealwatch.watch.ports import Source
from dealwatch.watch.probe import probe

_MARK = {Verdict.OK: "ok  ", Verdict.WARN: "WARN", Verdict.FAIL: "FAIL"}


@click.command("doctor")
@click.option("--source", "keys", multiple=True, help="Ask this source now, nothing is kept (repeatable; `all`).")
@click.pass_context
def command(ctx: click.Context, keys: tuple[str, ...]) -> None:
    """Check network, certificates, notifications, tray, keyring, disk, clock, data and sources."""
    session: Session = ctx.obj
    findings = (
        _probed(session, keys) if keys else examine(session.paths.data, lambda: session.store, session.clock.now())
    )
    ctx.exit(1 if _show(session, findings) is Verdict.FAIL else 0)


def _show(session: Session, findings: Iterable[Finding]) -> Verdict:
    """Print each; the worst of them."""
    worst = Verdict.OK
    for finding in findings:
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
    return worst


def _probed(session: Session, keys: tuple[str, ...]) -> Iterator[Finding]:
    known = official()
    for key in known if "all" in keys else keys:
        source = known.get(key)
        if source is None:
            raise UsageError("Dealwatch knows no such source.", f"See `dealwatch sources --available` ({key}).")
        yield _probe(session, source)


def _probe(session: Session, source: Source) -> Finding:
    info = source.info
    exchanges: list[Exchange] = []
    found = probe(
        source,
        session.fetcher,
        session.clock.now(),
        api_key=session.secrets.value(info.secret) if info.secret else "",
        contact=contact_of(session.store) if info.wants_contact else "",
        ledger=exchanges.append,
    )
    with session.store.write() as database:
        session.store.ledger.add(database, [LedgerLine.of(info.key, exchange) for exchange in exchanges])
    check = f"source {info.key}"
    if found.problem is not None:
        verdict = Verdict.FAIL if found.problem.state.trouble else Verdict.WARN
        return Finding(check, verdict, found.problem.title, found.problem.hint or "Try again later.")
    took = sum(exchange.milliseconds for exchange in exchanges) / 1000
    return Finding(check, Verdict.OK, f"Answered in {took:.1f} s; {found.records} records were read.")
