"""What `dealwatch` does on a machine without a screen: the sample watchlist, then the demonstration, whole."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from dealwatch.cli.demo import run
from dealwatch.cli.session import Session
from dealwatch.figures.day_words import partial_text
from dealwatch.model.dates import PartialDate
from dealwatch.system.clock import FixedClock, SystemClock
from dealwatch.system.paths import paths_for
from dealwatch.watch.sample_install import install_sample, sample_as_at

SPEED = 4.0


def show(data: Path | None, now: datetime | None) -> int:
    """Print the sample's table of cases, then play the demonstration; 0."""
    session = Session(paths_for(data), FixedClock(now) if now else SystemClock())
    try:
        session.note("There is no screen here, so the window cannot open. The main job runs without it.")
        install_sample(session.store)
        _table(session)
        run(session, SPEED)
    finally:
        session.close()
    return 0


def _table(session: Session) -> None:
    store = session.store
    as_at = sample_as_at(store)
    when = f", as at {partial_text(PartialDate.parse(as_at))}" if as_at else ""
    session.say(f"Tracked deals (sample watchlist “AI partnerships”{when})\n")
    session.say(f"{'Deal':26}{'Authority':12}{'Case':14}Status")
    for deal in store.deals.all():
        for case in store.cases.of_deal(deal.id):
            number = case.printed_number or "no number"
            session.say(f"{deal.name:26}{case.authority:12}{number:14}{case.status.badge.label}")
    session.say()
