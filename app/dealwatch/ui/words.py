"""Words for the screen that belong to no single view: days, instants, kinds of deal, states of sources.

Must not contain Qt.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from dealwatch.export.casefile_authorities import authority
from dealwatch.figures.day_words import day_text, decimal_text, number_text, partial_text, weekday_name
from dealwatch.figures.field_words import lowered
from dealwatch.language import _, mark, n_
from dealwatch.model.deal import DealKind
from dealwatch.model.source import SourceState

__all__ = ["authority_name", "day_text", "lowered", "number_text", "partial_text"]

_KINDS = {
    DealKind.MERGER: mark("Merger"),
    DealKind.MINORITY_STAKE: mark("Minority stake"),
    DealKind.PARTNERSHIP: mark("Partnership"),
    DealKind.ACQUI_HIRE: mark("Acqui-hire"),
    DealKind.JOINT_VENTURE: mark("Joint venture"),
    DealKind.ASSET_PURCHASE: mark("Asset purchase"),
    DealKind.OTHER: "",
}

_STATES = {
    SourceState.OK: mark("Current"),
    SourceState.OFFLINE: mark("Offline"),
    SourceState.DNS: mark("Address not found"),
    SourceState.TLS: mark("Connection not trusted"),
    SourceState.BLOCKED: mark("Blocked"),
    SourceState.MOVED: mark("Page moved"),
    SourceState.LAYOUT_CHANGED: mark("Layout changed"),
    SourceState.SERVER_ERROR: mark("Site not working"),
    SourceState.RATE_LIMITED: mark("Asked to wait"),
    SourceState.NEVER_CHECKED: mark("Not checked yet"),
    SourceState.PAUSED: mark("Paused"),
    SourceState.UNCONFIRMED: mark("Not confirmed yet"),
    SourceState.NEEDS_SETUP: mark("Not set up"),
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
    return _(_KINDS[kind])


def state_words(state: SourceState) -> str:
    return _(_STATES[state])


def state_title(state: SourceState, name: str) -> str:
    """What happened to a source, in one line without codes."""
    words = {
        SourceState.DNS: _("The address of {name} was not found."),
        SourceState.TLS: _("The connection to {name} could not be trusted."),
        SourceState.BLOCKED: _("{name} refused automated reading."),
        SourceState.MOVED: _("{name} has moved its page."),
        SourceState.LAYOUT_CHANGED: _("The page of {name} looks different since then."),
        SourceState.SERVER_ERROR: _("The site of {name} is not working."),
        SourceState.RATE_LIMITED: _("{name} asked to be read less often."),
        SourceState.NEEDS_SETUP: _("{name} answers only those who give an e-mail address."),
    }.get(state, _("{name}: {state}."))
    return words.format(name=name, state=lowered(state_words(state)))


def state_hint(state: SourceState) -> str:
    """What is safe, what happens next."""
    return {
        SourceState.DNS: _("Either the site has a new address or this network does not answer for it."),
        SourceState.TLS: _("Nothing was read over it. A company proxy may need its certificate installed."),
        SourceState.BLOCKED: _("Usually temporary. What is stored stays valid. You can open the page in your browser."),
        SourceState.MOVED: _("What is stored stays valid. Open the page to see where it went."),
        SourceState.LAYOUT_CHANGED: _(
            "The last good version is kept; nothing was changed in your data. "
            "No alert is raised from a page that is not understood."
        ),
        SourceState.SERVER_ERROR: _("Usually temporary. What is stored stays valid."),
        SourceState.RATE_LIMITED: _("The next try waits as long as the site asked for. What is stored stays valid."),
        SourceState.OFFLINE: _("Checks resume by themselves."),
        SourceState.NEEDS_SETUP: _("Enter yours in the settings. It is sent to nobody else."),
        SourceState.UNCONFIRMED: _("Nobody has seen a live answer of this source yet, so it is read with care."),
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
        return _("tomorrow {clock}").format(clock=clock)
    if local.date() == today - timedelta(days=1):
        return _("yesterday {clock}").format(clock=clock)
    if local.year == today.year:
        return f"{day_text(local.date(), weekday=False, year=False)} {clock}"
    return day_text(local.date(), weekday=False)


def since_words(moment: datetime, now: datetime) -> str:
    """`Mon 11 Nov, 17:05`, with the year where it is another one."""
    local = moment.astimezone()
    year = local.year != now.astimezone().year
    day = day_text(local.date(), weekday=False, year=year)
    return f"{weekday_name(local.date())} {day}, {local:%H:%M}"


def utc_words(moment: datetime) -> str:
    """Instants in evidence: `19 Nov 2024, 11:05:32 UTC`."""
    day = day_text(moment.date(), weekday=False)
    return f"{day}, {moment:%H:%M:%S} UTC"


def count_words(count: int, one: str, many: str) -> str:
    """`3 changes`: the catalogues know both words as one message with its plurals."""
    return f"{number_text(count)} {n_(one, many, count)}"


def size_words(size: int) -> str:
    """`41 KB`; sizes are right-aligned figures, so no decimals below a megabyte."""
    if size < 1000:
        return _("{n} B").format(n=size)
    if size < 1_000_000:
        return _("{n} KB").format(n=round(size / 1000))
    return _("{n} MB").format(n=decimal_text(size / 1_000_000))


def left_words(days: int) -> str:
    """Calendar days to a deadline in a sentence."""
    if days == 0:
        return _("due today")
    if days < 0:
        return n_("{n} day overdue", "{n} days overdue", -days).format(n=number_text(-days))
    return n_("{n} day left", "{n} days left", days).format(n=number_text(days))


def short_hash(sha256: str) -> str:
    return f"{sha256[:16]}…{sha256[-6:]}" if len(sha256) > 24 else sha256


def local_today(now: datetime) -> date:
    return now.astimezone().date()
