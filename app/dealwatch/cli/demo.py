"""`demo`: plays the built-in register and runs the whole job on it, in a data folder of its own."""

from __future__ import annotations

import time
from pathlib import Path

import click

from dealwatch.alerts.outbox import told
from dealwatch.alerts.wording import body, title
from dealwatch.cli.lines import show_events
from dealwatch.cli.session import Session, TerminalChannel
from dealwatch.export.casefile import render
from dealwatch.export.gather import Choices, gather
from dealwatch.export.whole_file import write_whole
from dealwatch.sources.registry import official
from dealwatch.system.demonstration import Demonstration

STEP_SECONDS = 2.0
MARKING = "Demonstration"
REMARK = "A demonstration: the pages were served by a small register of our own, written from public facts."


@click.command("demo")
@click.option("--speed", default=1.0, show_default=True, type=click.FloatRange(min=0.01), help="2 is twice as fast.")
@click.pass_obj
def command(session: Session, speed: float) -> None:
    """See a change arrive: a small register of our own is played, watched, told and written to a case file."""
    run(session, speed)


def run(session: Session, speed: float) -> None:
    """Play the story and write its case file."""
    folder = session.paths.demonstration
    session.note("This is a demonstration on a register of our own; your data is not touched.")
    with Demonstration(folder / "data", [TerminalChannel()]) as demonstration:
        playing = Session(session.paths, demonstration.clock, session.json, opened=demonstration.store)
        count = len(demonstration.begin())
        while (played := demonstration.advance()) is not None:
            step, events = played
            count += len(events)
            if not session.json:
                session.say(f"\n{step.at:%d %b %Y}  {step.title}")
            show_events(playing, events)
            time.sleep(STEP_SECONDS / speed)
        alerts = [told(demonstration.store, alert) for alert in demonstration.store.alerts.inbox()][::-1]
        target = _case_file(demonstration, folder)
        if session.json:
            session.emit({"events": count, "alerts": len(alerts), "case_file": str(target)})
            return
        session.say(f"\n{len(alerts)} alerts:")
        for entry in alerts:
            first, *_ = body(entry).splitlines() or [""]
            session.say(f"  {title(entry)}\n      {first}")
        session.say(f"\nCase file: {target}")


def _case_file(demonstration: Demonstration, folder: Path) -> Path:
    store, deal_id = demonstration.store, demonstration.deal_id
    deal = store.deals.get(deal_id)
    assert deal is not None
    infos = {key: source.info for key, source in official().items()}
    rendered = render(gather(store, deal, demonstration.clock.now(), infos, Choices(marking=MARKING, remark=REMARK)))
    target = folder / "case-file.pdf"
    write_whole(target, rendered.pdf)
    return target
