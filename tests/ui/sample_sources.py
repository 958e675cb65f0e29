"""The sources of the sample desk: their states, strips, attempts, and the ledger."""

from __future__ import annotations

from datetime import datetime, timedelta

from sample_facts import NOW, World

from dealwatch.figures.coverage import Poll, Strip, strip
from dealwatch.model.deal import Deal
from dealwatch.model.source import SourceState
from dealwatch.ui.desk import Attempt, LedgerPage, LedgerRow, SourceLine, SourcePage

SOURCES = (
    ("cma", "CMA", "GOV.UK case pages"),
    ("ec", "European Commission", "register"),
    ("accc", "ACCC", "acquisitions register"),
    ("bkarta", "Bundeskartellamt", "laufende Verfahren"),
    ("ftc", "Federal Trade Commission", "press, HSR notices"),
    ("adlc", "Autorité de la concurrence", ""),
    ("cnmc", "CNMC", ""),
    ("feed:gov", "Feed", "gov.uk/cma-cases.atom"),
)


class SampleSources:
    world: World
    checked: bool
    blocked: bool

    def _deal(self, case_id: str) -> Deal | None:
        raise NotImplementedError

    def _state(self, key: str) -> SourceState:
        if not self.checked:
            return SourceState.NEVER_CHECKED
        return SourceState.BLOCKED if self.blocked and key == "bkarta" else SourceState.OK

    def _strip(self, key: str, count: int, step: timedelta) -> Strip:
        start = NOW - step * count
        polls = []
        for cell in range(count if self.checked else 0):
            if count * 10 // 16 <= cell < count * 10 // 16 + 5:
                continue  # the computer was off
            at = start + step * cell + timedelta(minutes=5)
            failed = (key == "bkarta" and self.blocked and cell >= count - 3) or (key == "adlc" and cell == count // 3)
            changed = (key, cell) in {("cma", count - 1), ("ec", count - 32), ("cnmc", count - 57)}
            polls.append(Poll(at, not failed, changed))
        return strip(polls, start, step, count)

    def sources(self) -> tuple[SourceLine, ...]:
        if not self.world.deals:
            return ()
        return tuple(
            SourceLine(
                key,
                title,
                f"{title} {kind}".strip(),
                kind,
                self._state(key),
                "HTTP 403" if self._state(key).trouble else "",
                self._since(key),
                self._last(key),
                NOW - timedelta(minutes=15) if self.checked else None,
                NOW + timedelta(minutes=15),
                3 if self._state(key).trouble else 0,
                False,
                f"https://example.org/{key}",
                self._strip(key, 84, timedelta(hours=8)),
            )
            for key, title, kind in SOURCES
        )

    def source(self, key: str) -> SourcePage | None:
        line = next((line for line in self.sources() if line.key == key), None)
        if line is None:
            return None
        attempts = [Attempt(NOW - timedelta(minutes=15 + 30 * i), SourceState.OK, "", 0) for i in range(5)]
        if line.state.trouble:
            attempts = [Attempt(NOW - timedelta(minutes=70 * i + 70), SourceState.BLOCKED, "403", 0) for i in range(4)]
            attempts.append(Attempt(NOW.replace(hour=8, minute=42), SourceState.OK, "", 0))
        cases = tuple(
            (f"{c.authority} {self._deal(c.id).name}", c.id)
            for c in self.world.cases.values()
            if c.source == key and self._deal(c.id)
        )  # type: ignore[union-attr]
        return SourcePage(line, tuple(attempts), cases, tells="New cases, changes of status, documents and deadlines.")

    def ledger(self) -> LedgerPage:
        if not self.checked:
            return LedgerPage((), 0, 0, 0)
        lines = (
            (
                "16:05:12",
                "www.gov.uk",
                "/api/content/government/cma-cases/alphabet-inc-google-llc-slash-anthropic",
                "304",
                0,
                118,
            ),
            ("16:05:11", "www.gov.uk", "/cma-cases.atom", "200", 41_000, 96),
            ("16:05:09", "competition-cases.ec.europa.eu", "/cases/M.11766", "200", 12_400, 301),
            ("16:00:04", "ec.europa.eu", "/commission/presscorner/api/search", "200", 8_100, 214),
            ("15:55:31", "www.accc.gov.au", "/public-registers/acquisitions-register?init=1", "200", 310_000, 952),
            (
                "09:12:07",
                "www.bundeskartellamt.de",
                "/DE/Fusionskontrolle/LaufendeVerfahren/laufendeverfahren_node.html",
                "403",
                1_200,
                88,
            ),
        )
        rows = tuple(
            LedgerRow(datetime.fromisoformat(f"2024-11-19T{clock}+00:00"), host, path, "case page", status, size, took)
            for clock, host, path, status, size, took in lines
        )
        return LedgerPage(rows, 214, 14, 1_900_000)

    def _last(self, key: str) -> datetime | None:
        if not self.checked:
            return None
        return NOW.replace(hour=8, minute=42) if self._state(key).trouble else NOW - timedelta(minutes=15)

    def _since(self, key: str) -> datetime | None:
        return NOW.replace(hour=9, minute=12) if self._state(key).trouble else None
