"""The user's e-mail address for organisations that answer only those who give one (the SEC). A setting of the data.

Must not contain: who wants it (`SourceInfo.wants_contact`).
"""

from __future__ import annotations

import re
from datetime import datetime

from dealwatch.language import _
from dealwatch.model.errors import UsageError
from dealwatch.model.source import SourceState
from dealwatch.store.database import Store

CONTACT = "contact"
"""Name of the setting."""

_ADDRESS = re.compile(r"[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}", re.IGNORECASE | re.ASCII)


def contact_of(store: Store) -> str:
    """The address, empty where none was given."""
    return store.settings.get(CONTACT)


def set_contact(store: Store, text: str, now: datetime) -> str:
    """Keep an address, or none for an empty text; what is kept. UsageError for what is no e-mail address.

    A source that waited for it is asked at once.
    """
    address = text.strip()
    if address and _ADDRESS.fullmatch(address) is None:
        raise UsageError(_("That is no e-mail address."), _("Give one such as desk@example.com; it may be written to."))
    with store.write() as database:
        store.settings.put(database, CONTACT, address)
        waiting = [row.key for row in store.sources.all() if row.state is SourceState.NEEDS_SETUP and not row.paused]
        store.sources.ask_now(database, now, waiting)
    return address
