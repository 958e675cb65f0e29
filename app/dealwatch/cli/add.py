"""`add`: begins to watch whatever is recognised in the words given."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click

from dealwatch.cli.options import Duration
from dealwatch.cli.session import Session
from dealwatch.model.errors import UsageError
from dealwatch.sources.recognise import recognise_all
from dealwatch.watch.adding import add
from dealwatch.watch.tracking import Added, Tracking


@click.command("add")
@click.argument("what", nargs=-1)
@click.option("--deal", default="", help="Name of the deal it belongs to.")
@click.option("--every", type=Duration(), help="How often, such as 30m.")
@click.option("--from", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="One per line.")
@click.pass_context
def command(ctx: click.Context, what: tuple[str, ...], deal: str, every: timedelta | None, file: Path | None) -> None:
    """Watch case numbers, pages' addresses, registers (accc, ec, cma), feeds or company names."""
    session: Session = ctx.obj
    texts = [*what, *(line for line in _lines(file) if line.strip() and not line.startswith("#"))]
    if not texts:
        raise click.UsageError("say what to add")
    tracking = Tracking(session.store, session.clock)
    failed = 0
    for text in texts:
        meanings = recognise_all(text)
        if not meanings:
            failed += 1
            session.note(f"Nothing was recognised in “{text}”.")
        for meaning in meanings:
            try:
                added = add(tracking, meaning, deal=deal, every=every)
            except UsageError as error:
                failed += 1
                session.note(f"{error.title} {error.hint}")
            else:
                _show(session, added, meaning.words)
    if failed == len(texts):
        ctx.exit(2)
    ctx.exit(1 if failed else 0)


def _lines(file: Path | None) -> list[str]:
    if file is None:
        return []
    try:
        return file.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise UsageError("That list is not text.", f"Save it as UTF-8 ({file}).") from error


def _show(session: Session, added: Added, words: str) -> None:
    if session.json:
        session.emit(
            {
                "added": added.new,
                "kind": added.kind,
                "source": added.source or None,
                "case": added.case or None,
                "deal": added.deal or None,
            }
        )
    else:
        session.say(f"{'Watching' if added.new else 'Watched already'}: {words}")
