"""Words for the screen that belong to no single view: days, instants, kinds of deal, states of sources.

English, the message language; every text here goes through translation later. Must not contain Qt.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from dealwatch.export.casefile_authorities import authority
from dealwatch.figures.day_words import WEEKDAYS, day_text, partial_text
from dealwatch.model.deal import DealKind
from dealwatch.model.source import SourceState

__all__ = ["authority_name", "day_text", "partial_text"]

_KINDS = {
    DealKind.MERGER: "Merger",
    DealKind.MINORITY_STAKE: "Minority stake",
    DealKind.PARTNERSHIP: "Partnership",
    DealKind.ACQUI_HIRE: "Acqui-hire",
    DealKind.JOINT_VENTURE: "Joint venture",
    DealKind.ASSET_PURCHASE: "Asset purchase",
    DealKind.OTHER: "",
}

_STATES = {
    SourceState.OK: "Current",
    SourceState.OFFLINE: "Offline",
    SourceState.DNS: "Address not found",
    SourceState.TLS: "Connection not trusted",
    SourceState.BLOCKED: "Blocked",
    SourceState.MOVED: "Page moved",
    SourceState.LAYOUT_CHANGED: "Layout changed",
    SourceState.SERVER_ERROR: "Site not working",
    SourceState.RATE_LIMITED: "Asked to wait",
    SourceState.NEVER_CHECKED: "Not checked yet",
    SourceState.PAUSED: "Paused",
    SourceState.UNCONFIRMED: "Not confirmed yet",
    SourceState.NEEDS_SETUP: "Not set up",
}

STATE_ICONS = {
    SourceState.OK: "check",
    SourceState.OFFLINE: "wifi-slash",
    SourceState.DNS: "globe",
    SourceState.TLS: "lock",
    SourceState.BLOCKED: "prohibit",
    SourceState.MOVED: "arrow-square-out",
    SourceState.LAYOUT_CHANGED: "layout",
    SourceState.SERVER_ERROR: "warning",
    SourceState.RATE_LIMITED: "clock-afternoon",
    SourceState.NEVER_CHECKED: "clock-afternoon",
    SourceState.PAUSED: "pause",
    SourceState.UNCONFIRMED: "question",
    SourceState.NEEDS_SETUP: "question",
}


def authority_name(key: str) -> str:
    """In full; short forms that everybody uses stay short."""
    return key if key in ("CMA", "ACCC", "CNMC", "ACM") else authority(key).name


def authority_spoken(key: str) -> str:
    """With its article, inside a sentence: "the European Commission"."""
    return authority(key).spoken


def kind_words(kind: DealKind) -> str:
    return _KINDS[kind]


def state_words(state: SourceState) -> str:
    return _STATES[state]


def state_title(state: SourceState, name: str) -> str:
    """What happened to a source, in one line without codes."""
    return {
        SourceState.DNS: f"The address of {name} was not found.",
        SourceState.TLS: f"The connection to {name} could not be trusted.",
        SourceState.BLOCKED: f"{name} refused automated reading.",
        SourceState.MOVED: f"{name} has moved its page.",
        SourceState.LAYOUT_CHANGED: f"The page of {name} looks different since then.",
        SourceState.SERVER_ERROR: f"The site of {name} is not working.",
        SourceState.RATE_LIMITED: f"{name} asked to be read less often.",
    }.get(state, f"{name}: {state_words(state).lower()}.")


def state_hint(state: SourceState) -> str:
    """What is safe, what happens next."""
    return {
        SourceState.DNS: "Either the site has a new address or this network does not answer for it.",
        SourceState.TLS: "Nothing was read over it. A company proxy may need its certificate installed.",
        SourceState.BLOCKED: "Usually temporary. What is stored stays valid. You can open the page in your browser.",
        SourceState.MOVED: "What is stored stays valid. Open the page to see where it went.",
        SourceState.LAYOUT_CHANGED: "The last good version is kept; nothing was changed in your data. "
        "No alert is raised from a page that is not understood.",
        SourceState.SERVER_ERROR: "Usually temporary. What is stored stays valid.",
        SourceState.RATE_LIMITED: "The next try waits as long as the site asked for. What is stored stays valid.",
        SourceState.OFFLINE: "Checks resume by themselves.",
        SourceState.UNCONFIRMED: "Nobody has seen a live answer of this source yet, so it is read with care.",
    }.get(state, "")


def moment_words(moment: datetime | None, now: datetime, *, never: str = "") -> str:
    """An instant in local time, as short as it can be: `16:05`, `tomorrow 06:10`, `15 Nov 18:35`, `3 Mar 2023`."""
    if moment is None:
        return never
    local, today = moment.astimezone(), now.astimezone().date()
    clock = f"{local:%H:%M}"
    if local.date() == today:
        return clock
    if local.date() == today + timedelta(days=1):
        return f"tomorrow {clock}"
    if local.date() == today - timedelta(days=1):
        return f"yesterday {clock}"
    if local.year == today.year:
        return f"{day_text(local.date(), weekday=False, year=False)} {clock}"
    return day_text(local.date(), weekday=False)


def since_words(moment: datetime, now: datetime) -> str:
    """`Mon 11 Nov, 17:05`, with the year where it is another one."""
    local = moment.astimezone()
    year = local.year != now.astimezone().year
    day = day_text(local.date(), weekday=False, year=year)
    return f"{WEEKDAYS[local.weekday()]} {day}, {local:%H:%M}"


def utc_words(moment: datetime) -> str:
    """Instants in evidence: `19 Nov 2024, 11:05:32 UTC`."""
    day = day_text(moment.date(), weekday=False)
    return f"{day}, {moment:%H:%M:%S} UTC"


def count_words(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def size_words(size: int) -> str:
    """`41 KB`; sizes are right-aligned figures, so no decimals below a megabyte."""
    if size < 1000:
        return f"{size} B"
    if size < 1_000_000:
        return f"{round(size / 1000)} KB"
    return f"{size / 1_000_000:.1f} MB"


def left_words(days: int) -> str:
    """Calendar days to a deadline in a sentence."""
    if days == 0:
        return "due today"
    if days < 0:
        return f"{count_words(-days, 'day', 'days')} overdue"
    return f"{count_words(days, 'day', 'days')} left"


def short_hash(sha256: str) -> str:
    return f"{sha256[:16]}…{sha256[-6:]}" if len(sha256) > 24 else sha256


def local_today(now: datetime) -> date:
    return now.astimezone().date()
