"""What a person adds to a deal of their own: notes, attachments, and the acts that can be undone.

Kept apart from facts: nothing here is evidence of a status. Instants are aware, in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Note:
    """`body` is Markdown. It belongs to a deal, a case or both; with `event_id` it stands beside that event."""

    id: str
    body: str
    deal_id: str = ""
    case_id: str = ""
    event_id: str = ""
    created_at: datetime | None = None
    edited_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file a person put with a deal. `snapshot` is the SHA-256 of its stored bytes, `size` in bytes."""

    id: str
    name: str
    snapshot: str
    content_type: str
    size: int
    deal_id: str
    case_id: str = ""
    added_at: datetime | None = None


class ActKind(StrEnum):
    ROWS = "rows"
    """Changed rows of the user's own tables; taken back by putting the rows back."""
    ENTRY = "entry"
    """A status entered by hand; taken back by a further event, since history is never rewritten."""
    PROPOSAL = "proposal"
    """A decision about what the news suggests."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something the user did. `title` is a message with named `fields` ("Merged {one} into {other}").

    `ref` is what an act that is no change of rows is about: the case, the proposal.
    """

    id: str
    at: datetime
    title: str
    fields: Mapping[str, str]
    kind: ActKind = ActKind.ROWS
    ref: str = ""
    undone: bool = False
