"""What a person does with deals of their own: make, edit, merge, split, put away, note, tag, attach.

Every act is one transaction and one line of the journal, so that `watch.undo` can take it back. Facts of authorities
are out of reach here. Titles of acts are messages; they are translated where they are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from dealwatch.language import _, mark
from dealwatch.model.deal import Deal, Party
from dealwatch.model.errors import UsageError
from dealwatch.model.note import Note
from dealwatch.store.connection import Database
from dealwatch.store.database import Store
from dealwatch.store.snapshots import Snapshot, digest
from dealwatch.watch.ports import Clock

OWN = "user"
"""Where bytes come from that a person put there."""
LARGEST_ATTACHMENT = 200 * 2**20  # bytes


class Working:
    """`Store.write` joins an outer transaction: several acts in one `act` block are one act."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    @contextmanager
    def act(self, title: str, **fields: str) -> Iterator[Database]:
        """One act of the user, recorded as a whole."""
        with self._store.write() as database, self._store.journal.recording(database, title, fields, self._now()):
            yield database

    # -- deals

    def create(self, deal: Deal) -> str:
        """A new deal; its id. UsageError without a name."""
        _named(deal)
        with self.act(mark("Added {name}"), name=deal.name) as database:
            return self._store.deals.add(database, deal, self._now())

    def edit(self, deal: Deal) -> None:
        """Everything a person may state about a deal, tags included."""
        _named(deal)
        with self.act(mark("Edited {name}"), name=deal.name) as database:
            self._there(deal.id, database)
            self._store.deals.update(database, deal)

    def merge(self, into: str, other: str) -> None:
        """One deal of two: reviews, parties, notes, tags and files of the other go over, and the other is taken away.

        What the first one states stands; where it states nothing, the other's value is taken.
        """
        if into == other:
            raise UsageError(_("That is one deal already."), _("Choose another one to merge it with."))
        one, two = self._there(into), self._there(other)
        with self.act(mark("Merged {other} into {name}"), name=one.name, other=two.name) as database:
            self._store.deals.update(database, _joined(one, two))
            for case_id in two.case_ids:
                self._store.deals.unlink(database, two.id, case_id)
                self._store.deals.link(database, one.id, case_id)
            self._store.notes.move(database, two.id, one.id)
            self._store.attachments.move(database, two.id, one.id)
            self._store.deals.remove(database, two.id, self._now())

    def split(self, deal_id: str, case_ids: Sequence[str], name: str) -> str:
        """Some reviews of a deal become a deal of their own; its id."""
        deal = self._there(deal_id)
        moving = [case_id for case_id in deal.case_ids if case_id in set(case_ids)]
        if not moving:
            raise UsageError(_("No review was chosen."), _("Choose the reviews that belong to the new deal."))
        new = replace(deal, id="", name=name.strip(), parties=(), value="", tags=(), case_ids=(), sample=False)
        _named(new)
        with self.act(mark("Split {new} off {name}"), name=deal.name, new=new.name) as database:
            new_id = self._store.deals.add(database, new, self._now())
            for case_id in moving:
                self._store.deals.unlink(database, deal_id, case_id)
                self._store.deals.link(database, new_id, case_id)
        return new_id

    def put_case(self, case_id: str, deal_id: str) -> None:
        """Let a review belong to this deal too."""
        deal, title = self._there(deal_id), self._title(case_id)
        with self.act(mark("Put {case} with {name}"), name=deal.name, case=title) as database:
            self._store.deals.link(database, deal_id, case_id)

    def take_case(self, case_id: str, deal_id: str) -> None:
        """The review does not belong to this deal."""
        deal, title = self._there(deal_id), self._title(case_id)
        with self.act(mark("Took {case} out of {name}"), name=deal.name, case=title) as database:
            self._store.deals.unlink(database, deal_id, case_id)

    def archive(self, deal_ids: Iterable[str], archived: bool = True) -> None:
        """Put deals away, or bring them back: an archived deal alerts no more and stays in the record."""
        deals = [self._there(deal_id) for deal_id in deal_ids]
        title = mark("Archived {name}") if archived else mark("Brought {name} back")
        with self.act(title, name=_names(deals)) as database:
            for deal in deals:
                self._store.deals.archive(database, deal.id, self._now() if archived else None)

    def remove(self, deal_ids: Iterable[str]) -> None:
        """Stop tracking. The record keeps the deal's events."""
        deals = [self._there(deal_id) for deal_id in deal_ids]
        with self.act(mark("Removed {name}"), name=_names(deals)) as database:
            for deal in deals:
                self._store.deals.remove(database, deal.id, self._now())

    def put_on_list(self, deal_ids: Iterable[str], list_name: str) -> None:
        deals = [self._there(deal_id) for deal_id in deal_ids]
        with self.act(mark("Put {name} on the list {list}"), name=_names(deals), list=list_name) as database:
            for deal in deals:
                self._store.deals.update(database, replace(deal, list_name=list_name.strip()))

    def tag(self, deal_ids: Iterable[str], add: Iterable[str] = (), drop: Iterable[str] = ()) -> None:
        """Add and drop tags. A tag is a word or a few; letter case as first written."""
        deals = [self._there(deal_id) for deal_id in deal_ids]
        adding = {" ".join(tag.split()) for tag in add} - {""}
        dropping = {tag.casefold() for tag in drop}
        with self.act(mark("Tagged {name}"), name=_names(deals)) as database:
            for deal in deals:
                kept = {tag for tag in deal.tags if tag.casefold() not in dropping}
                known = {tag.casefold() for tag in kept}
                self._store.deals.set_tags(
                    database, deal.id, kept | {tag for tag in adding if tag.casefold() not in known}
                )

    def mute(self, deal_id: str = "", case_id: str = "", *, muted: bool = True) -> None:
        """Changes come to the inbox only, or (False) are notified again."""
        name = self._there(deal_id).name if deal_id else self._title(case_id)
        title = mark("Muted {name}") if muted else mark("Unmuted {name}")
        with self.act(title, name=name) as database:
            if deal_id:
                self._store.deals.mute(database, deal_id, muted)
            else:
                self._store.cases.mute(database, case_id, muted)

    def forget_company(self, name: str) -> None:
        """New cases that name this company do not alert any more."""
        with self.act(mark("Took {name} off the radar"), name=name) as database:
            self._store.watches.remove_company(database, name)

    # -- notes and files

    def write_note(self, note: Note) -> str:
        """A new note, or the new text of one; its id. An empty text takes the note away."""
        if not note.body.strip():
            if note.id:
                self.remove_note(note.id)
            return ""
        title = mark("Edited a note") if note.id else mark("Wrote a note")
        with self.act(title) as database:
            note_id = self._store.notes.put(database, note, self._now())
            index_note(self._store, database, note_id)
        return note_id

    def remove_note(self, note_id: str) -> None:
        with self.act(mark("Removed a note")) as database:
            self._store.notes.remove(database, note_id)
            index_note(self._store, database, note_id)

    def attach(self, deal_id: str, name: str, body: bytes, content_type: str, case_id: str = "") -> str:
        """Keep a file with a deal; the attachment's id. UsageError for one that is empty or too large."""
        if not body or len(body) > LARGEST_ATTACHMENT:
            raise UsageError(
                _("That file cannot be attached."),
                _("It is empty.") if not body else _("The largest is 200 MB; link to it."),
            )
        self._there(deal_id)
        now, sha256 = self._now(), digest(body)
        with self.act(mark("Attached {name}"), name=name) as database:
            self._store.snapshots.put(database, Snapshot(sha256, body, content_type, "", now, OWN))
            return self._store.attachments.add(
                database, deal_id=deal_id, name=name, snapshot=sha256, now=now, case_id=case_id
            )

    def detach(self, attachment_id: str) -> None:
        found = self._store.attachments.get(attachment_id)
        with self.act(mark("Removed {name}"), name=found.name if found else "") as database:
            self._store.attachments.remove(database, attachment_id)

    # -- inbox

    def mark_read(self, alert_ids: Sequence[str], read: bool = True) -> None:
        """Only where the user says so; what is read by being opened is no act."""
        title = mark("Marked as read") if read else mark("Marked as unread")
        with self.act(title) as database:
            self._store.alerts.mark_read(database, alert_ids, self._now() if read else None)

    def flag(self, alert_id: str, flagged: bool) -> None:
        with self.act(mark("Flagged") if flagged else mark("Took a flag away")) as database:
            self._store.alerts.flag(database, alert_id, flagged)

    def snooze(self, alert_ids: Sequence[str], until: datetime) -> None:
        """Out of sight until that instant, then unread again."""
        with self.act(mark("Snoozed")) as database:
            self._store.alerts.snooze(database, alert_ids, until)

    def _there(self, deal_id: str, database: Database | None = None) -> Deal:
        deal = self._store.deals.get(deal_id, database)
        if deal is None:
            raise UsageError(_("There is no such deal."), deal_id)
        return deal

    def _title(self, case_id: str) -> str:
        case = self._store.cases.get(case_id)
        if case is None:
            raise UsageError(_("There is no such case."), case_id)
        return case.title or case.printed_number or case.number

    def _now(self) -> datetime:
        return self._clock.now()


def index_note(store: Store, database: Database, note_id: str) -> None:
    """Let the full text say what the note says now, or forget a note that is gone."""
    note = store.notes.get(note_id, database)
    if note is None:
        store.search.drop(database, "note", note_id)
        return
    deal = store.deals.get(note.deal_id, database)
    store.search.put(database, "note", note_id, deal.name if deal else "", note.body, note.case_id)


def _named(deal: Deal) -> None:
    if not deal.name.strip():
        raise UsageError(_("A deal needs a name."), _("Write who buys whom, as the press calls it."))


def _names(deals: Sequence[Deal]) -> str:
    return ", ".join(deal.name for deal in deals)


def _joined(one: Deal, two: Deal) -> Deal:
    return replace(
        one,
        parties=_all_parties(one.parties, two.parties),
        value=one.value or two.value,
        announced=one.announced or two.announced,
        signed=one.signed or two.signed,
        long_stop=one.long_stop or two.long_stop,
        list_name=one.list_name or two.list_name,
        tags=(*one.tags, *(tag for tag in two.tags if tag.casefold() not in {t.casefold() for t in one.tags})),
    )


def _all_parties(one: Sequence[Party], two: Sequence[Party]) -> tuple[Party, ...]:
    """A party of both is one party with the aliases of both."""
    found = {party.name.casefold(): party for party in one}
    for party in two:
        known = found.get(party.name.casefold())
        aliases = dict.fromkeys((*known.aliases, *party.aliases)) if known else party.aliases
        found[party.name.casefold()] = (
            replace(known, aliases=tuple(aliases), role=known.role or party.role) if known else party
        )
    return tuple(found.values())
