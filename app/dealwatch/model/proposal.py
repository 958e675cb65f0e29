"""What a news text suggests: proposals for a person to decide on. A proposal never becomes a status by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import DealKind, Party
from dealwatch.model.status import Badge


class Role(StrEnum):
    MAIN = "main"  # what the text is about
    BACKGROUND = "background"  # history, another authority or another deal mentioned in passing


class Modality(StrEnum):
    FACT = "fact"
    REPORTED = "reported"  # a leak or an expectation: somebody other than the authority says so
    HYPOTHETICAL = "hypothetical"  # could, would, if


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money as a text states it: whole units of `currency` (ISO 4217), and the words it stands in."""

    amount: Decimal
    currency: str
    printed: str


@dataclass(frozen=True, slots=True)
class TrackedDeal:
    """A deal the user follows, as far as the reader needs it. `parties` carry their aliases."""

    name: str
    parties: tuple[Party, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One step of one authority in one deal, as a text states it.

    `deal` names the tracked deal, `deal_id` its id; both are empty for a deal that is not tracked yet. `authority` is
    a registry key (`EC`, `CMA` ...) or, for a body outside the registry, its plain name. `formal` is None where the
    text does not say whether a formal procedure is meant. `evidence` is a verbatim piece of the reading's text that
    begins at character `start`. `score` lies between 0 and 1; `reason` says in one line where it comes from.
    """

    parties: tuple[str, ...]
    authority: str
    status: Badge
    formal: bool | None
    role: Role
    modality: Modality
    evidence: str
    start: int
    score: float
    reason: str
    deal: str = ""
    deal_id: str = ""
    kind: DealKind = DealKind.OTHER
    case_number: str = ""
    value: Amount | None = None
    event_date: PartialDate | None = None
    attribution: str = ""

    @property
    def raised(self) -> bool:
        """Whether it belongs in the inbox: a main fact. Everything else is listed quietly."""
        return self.role is Role.MAIN and self.modality is Modality.FACT


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one text proposes. `text` is the cleaned main text with its title, in which evidence is verbatim.

    `language` is an ISO 639-1 code, empty where none could be told; `truncated` says that the text was longer than is
    read.
    """

    language: str
    title: str
    text: str
    published: PartialDate | None
    proposals: tuple[Proposal, ...]
    truncated: bool = False

    @property
    def background_only(self) -> bool:
        """True where nothing is to be raised."""
        return not any(proposal.raised for proposal in self.proposals)


class ProposalState(StrEnum):
    OPEN = "open"
    APPLIED = "applied"  # a person put it on file, and is on record as its source
    NOT_THIS_DEAL = "not_this_deal"
    NOT_A_STEP = "not_a_step"
    REPEATS = "repeats"  # says only what is known; kept quietly


@dataclass(frozen=True, slots=True)
class Outlet:
    """Where a claim was read: the address, its title, and the stored bytes."""

    url: str
    title: str
    snapshot: str
    source: str


@dataclass(frozen=True, slots=True)
class Filed:
    """A proposal as it stands in the inbox. `outlets` are all places that say it; the first brought it.

    `case_id` is the case it was applied to; `before` that case's axes until then (None: the case was made for it).
    `event_id` is the official event that later confirmed or contradicted it, `confirmed` which of both.
    """

    id: str
    created_at: datetime
    proposal: Proposal
    state: ProposalState
    outlets: tuple[Outlet, ...]
    case_id: str = ""
    before: Mapping[str, str] | None = None
    event_id: str = ""
    confirmed: bool | None = None
    decided_at: datetime | None = None
