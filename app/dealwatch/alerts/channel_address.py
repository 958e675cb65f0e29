"""Addresses of channels: what the user enters, how it is kept in the keyring, what of it is secret. Pure.

Kept is a text: the address itself or, for mail, its fields as JSON. Must not contain: sending, the keyring.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import msgspec

from dealwatch.language import _
from dealwatch.model.channel import ChannelKind
from dealwatch.model.errors import UsageError

_ADDRESS = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+\Z")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://\S+\Z", re.IGNORECASE)
_SHORTEST = 4
"""Letters of a part that is worth hiding: a shorter one would take half of a text with it."""

_PUBLIC = frozenset(
    ("services", "workflows", "triggers", "manual", "paths", "invoke", "webhook", "webhooks", "webhookb2", "hooks",
     "incomingwebhook", "powerautomate", "automations", "direct", "hook", "messages", "message", "notify", "alerts")
)  # fmt: skip
"""Parts that addresses of services share; hidden, they would take plain words out of a text."""


class Security(StrEnum):
    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}
"""What a mail server usually listens on."""


class MailAddress(msgspec.Struct, frozen=True, kw_only=True):
    """`to` are the recipients. Without a `user` the server is asked for no login."""

    host: str
    port: int
    security: Security
    sender: str
    to: tuple[str, ...]
    user: str = ""
    password: str = ""

    def __repr__(self) -> str:
        """A secret must not reach a log by way of a printed object."""
        return "MailAddress(…)"


def recipients(text: str) -> tuple[str, ...]:
    """Addresses parted by commas, semicolons or spaces, each once."""
    return tuple(dict.fromkeys(part for part in re.split(r"[\s,;]+", text) if part))


def kept_mail(address: MailAddress) -> str:
    """As kept. UsageError for what no letter can be sent with."""
    if not address.host or re.search(r"[\s/@]", address.host):
        raise UsageError(_("The mail server's name is missing."), _("It looks like smtp.example.com."))
    if not 0 < address.port < 65536:
        raise UsageError(_("That is no port."), _("Usual ones are 587 (STARTTLS), 465 (TLS) and 25."))
    for text in (address.sender, *address.to) if address.to else (address.sender, ""):
        if not _ADDRESS.match(text):
            raise UsageError(_("“{text}” is no e-mail address.").format(text=text),
                             _("Write it as name@example.com; several recipients with commas."))  # fmt: skip
    if address.password and address.security is Security.NONE and not local(address.host):
        raise UsageError(
            _("The password would be sent for everybody to read."),
            _("Choose STARTTLS or TLS; nearly every mail server has one of them."),
        )
    return msgspec.json.encode(address).decode()


def kept_address(kind: ChannelKind, text: str) -> str:
    """As kept. UsageError for what is no address of that kind."""
    text = text.strip()
    web = kind is not ChannelKind.OTHER
    try:
        host = urlsplit(text).hostname
    except ValueError:
        host = None
    if not _SCHEME.match(text) or (web and (not host or not text.lower().startswith(("https://", "http://")))):
        raise UsageError(
            _("That is no address of this kind of channel."),
            _("Copy it whole from where the service shows it; it begins with https://.")
            if web
            else _("It looks like service://token/…, as the service's page at Apprise says."),
        )
    if kind in (ChannelKind.SLACK, ChannelKind.TEAMS) and not text.lower().startswith("https://"):
        raise UsageError(
            _("That is no address of this kind of channel."),
            _("Copy it whole from where the service shows it; it begins with https://."),
        )
    return text


def mail_of(kept: str) -> MailAddress | None:
    """None for what is not the text of a mail address."""
    try:
        return msgspec.json.decode(kept, type=MailAddress)
    except msgspec.DecodeError:
        return None


def job_of(kind: ChannelKind, kept: str) -> dict[str, Any] | None:
    """What the sender is given of the address; None for a kept text that is none."""
    if kind is not ChannelKind.MAIL:
        return {"kind": kind.value, "address": kept} if kept else None
    mail = mail_of(kept)
    fields: Mapping[str, Any] | None = msgspec.to_builtins(mail) if mail is not None else None
    return {"kind": kind.value, "mail": dict(fields)} if fields is not None else None


def secret_parts(kept: str) -> tuple[str, ...]:
    """Everything in a kept text that nobody else is to read, the longest first: tokens, names, passwords, hosts."""
    found = {part for part in _parts(kept) if len(part) >= _SHORTEST and part.lower() not in _PUBLIC}
    return tuple(sorted(found, key=len, reverse=True))


def _parts(kept: str) -> Iterator[str]:
    yield kept
    mail = mail_of(kept)
    if mail is not None:
        yield from (mail.host, mail.user, mail.password, mail.sender, *mail.to)
        return
    scheme, _sign, rest = kept.partition("://")
    if scheme.lower() not in ("http", "https"):
        yield from re.split(r"[/:@?&=#,]+", unquote(rest))  # where a service puts its tokens is its own affair
    try:
        parts = urlsplit(kept)
        values = [value for _name, value in parse_qsl(parts.query)]
        login = (parts.username or "", parts.password or "")
    except ValueError:
        return
    for part in (*login, *parts.path.split("/"), *values, parts.hostname or "", parts.netloc):
        yield from (part, unquote(part))


def local(host: str) -> bool:
    """Whether it is this computer."""
    return host == "localhost" or host.startswith("127.") or host == "::1"
