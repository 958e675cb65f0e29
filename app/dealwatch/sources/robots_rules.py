"""The rules of a robots.txt as RFC 9309 has them, and the delay that many sites add to it. Pure."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote_to_bytes

import msgspec

NAME = "dealwatch"
_MOST_BYTES = 500 * 1024
"""What the RFC asks a reader to read at least (section 2.5)."""

_LINE = re.compile(r"\s*([A-Za-z-]+)\s*:\s*(.*?)\s*(?:#.*)?$")
_RULES = ("allow", "disallow")
_SAFE = "/?=&;:@!$*'(),+~-._%"


class Rule(msgspec.Struct, frozen=True):
    """One line: a path pattern, in which `*` stands for anything and a last `$` for the end."""

    allow: bool
    pattern: str


class Rules(msgspec.Struct, frozen=True):
    """What a site asks of us. `delay` is the time between two requests, in seconds, 0 where it asks for none."""

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0

    def allows(self, path: str) -> bool:
        """Whether we may read a path (with its query)."""
        rule = self._rule(path)
        return rule is None or rule.allow

    def rule_for(self, path: str) -> str:
        """The line that decides over a path, empty where none does."""
        rule = self._rule(path)
        return f"{'Allow' if rule.allow else 'Disallow'}: {rule.pattern}" if rule is not None else ""

    def _rule(self, path: str) -> Rule | None:
        """The longest pattern that fits; of two equally long ones the one that allows (section 2.2.2)."""
        if path == "/robots.txt":
            return None
        plain = _normal(path)
        fitting = [rule for rule in self.rules if _fits(rule.pattern, plain)]
        return max(fitting, key=lambda rule: (len(rule.pattern.encode()), rule.allow), default=None)


def read_rules(body: bytes) -> Rules:
    """The rules for us: of the groups that name Dealwatch, else of those for everybody. Never raises."""
    named: list[tuple[str, str]] = []
    everybody: list[tuple[str, str]] = []
    agents: list[str] = []
    in_rules = found = False
    for raw in body[:_MOST_BYTES].decode("utf-8-sig", "replace").splitlines():
        match = _LINE.match(raw)
        if match is None:
            continue
        field, value = match[1].lower(), match[2]
        if field == "user-agent":
            if in_rules:
                agents, in_rules = [], False
            agents.append(_agent(value))
            found = found or NAME in agents
        elif field in (*_RULES, "crawl-delay"):
            in_rules = True
            named += [(field, value)] if NAME in agents else []
            everybody += [(field, value)] if "*" in agents else []
    lines = named if found else everybody
    rules = tuple(Rule(field == "allow", _normal(value)) for field, value in lines if field in _RULES and value)
    return Rules(rules, max((_seconds(value) for field, value in lines if field == "crawl-delay"), default=0.0))


def _agent(value: str) -> str:
    """The product token of a user-agent line: `Dealwatch/1.0` means Dealwatch."""
    token = re.match(r"[A-Za-z_-]+", value)
    return "*" if value.startswith("*") else token[0].lower() if token else ""


def _normal(path: str) -> str:
    """Percent-encoding in one spelling, so that `/é` and `/%C3%A9` are one; encoded marks of syntax stay encoded."""
    kept = re.sub(r"%(2f|2a|24|3f|23|25)", lambda match: f"%25{match[1].upper()}", path, flags=re.IGNORECASE)
    return quote(unquote_to_bytes(kept), safe=_SAFE)


def _fits(pattern: str, path: str) -> bool:
    """Piece by piece, without a regular expression: a hostile pattern costs no more than its length."""
    whole = pattern.endswith("$")
    first, *pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not pieces:
        return not whole or path == first
    place = len(first)
    *middle, last = pieces
    for piece in middle:
        found = path.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    if whole:
        return len(path) - len(last) >= place and path.endswith(last)
    return path.find(last, place) >= 0


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        return 0.0
    return seconds if 0 < seconds < float("inf") else 0.0
