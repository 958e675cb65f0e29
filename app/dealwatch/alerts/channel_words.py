"""Channels in words: their kinds, and why one did not take a message and what to do. Shown in the language spoken."""

from __future__ import annotations

from dealwatch.language import _, mark
from dealwatch.model.channel import ChannelKind, Trouble

KINDS = {
    ChannelKind.MAIL: mark("E-mail"),
    ChannelKind.SLACK: mark("Slack"),
    ChannelKind.TEAMS: mark("Microsoft Teams"),
    ChannelKind.WEBHOOK: mark("Webhook"),
    ChannelKind.OTHER: mark("Other service"),
}
_TROUBLE = {
    Trouble.UNREACHABLE: (
        mark("The server could not be reached."),
        mark("It may be down, or its name misspelt. It is tried again."),
    ),
    Trouble.TIMEOUT: (
        mark("The server did not answer in time."),
        mark("It may have taken the message all the same. It is tried again."),
    ),
    Trouble.TLS: (
        mark("The server could not prove who it is."),
        mark("Nothing was sent. Check its name, and the kind of encryption for a mail server."),
    ),
    Trouble.LOGIN: (
        mark("The server does not accept the user name and password."),
        mark("Some mail services want a password made for programs. Change the address."),
    ),
    Trouble.ADDRESS: (
        mark("The service does not accept the address."),
        mark("It may have been withdrawn there. Make a new one and change the address."),
    ),
    Trouble.RECIPIENT: (
        mark("The mail server does not know a recipient."),
        mark("Check the addresses that the message goes to."),
    ),
    Trouble.BUSY: (mark("The service asks to come back later."), mark("It is tried again when it says so.")),
    Trouble.SERVER: (
        mark("The service has trouble of its own."),
        mark("It is tried again, and sent under the same name, so that it can be known for the same."),
    ),
    Trouble.REFUSED: (mark("The service refused the message."), mark("It is tried again. Send a test to see more.")),
    Trouble.RUBBISH: (
        mark("The service answered, but not that it took the message."),
        mark("Check the address. It is tried again."),
    ),
    Trouble.NO_ADDRESS: (
        mark("The address is not known on this computer."),
        mark("It is kept in the keyring, which has none or could not be asked. Enter it again."),
    ),
    Trouble.UNUSABLE: (
        mark("Nothing can be sent to this address."),
        mark("It is not one that this kind of channel has. Change the address."),
    ),
    Trouble.BROKEN: (
        mark("The message could not be sent from this computer."),
        mark("The details are in the log. It is tried again."),
    ),
}


def trouble_words(trouble: Trouble) -> tuple[str, str]:
    """What is wrong, and what to do."""
    title, hint = _TROUBLE[trouble]
    return _(title), _(hint)


def trouble_line(trouble: Trouble) -> str:
    """Both, in English, for the command line."""
    return " ".join(_TROUBLE[trouble])
