"""Names of our own records: ULIDs, which sort by time and are unique across machines."""

from __future__ import annotations

from datetime import datetime


def new_id(at: datetime | None = None) -> str:
    """A ULID of an instant (aware), or of now."""
    from ulid import ULID  # late: it brings the metadata of packages with it, and no reading needs it

    return str(ULID.from_datetime(at) if at is not None else ULID())
