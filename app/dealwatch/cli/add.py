"""`add`: begins to watch whatever is recognised in the words given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import click

from dealwatch.cli.options import Duration
from dealwatch.cli.session import Session
from dealwatch.model.errors import UsageError
from dealwatch.sources.opml import is_opml
from dealwatch.sources.recognise import Recognition, page_meant, recognise_all
from dealwatch.sources.recognise_urls import web_address
from dealwatch.sources.registry import official
from dealwatch.watch.adding import add
from dealwatch.watch.contact import contact_of
from dealwatch.watch.lists import feed_entry, feed_list, unfold
from dealwatch.watch.tracking import Added, Tracking


@click.command("add")
@click.argument("what", nargs=-1)
@click.option("--deal", default="", help="Name of the deal it belongs to.")
@click.option("--every", type=Duration(), help="How often, such as 30m.")
@click.option(
    "--from", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="One per line; OPML."
)
@click.option("--selector", default="", help="Of a page: the element to watch, as a CSS selector.")
@click.option("--xpath", default="", help="Of a page: the element to watch, as an XPath expression.")
@click.option("--words", default="", help="Of a sitemap: words of which new addresses must have one, comma-separated.")
@click.option("--name", default="", help="Of a page: what to call it.")
@click.option("--preview", is_flag=True, help="Of a page: show what would be watched, and save nothing.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    what: tuple[str, ...],
    deal: str,
    every: timedelta | None,
    file: Path | None,
    preview: bool,
    **choice: str,
) -> None:
    """Watch case numbers, pages' addresses, registers (accc, ec, cma), feeds, files, lists or company names."""
    session: Session = ctx.obj
    chosen = {name: value for name, value in choice.items() if value}
    listed = file is not None and is_opml(file.read_bytes())
    lines = _lines(file) if file is not None and not listed else []
    texts = [*what, *(line for line in lines if line.strip() and not line.startswith("#"))]
    if not texts and not listed:
        raise click.UsageError("say what to add")
    if preview:
        from dealwatch.cli.preview import show_preview

        ctx.exit(max([show_preview(session, page.url, chosen) for page in map(_page, texts)], default=2))
    done, failed = _Adding(session, deal, every, chosen).add_all(texts, file if listed else None)
    ctx.exit(0 if not failed else 1 if done else 2)


class _Adding:
    def __init__(self, session: Session, deal: str, every: timedelta | None, chosen: Mapping[str, str]) -> None:
        self._session, self._deal, self._every, self._chosen = session, deal, every, chosen
        self._tracking = Tracking(session.store, session.clock)

    def add_all(self, texts: list[str], feeds: Path | None) -> tuple[int, int]:
        """How many things were added (or were there already), and how many could not be."""
        done = failed = 0
        for meaning in map(feed_entry, feed_list(feeds).feeds) if feeds is not None else ():
            done += self._add(meaning)
        for text in texts:
            try:
                meanings = [entry for meaning in self._meanings(text) for entry in unfold(meaning)]
            except UsageError as error:
                self._session.note(f"{error.title} {error.hint}")
                failed += 1
                continue
            if not meanings:
                self._session.note(f"Nothing was recognised in “{text}”.")
            count = sum(map(self._add, meanings))
            done += count
            failed += max(len(meanings), 1) - count
        return done, failed

    def _meanings(self, text: str) -> tuple[Recognition, ...]:
        return (_page(text),) if self._chosen else recognise_all(text)

    def _add(self, meaning: Recognition) -> bool:
        try:
            added = add(self._tracking, meaning, deal=self._deal, every=self._every, choice=self._chosen)
        except UsageError as error:
            self._session.note(f"{error.title} {error.hint}")
            return False
        if meaning.caution:
            self._session.note(meaning.caution)
        if added.new and (caution := _source_caution(added.source, self._session)):
            self._session.note(caution)
        _show(self._session, added, meaning.words)
        return True


def _source_caution(key: str, session: Session) -> str:
    """What is to be known of a source that is now asked: that nobody has confirmed it, or what it needs first."""
    source = official().get(key)
    if source is None:
        return ""
    if source.info.wants_contact and not contact_of(session.store):
        return f"{source.info.title} needs your e-mail address first: dealwatch sources --contact you@example.com"
    if not source.info.confirmed:
        return f"{source.info.title}: unconfirmed. Nobody has seen its answers yet; the first is judged strictly."
    return ""


def _page(text: str) -> Recognition:
    """The page at an address, also where without a choice another source would be meant."""
    url = web_address(text.strip().removeprefix("page:"))
    if not url:
        raise UsageError("Only of a page can a part be chosen.", f"Give its address ({text}).")
    return page_meant(url)


def _lines(file: Path) -> list[str]:
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
