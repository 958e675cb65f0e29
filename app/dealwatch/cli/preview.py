"""`add --preview`: what a selector matches on a page, before anything is saved."""

from __future__ import annotations

from collections.abc import Mapping

from dealwatch.cli.session import Session
from dealwatch.model.source import SourceProblem
from dealwatch.sources.registry import user_made
from dealwatch.watch.adding import page_choice
from dealwatch.watch.look import look

_SHOWN = 50


def show_preview(session: Session, url: str, choice: Mapping[str, str]) -> int:
    """Print the matches, the first 50 for people; the exit status. UsageError for a selector that cannot be read."""
    source = user_made(f"page:{url}", {"url": url, **page_choice(url, choice)})
    assert source is not None
    try:
        items = look(session.store, session.clock, session.fetcher, source)
    except SourceProblem as problem:
        session.note(f"{problem.title} {problem.hint}")
        return 1
    for number, item in enumerate(items, 1):
        text = item.summary or item.title
        if session.json:
            session.emit({"match": number, "text": text, "link": item.link or None})
        elif number <= _SHOWN:
            session.say(f"{number:3}  {text}")
    if not items:
        session.note("Nothing of that kind is there at the moment. What is new will be told.")
    elif len(items) > _SHOWN and not session.json:
        session.note(f"and {len(items) - _SHOWN} more")
    return 0
