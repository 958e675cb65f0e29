"""Proposals of the news, awaiting a person. Contains no judgement and never touches a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec

from dealwatch.model.dates import instant_text, parse_instant
from dealwatch.model.ids import new_id
from dealwatch.model.proposal import Filed, Outlet, Proposal, ProposalState
from dealwatch.store.connection import Connections, Database

_encode = msgspec.json.Encoder().encode
_proposal = msgspec.json.Decoder(Proposal).decode
_outlets = msgspec.json.Decoder(tuple[Outlet, ...]).decode
_axes = msgspec.json.Decoder(dict[str, str]).decode
_COLUMNS = (
    "id, created_at, proposal, state, url, title, snapshot, source, copies, case_id, before, event_id, decided_at,"
    " status,"
    " (SELECT badge_new FROM events WHERE events.id = proposals.event_id)"
)


def _filed(row: tuple[Any, ...]) -> Filed:
    return Filed(
        id=row[0],
        created_at=parse_instant(row[1]),
        proposal=_proposal(row[2]),
        state=ProposalState(row[3]),
        outlets=(Outlet(row[4], row[5], row[6], row[7]), *_outlets(row[8])),
        case_id=row[9],
        before=_axes(row[10]) if row[10] else None,
        event_id=row[11],
        confirmed=row[14] == row[13] if row[11] else None,
        decided_at=parse_instant(row[12]) if row[12] else None,
    )


class Proposals:
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def add(
        self,
        database: Database,
        proposal: Proposal,
        claim: str,
        outlet: Outlet,
        now: datetime,
        state: ProposalState = ProposalState.OPEN,
    ) -> str:
        """Keep a proposal; `claim` is what it says in a form that equal claims share. Its id."""
        proposal_id = new_id(now)
        database.conn.execute(
            "INSERT INTO proposals (id, created_at, claim, proposal, state, deal_id, authority, status, source, url,"
            " snapshot, title) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                proposal_id,
                instant_text(now),
                claim,
                _encode(proposal).decode(),
                state,
                proposal.deal_id,
                proposal.authority,
                proposal.status,
                outlet.source,
                outlet.url,
                outlet.snapshot,
                outlet.title,
            ),
        )
        return proposal_id

    def same_claim(self, database: Database, claim: str, since: datetime) -> Filed | None:
        """The newest proposal since an instant that says the same."""
        row = database.conn.execute(
            f"SELECT {_COLUMNS} FROM proposals WHERE claim = ? AND created_at >= ? ORDER BY created_at DESC LIMIT 1",
            (claim, instant_text(since)),
        ).fetchone()
        return _filed(row) if row else None

    def add_outlet(self, database: Database, filed: Filed, outlet: Outlet) -> None:
        """Another place says the same; the same address again adds nothing."""
        if outlet.url in {known.url for known in filed.outlets}:
            return
        database.conn.execute(
            "UPDATE proposals SET copies = ? WHERE id = ?",
            (_encode([*filed.outlets[1:], outlet]).decode(), filed.id),
        )

    def get(self, proposal_id: str, database: Database | None = None) -> Filed | None:
        chosen = database or self._connections.reader
        row = chosen.conn.execute(f"SELECT {_COLUMNS} FROM proposals WHERE id = ?", (proposal_id,)).fetchone()
        return _filed(row) if row else None

    def all(self, state: ProposalState | None = None, deal_id: str = "", limit: int = 500) -> list[Filed]:
        """Newest first."""
        rows = self._connections.reader.conn.execute(
            f"SELECT {_COLUMNS} FROM proposals WHERE ?1 IN ('', state) AND ?2 IN ('', deal_id)"
            " ORDER BY created_at DESC, id DESC LIMIT ?3",
            (state or "", deal_id, limit),
        )
        return [_filed(row) for row in rows]

    def settle(
        self,
        database: Database,
        proposal_id: str,
        state: ProposalState,
        now: datetime | None,
        *,
        case_id: str = "",
        before: Mapping[str, str] | None = None,
    ) -> None:
        """What the person decided; OPEN takes it back."""
        database.conn.execute(
            "UPDATE proposals SET state = ?, decided_at = ?, case_id = ?, before = ? WHERE id = ?",
            (
                state,
                instant_text(now) if now else None,
                case_id,
                _encode(dict(before)).decode() if before is not None else None,
                proposal_id,
            ),
        )

    def give_deal(self, database: Database, filed: Filed, deal_id: str, deal_name: str) -> None:
        """The deal the proposal is about is tracked now."""
        proposal = replace(filed.proposal, deal_id=deal_id, deal=deal_name)
        database.conn.execute(
            "UPDATE proposals SET deal_id = ?, proposal = ? WHERE id = ?",
            (deal_id, _encode(proposal).decode(), filed.id),
        )

    def link_official(self, database: Database, deal_id: str, authority: str, event_id: str, badge: str) -> None:
        """An official step of that authority in that deal: link the proposals it confirms."""
        database.conn.execute(
            "UPDATE proposals SET event_id = ? WHERE deal_id = ? AND authority = ? AND status = ?"
            " AND event_id = '' AND state IN ('open', 'applied')",
            (event_id, deal_id, authority, badge),
        )

    def link_contradicted(
        self, database: Database, deal_id: str, authority: str, event_id: str, badges: list[str]
    ) -> None:
        """An official outcome other than the proposed ones (`badges`)."""
        database.conn.execute(
            "UPDATE proposals SET event_id = ? WHERE deal_id = ? AND authority = ? AND event_id = ''"
            f" AND state IN ('open', 'applied') AND status IN ({','.join('?' * len(badges))})",
            (event_id, deal_id, authority, *badges),
        )
