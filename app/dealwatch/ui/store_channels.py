"""Channels and digest over the store, the keyring and the library of channels. Must not contain Qt."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from dealwatch.alerts.channel_address import MailAddress, job_of, kept_mail, mail_of
from dealwatch.alerts.channel_words import trouble_words
from dealwatch.alerts.digest_plan import DigestPlan, done_of, keep_plan, next_slot, plan_of
from dealwatch.language import _
from dealwatch.model.channel import ChannelKind, Trouble
from dealwatch.model.errors import DataError, DealwatchError, UsageError
from dealwatch.system.network import network_up
from dealwatch.system.secrets import Kept, Unavailable
from dealwatch.ui.desk.channels import ChannelRow

if TYPE_CHECKING:
    from dealwatch.alerts.channel_send import Sender
    from dealwatch.model.channel import FarChannel
    from dealwatch.store.database import Store
    from dealwatch.system.secrets import Secrets
    from dealwatch.watch.ports import Clock

_PATIENCE = 25.0
"""Seconds somebody waits for a test they have asked for."""


class StoreChannels:
    """Implements `ui.desk.channels.Channels`. `wake` makes the engine look for what waits."""

    def __init__(self, store: Store, clock: Clock, secrets: Secrets, wake: Callable[[], None]) -> None:
        self._store, self._clock, self._secrets, self._wake = store, clock, secrets, wake

    def rows(self) -> tuple[ChannelRow, ...]:
        return tuple(
            ChannelRow(
                channel.id, channel.name, channel.kind, channel.enabled, channel.trouble,
                self._store.channels.waiting(channel.id), channel.next_try, channel.sent_at,
                channel.alerts,
            )
            for channel in self._store.channels.all()
        )  # fmt: skip

    def add(self, name: str, kind: ChannelKind, kept: str, *, alerts: bool = True) -> bool:
        self._look_at(name, kind, kept)
        with self._store.write() as database:
            channel_id = self._store.channels.add(database, name.strip(), kind, self._clock.now(), alerts=alerts)
        return self._keep(self._get(channel_id), kept)

    def change(self, channel_id: str, name: str, kind: ChannelKind, kept: str, *, alerts: bool = True) -> bool:
        channel = self._get(channel_id)
        if kind is not channel.kind and not kept:
            raise UsageError(_("The address is missing."), _("Another kind of channel has another address."))
        known = mail_of(self._secrets.value(channel.secret_name)) if kind is ChannelKind.MAIL else None
        given = mail_of(kept) if kind is ChannelKind.MAIL else None
        if known is not None and given is not None and given.user == known.user and not given.password:
            kept = kept_mail(msgspec.structs.replace(given, password=known.password))  # as it was, since not shown
        self._look_at(name, kind, kept or None, but=channel_id)
        with self._store.write() as database:
            self._store.channels.change(database, channel_id, name.strip(), kind, alerts=alerts)
            if kept:
                self._store.channels.try_now(database, channel_id)
        if not kept:
            return not self._secrets.this_session(channel.secret_name)
        return self._keep(channel, kept)

    def _look_at(self, name: str, kind: ChannelKind, kept: str | None, but: str = "") -> None:
        """UsageError for a name that is missing or taken, or an address that nothing can be sent to."""
        if not name.strip():
            raise UsageError(_("The channel has no name."), _("Give it one by which you know it in the list."))
        taken = {channel.name.casefold() for channel in self._store.channels.all() if channel.id != but}
        if name.strip().casefold() in taken:
            raise UsageError(_("Another channel has this name."), _("Give it one by which you know it in the list."))
        if kept is None:
            return
        job = job_of(kind, kept)
        found = _sender().send(job, self._clock.now()) if job is not None else None
        if found is None or found.trouble is Trouble.UNUSABLE:
            raise UsageError(*trouble_words(Trouble.UNUSABLE))

    def _keep(self, channel: FarChannel, kept: str) -> bool:
        found = self._secrets.keep(channel.secret_name, kept)
        self._wake()
        return found is Kept.KEYRING

    def enable(self, channel_id: str, wanted: bool) -> None:
        with self._store.write() as database:
            self._store.channels.enable(database, channel_id, wanted)

    def remove(self, channel_id: str) -> None:
        """DataError where its address stays in the keyring: then the channel stays, too, to be removed later."""
        channel = self._get(channel_id)
        failed = self._secrets.forget(channel.secret_name)
        if isinstance(failed, Unavailable) and self._secrets.state() is None:
            raise DataError(_("The address could not be removed from the keyring."), failed.reason)
        plan = plan_of(self._store)
        with self._store.write() as database:
            self._store.channels.remove(database, channel_id)
        if channel_id in plan.channels:
            rest = tuple(other for other in plan.channels if other != channel_id)
            self.keep_plan(msgspec.structs.replace(plan, channels=rest))

    def test(self, channel_id: str) -> str:
        from dealwatch.alerts.channel_letter import trial_letter
        from dealwatch.alerts.channel_post import sendable
        from dealwatch.alerts.channel_send import TEST

        channel, now = self._get(channel_id), self._clock.now()
        job = job_of(channel.kind, self._secrets.value(channel.secret_name))
        if job is None:
            raise DealwatchError(*trouble_words(Trouble.NO_ADDRESS))
        name = f"test-{channel_id}-{now:%Y%m%d%H%M%S}"
        outcome = _sender().send({**job, **sendable(trial_letter(), name)}, now, TEST)
        with self._store.write() as database:
            self._store.ledger.add(database, outcome.lines)
            if outcome.trouble is None:
                self._store.channels.try_now(database, channel_id)
        if outcome.trouble is not None:
            if outcome.trouble is Trouble.UNREACHABLE and not network_up():
                raise DealwatchError(_("This computer is offline."), _("Nothing was sent. Try it again later."))
            raise DealwatchError(*trouble_words(outcome.trouble))
        self._wake()
        return _("“{name}” took the test.").format(name=channel.name)

    def mail_of(self, channel_id: str) -> MailAddress | None:
        known = mail_of(self._secrets.value(self._get(channel_id).secret_name))
        return msgspec.structs.replace(known, password="") if known is not None else None

    def _get(self, channel_id: str) -> FarChannel:
        channel = self._store.channels.get(channel_id)
        if channel is None:
            raise UsageError(_("This channel is no longer there."))
        return channel

    # -- digest

    def plan(self) -> DigestPlan:
        return plan_of(self._store)

    def keep_plan(self, plan: DigestPlan) -> None:
        keep_plan(self._store, plan, self._clock.now())
        self._wake()

    def next_digest(self) -> datetime | None:
        plan, done, local = self.plan(), done_of(self._store), self._clock.now().astimezone()
        return next_slot(plan, done, local) if done is not None else None

    def digest_now(self) -> str:
        from dealwatch.alerts.digest import DigestMaker

        if not DigestMaker(self._store, self._clock).make_now():
            raise DealwatchError(
                _("The digest would reach nobody."), _("Choose a channel that is on, or this computer's notifications.")
            )
        self._wake()
        return _("A digest is on its way.")


def _sender() -> Sender:
    from dealwatch.alerts.channel_send import Sender
    from dealwatch.sources.origins import Origins

    return Sender(Origins.load(os.environ.get("DEALWATCH_ORIGINS", "")).mapping, limit=_PATIENCE)
