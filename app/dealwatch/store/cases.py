"""Cases and what each provider last said about them.

Contains no judgement: merged facts and status come from `watch`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from dealwatch.model.dates import instant_text, parse_instant
from dealwatch.model.deal import Case
from dealwatch.model.facts import ProvenFact, Record
from dealwatch.model.ids import new_id
from dealwatch.model.status import Status
from dealwatch.store.connection import Connections, Database
from dealwatch.store.facts_text import facts_from, facts_text

_encode = msgspec.json.Encoder().encode
_axes = msgspec.json.Decoder(dict[str, str]).decode

WATCHED = """(
  EXISTS (SELECT 1 FROM watches w WHERE w.kind = 'register' AND w.source = cases.source)
  OR EXISTS (SELECT 1 FROM watches w WHERE w.kind = 'case' AND w.case_id = cases.id)
  OR EXISTS (SELECT 1 FROM deal_cases dc JOIN deals d ON d.id = dc.deal_id
             WHERE dc.case_id = cases.id AND d.removed_at IS NULL AND d.archived_at IS NULL)
)"""
MUTED = """(
  cases.muted OR (
    EXISTS (SELECT 1 FROM deal_cases dc JOIN deals d ON d.id = dc.deal_id
            WHERE dc.case_id = cases.id AND d.removed_at IS NULL AND d.muted)
    AND NOT EXISTS (SELECT 1 FROM deal_cases dc JOIN deals d ON d.id = dc.deal_id
                    WHERE dc.case_id = cases.id AND d.removed_at IS NULL AND d.archived_at IS NULL AND NOT d.muted))
)"""
_ADOPTED = "adopted:"  # before the id of an awaited case, in the settings: which case it has turned out to be
_COLUMNS = (
    "id, source, authority, number, printed_number, title, url, procedure, stage, outcome, clock, overlay,"
    " facts, first_seen_at, checked_at, changed_at, held, removed_at IS NOT NULL, news,"
    f" {WATCHED} AS watched,"
    " (SELECT group_concat(dc.deal_id) FROM deal_cases dc JOIN deals d ON d.id = dc.deal_id"
    "  WHERE dc.case_id = cases.id AND d.removed_at IS NULL),"
    f" {MUTED} AS muted_by_user"
)


@dataclass(frozen=True, slots=True)
class KnownRecord:
    """`digest` of the record's bytes, and how many providers speak about the case."""

    case_id: str
    digest: str
    providers: int


def _instant(text: str | None) -> datetime | None:
    return parse_instant(text) if text else None


def _case(row: tuple[Any, ...]) -> Case:
    return Case(
        id=row[0],
        source=row[1],
        authority=row[2],
        number=row[3],
        printed_number=row[4],
        title=row[5],
        url=row[6],
        procedure=row[7],
        status=Status.from_axes({"stage": row[8], "outcome": row[9], "clock": row[10], "overlay": row[11]}),
        facts=facts_from(row[12]),
        first_seen_at=_instant(row[13]),
        checked_at=_instant(row[14]),
        changed_at=_instant(row[15]),
        held=Status.from_axes(_axes(row[16])) if row[16] else None,
        removed=bool(row[17]),
        news=bool(row[18]),
        watched=bool(row[19]),
        deal_ids=tuple(row[20].split(",")) if row[20] else (),
        muted=bool(row[21]),
    )


class Cases:
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def _select(self, where: str, parameters: Iterable[Any], database: Database | None = None) -> Iterator[Case]:
        chosen = database or self._connections.reader
        for row in chosen.conn.execute(f"SELECT {_COLUMNS} FROM cases {where}", tuple(parameters)):
            yield _case(row)

    def get(self, case_id: str, database: Database | None = None) -> Case | None:
        return next(self._select("WHERE id = ?", [case_id], database), None)

    def find(self, source: str, number: str, database: Database | None = None) -> Case | None:
        return next(self._select("WHERE source = ? AND number = ?", [source, number], database), None)

    def by_name(self, name: str, source: str = "") -> Case | None:
        """The case a person means: by its printed number, its identity or its page's address."""
        return next(
            self._select(
                "WHERE (printed_number = ?1 OR number = ?1 OR url = ?1) AND ?2 IN ('', source)"
                " ORDER BY first_seen_at IS NULL, first_seen_at LIMIT 1",
                [name, source],
            ),
            None,
        )

    def of_deal(self, deal_id: str) -> list[Case]:
        return list(
            self._select(
                "WHERE id IN (SELECT case_id FROM deal_cases WHERE deal_id = ?) ORDER BY authority, number", [deal_id]
            )
        )

    def tracked(self, known: MutableMapping[str, tuple[tuple[Any, ...], Case]]) -> list[Case]:
        """Cases of deals on the list and cases watched on their own, in one pass; not those of a watched register.

        `known` holds what an earlier call has read: a row that is the same is not read again.
        """
        rows = self._connections.reader.conn.execute(
            f"SELECT {_COLUMNS} FROM cases WHERE id IN ("
            "SELECT dc.case_id FROM deal_cases dc JOIN deals d ON d.id = dc.deal_id"
            " WHERE d.removed_at IS NULL AND d.archived_at IS NULL"
            " UNION SELECT case_id FROM watches WHERE kind = 'case' AND case_id != '')"
            " ORDER BY authority, number"
        )
        found = {
            row[0]: known[row[0]] if row[0] in known and known[row[0]][0] == row else (row, _case(row)) for row in rows
        }
        known.clear()
        known.update(found)
        return [case for _row, case in found.values()]

    def of_source(self, source: str, database: Database | None = None) -> Iterator[Case]:
        return self._select("WHERE source = ? AND removed_at IS NULL ORDER BY number", [source], database)

    def numbers(self, source: str) -> list[str]:
        """Case numbers of a source that it still shows, in order."""
        rows = self._connections.reader.conn.execute(
            "SELECT number FROM cases WHERE source = ? AND removed_at IS NULL ORDER BY number", (source,)
        )
        return [row[0] for row in rows]

    def mute(self, database: Database, case_id: str, muted: bool) -> None:
        """Whether its changes come to the inbox only."""
        database.conn.execute("UPDATE cases SET muted = ? WHERE id = ?", (int(muted), case_id))

    def all(self, watched_only: bool = False, authority: str = "", limit: int = -1) -> list[Case]:
        """Watched and lately changed ones first."""
        where = f"WHERE ? IN ('', authority) AND (NOT ? OR {WATCHED})"
        return list(
            self._select(
                where + " ORDER BY changed_at DESC, authority, number LIMIT ?", [authority, int(watched_only), limit]
            )
        )

    def awaiting(self) -> list[Case]:
        """Watched cases in which a decision is still awaited."""
        return list(
            self._select(
                "WHERE outcome = 'pending' AND stage NOT IN ('decision', 'post_decision') AND removed_at IS NULL"
                f" AND {WATCHED} ORDER BY authority, number",
                [],
            )
        )

    def held(self, source: str, url: str) -> list[str]:
        """Ids of cases whose unconfirmed step backwards was read from the document asked for at `url`."""
        rows = self._connections.reader.conn.execute(
            "SELECT id FROM cases WHERE source = ? AND held IS NOT NULL AND held_url = ?", (source, url)
        )
        return [row[0] for row in rows]

    def records(self, case_id: str, database: Database | None = None) -> dict[str, Record]:
        """What each provider last said, the one read last at the end."""
        chosen = database or self._connections.reader
        rows = chosen.conn.execute(
            "SELECT provider, url, facts, complete, precedence, as_of, observed_at, digest FROM case_records"
            " WHERE case_id = ? ORDER BY rowid",
            (case_id,),
        )
        return {
            row[0]: Record(
                provider=row[0],
                url=row[1],
                facts=facts_from(row[2]),
                complete=frozenset(row[3].split(",")) - {""},
                precedence=row[4],
                as_of=parse_instant(row[5]),
                observed_at=parse_instant(row[6]),
                digest=row[7],
            )
            for row in rows
        }

    def digests(self, source: str, provider: str, database: Database) -> dict[str, KnownRecord]:
        """For a bulk file: what is known of each record, by case number."""
        rows = database.conn.execute(
            "SELECT c.number, c.id, r.digest, (SELECT count(*) FROM case_records o WHERE o.case_id = c.id)"
            " FROM case_records r JOIN cases c ON c.id = r.case_id "
            "WHERE c.source = ? AND r.provider = ? AND c.removed_at IS NULL",
            (source, provider),
        )
        return {row[0]: KnownRecord(row[1], row[2], row[3]) for row in rows}

    def resting_on(self, database: Database, source: str, url: str) -> frozenset[str]:
        """Numbers of the cases still shown whose record was read from the document at `url`."""
        rows = database.conn.execute(
            "SELECT c.number FROM case_records r JOIN cases c ON c.id = r.case_id"
            " WHERE c.source = ? AND r.url = ? AND c.removed_at IS NULL",
            (source, url),
        )
        return frozenset(row[0] for row in rows)

    def touch(self, database: Database, provider: str, case_ids: Iterable[str], as_of: datetime, now: datetime) -> None:
        """The same record was seen again: it is as fresh as the file it stands in."""
        database.conn.executemany(
            "UPDATE case_records SET as_of = ?, observed_at = ? WHERE case_id = ? AND provider = ?",
            [(instant_text(as_of), instant_text(now), case_id, provider) for case_id in case_ids],
        )

    def create(
        self,
        database: Database,
        *,
        source: str,
        authority: str,
        number: str,
        url: str = "",
        printed_number: str = "",
        title: str = "",
        procedure: str = "",
        news: bool = False,
    ) -> str:
        """A case nobody has read yet (added by number, or about to be read); returns its id.

        `news`: it appeared after its list had been read whole, so that its first sight is to be told.
        """
        case_id = new_id()
        axes, badge = Status().axes(), Status().badge
        database.conn.execute(
            "INSERT INTO cases (id, source, authority, number, printed_number, title, url, procedure, stage, outcome,"
            " clock, overlay, badge, news) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                case_id,
                source,
                authority,
                number,
                printed_number,
                title,
                url,
                procedure,
                *axes.values(),
                badge,
                int(news),
            ),
        )
        return case_id

    def save(
        self,
        database: Database,
        case_id: str,
        *,
        status: Status,
        facts: Mapping[str, ProvenFact],
        title: str,
        url: str,
        printed_number: str,
        procedure: str,
        now: datetime,
        changed: bool,
        seen: bool,
        late: bool = False,
    ) -> None:
        """The merged view after a document was read. `seen`: this reading is its first sight.

        `late`: the document is older than what was looked at before, and the case was not looked at anew.
        """
        moment, axes = instant_text(now), status.axes()
        database.conn.execute(
            "UPDATE cases SET stage = ?, outcome = ?, clock = ?, overlay = ?, badge = ?, facts = ?, title = ?, url = ?,"
            " printed_number = ?, procedure = ?,"
            " first_seen_at = CASE WHEN ? THEN coalesce(first_seen_at, ?) ELSE first_seen_at END,"
            " checked_at = CASE WHEN ? THEN checked_at ELSE ? END,"
            " changed_at = CASE WHEN ? OR changed_at IS NULL THEN ? ELSE changed_at END, removed_at = NULL"
            " WHERE id = ?",
            (
                *axes.values(),
                status.badge,
                facts_text(facts),
                title,
                url,
                printed_number,
                procedure,
                int(seen),
                moment,
                int(late),
                moment,
                int(changed),
                moment,
                case_id,
            ),
        )

    def save_record(self, database: Database, case_id: str, record: Record) -> None:
        database.conn.execute(
            "INSERT OR REPLACE INTO case_records VALUES (?,?,?,?,?,?,?,?,?)",
            (
                case_id,
                record.provider,
                record.url,
                facts_text(record.facts),
                ",".join(sorted(record.complete)),
                record.precedence,
                instant_text(record.as_of),
                instant_text(record.observed_at),
                record.digest,
            ),
        )

    def checked(self, database: Database, source: str, url: str, now: datetime) -> None:
        """The document at `url` is unchanged: its cases have been looked at."""
        moment = instant_text(now)
        database.conn.execute(
            "UPDATE cases SET checked_at = ?"
            " WHERE source = ? AND id IN (SELECT case_id FROM case_records WHERE url = ?)",
            (moment, source, url),
        )

    def hold(
        self, database: Database, case_id: str, told: Status | None, event_ids: Iterable[str] = (), url: str = ""
    ) -> None:
        """Remember the status told last while a step backwards awaits confirmation; None forgets it.

        The first document that showed the step stays the one whose repetition confirms it.
        """
        if told is None:
            database.conn.execute(
                "UPDATE cases SET held = NULL, held_events = NULL, held_url = NULL WHERE id = ?", (case_id,)
            )
            return
        database.conn.execute(
            "UPDATE cases SET held = ?, held_events = ?, held_url = coalesce(held_url, ?) WHERE id = ?",
            (_encode(told.axes()).decode(), ",".join(event_ids), url, case_id),
        )

    def held_events(self, database: Database, case_id: str) -> tuple[str, ...]:
        row = database.conn.execute("SELECT held_events FROM cases WHERE id = ?", (case_id,)).fetchone()
        return tuple(row[0].split(",")) if row and row[0] else ()

    def awaited(self, database: Database, source: str) -> dict[str, str]:
        """Cases asked for by number or page that no document has shown yet: what they were asked for by → id."""
        rows = database.conn.execute(
            "SELECT number, id FROM cases WHERE source = ? AND first_seen_at IS NULL"
            " AND NOT EXISTS (SELECT 1 FROM case_records r WHERE r.case_id = cases.id)",
            (source,),
        )
        return dict(rows.fetchall())

    def adopt(self, database: Database, awaited_id: str, case_id: str) -> None:
        """An awaited case has turned out to be this one: its watches and deals go over, the stand-in goes."""
        for table in ("watches", "deal_cases"):
            database.conn.execute(f"UPDATE OR IGNORE {table} SET case_id = ? WHERE case_id = ?", (case_id, awaited_id))
            database.conn.execute(f"DELETE FROM {table} WHERE case_id = ?", (awaited_id,))
        database.conn.execute("DELETE FROM cases WHERE id = ?", (awaited_id,))
        # a window may stand open at the stand-in, and links to it may be kept
        database.conn.execute("INSERT OR REPLACE INTO settings VALUES (?,?)", (f"{_ADOPTED}{awaited_id}", case_id))
        database.conn.execute("UPDATE cases SET news = 0 WHERE id = ?", (case_id,))

    def adopted_by(self, awaited_id: str) -> Case | None:
        """The case that an awaited one has turned out to be; None for an id that never stood for another."""
        name = f"{_ADOPTED}{awaited_id}"
        row = self._connections.reader.conn.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return self.get(row[0]) if row else None

    def remove(self, database: Database, case_id: str, now: datetime) -> None:
        """The authority no longer shows it. The case and its history stay."""
        database.conn.execute("UPDATE cases SET removed_at = ? WHERE id = ?", (instant_text(now), case_id))
