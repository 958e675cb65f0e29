"""The diagnostics of this window: its library, its look, its language, with the keys that must not be in them."""

from __future__ import annotations

from datetime import datetime

import PySide6

from dealwatch.alerts.channel_address import secret_parts
from dealwatch.language import spoken
from dealwatch.sources.registry import official
from dealwatch.store.database import Store
from dealwatch.system.diagnostics import Look, diagnose
from dealwatch.system.paths import Paths
from dealwatch.system.secrets import Secrets
from dealwatch.ui.theme import Theme


def report_of(store: Store, paths: Paths, now: datetime, theme: Theme, secrets: Secrets) -> str:
    """Slow: the doctor looks around, the keyring may be asked. For the task runner."""
    kind = "high contrast" if theme.high_contrast else "dark" if theme.dark else "light"
    look = Look(f"Qt {PySide6.__version__}", f"{kind}, {theme.scale:.0%}", spoken())
    names = {source.info.secret for source in official().values()} - {""}
    addresses = [secrets.value(channel.secret_name) for channel in store.channels.all()]
    parts = [part for address in addresses if address for part in secret_parts(address)]
    return diagnose(store, paths, now, look, [*(secrets.value(name) for name in names), *parts])
