"""Alert rules: when something happens to somebody's case, what is to be done. Data only.

Must not contain: the deciding (`alerts.rules`), words for the screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dealwatch.model.status import Badge


class Signal(StrEnum):
    """What can happen. All but the last two happen to a case."""

    STATUS = "status"
    NEW_CASE = "new_case"
    DEADLINE = "deadline"  # given, moved or taken away
    NEAR = "near"  # a deadline that comes near
    DOCUMENT = "document"
    PARTY = "party"
    REMOVED = "removed"  # something vanished from the page
    OTHER = "other"  # a title, a text
    ITEM = "item"  # of a feed or a page
    HEALTH = "health"  # of a source


class Whose(StrEnum):
    """To whom it must happen; `ref` of the rule says which deal (id), list or tag (by name)."""

    ALL = "all"
    DEAL = "deal"
    LIST = "list"
    TAG = "tag"


class RuleAct(StrEnum):
    """What is done, quietest first. The inbox holds what happened in any case: no rule can keep it out."""

    INBOX = "inbox"
    SILENT = "silent"
    TELL = "tell"


USUAL = frozenset({Signal.STATUS, Signal.NEW_CASE, Signal.DEADLINE, Signal.NEAR, Signal.ITEM, Signal.HEALTH})
"""What is told where nobody has made a rule of their own."""
LESSER = frozenset({Signal.DOCUMENT, Signal.PARTY, Signal.REMOVED, Signal.OTHER})
"""What stands in the inbox only, unless a rule names it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`badges` and `authorities` narrow it down where they are not empty: the new status of a status change, and the
    authority by its key. `hours` are those in which it does not tell, as kept (`22:00-07:00`), empty for none.
    """

    id: str
    name: str
    what: frozenset[Signal] = USUAL
    whose: Whose = Whose.ALL
    ref: str = ""
    badges: frozenset[Badge] = frozenset()
    authorities: frozenset[str] = frozenset()
    act: RuleAct = RuleAct.TELL
    hours: str = ""
    enabled: bool = True
