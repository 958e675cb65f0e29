"""API keys and passwords: in the system's keyring, or for this session only. Never in a file of ours.

A session's own are given by the user while the program runs, or by the environment it was started in.

A locked or missing keyring is not the same as no password: the answer has three states.
"""

from __future__ import annotations

import logging
import os
import re
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from dealwatch.language import _

log = logging.getLogger(__name__)

_SERVICE = "dealwatch"
# Back ends that keep secrets in plain text, or drop them, or only say that there is none.
_REFUSED = ("keyrings.alt", "keyring.backends.null", "keyring.backends.fail")


@dataclass(frozen=True, slots=True)
class Found:
    value: str = field(repr=False)  # a secret must not reach a log by way of a printed object


@dataclass(frozen=True, slots=True)
class Missing:
    """The keyring answered: there is no such secret."""


@dataclass(frozen=True, slots=True)
class Unavailable:
    """Nobody could be asked. `reason` is for people."""

    reason: str


class Kept(Enum):
    KEYRING = "keyring"
    SESSION = "session"  # gone when the program ends, and the user is told so


class Secrets:
    """The user's secrets by name. May wait for the user to unlock the keyring: not for the window's own thread."""

    def __init__(self, backend: Any = None) -> None:
        """`backend` has keyring's interface; without one the system's is found when first needed."""
        self._backend = backend
        self._session: dict[str, str] = {}

    def get(self, name: str) -> Found | Missing | Unavailable:
        given = self._session.get(name) or os.environ.get(variable(name), "").strip()
        if given:
            return Found(given)
        backend = self._usable()
        if isinstance(backend, Unavailable):
            return backend
        try:
            value = backend.get_password(_SERVICE, name)
        except Exception as error:  # each back end has its own errors; all mean that it could not be asked
            return _unavailable(error)
        return Missing() if value is None else Found(value)

    def this_session(self, name: str) -> bool:
        """Whether the secret is known for this session only."""
        return bool(self._session.get(name) or os.environ.get(variable(name), "").strip())

    def value(self, name: str) -> str:
        """The secret, empty where there is none or nobody could be asked: a key that is only of use, never needed."""
        found = self.get(name)
        if isinstance(found, Unavailable):
            log.info("%s is not asked for: %s", name, found.reason)
        return found.value if isinstance(found, Found) else ""

    def keep(self, name: str, value: str) -> Kept:
        """Keep a secret in the keyring, else for this session; the answer says which."""
        backend = self._usable()
        if not isinstance(backend, Unavailable):
            try:
                backend.set_password(_SERVICE, name, value)
            except Exception as error:
                log.info("kept for this session only: %s", error)
            else:
                self._session.pop(name, None)
                return Kept.KEYRING
        self._session[name] = value
        return Kept.SESSION

    def forget(self, name: str) -> Unavailable | None:
        """Remove a secret wherever it is; None once it is gone everywhere, fine if there was none."""
        self._session.pop(name, None)
        found = self.get(name)
        if isinstance(found, Unavailable):
            return found
        if isinstance(found, Found):
            try:
                self._backend.delete_password(_SERVICE, name)
            except Exception as error:
                return _unavailable(error)
        return None

    def state(self) -> Unavailable | None:
        """None where a keyring can be used, else why not. Does not ask for its password."""
        backend = self._usable()
        return backend if isinstance(backend, Unavailable) else None

    def _usable(self) -> Any:
        if self._backend is None:
            try:
                import keyring  # opens the system's services: only when a secret is wanted

                self._backend = keyring.get_keyring()
            except Exception as error:
                return _unavailable(error)
        # A chain of back ends is as good as its first one that is safe; an empty one would lose what it is given.
        for backend in getattr(self._backend, "backends", (self._backend,)):
            if not type(backend).__module__.startswith(_REFUSED):
                self._backend = backend
                return backend
        return Unavailable(_("This system has no keyring that keeps secrets safely."))


def variable(name: str) -> str:
    """The environment variable that may carry a secret for one run: `api.data.gov` → `DEALWATCH_KEY_API_DATA_GOV`."""
    return "DEALWATCH_KEY_" + re.sub(r"\W+", "_", name).upper()


def _unavailable(error: Exception) -> Unavailable:
    words = _("The keyring did not answer: {error}").format(error=error)
    return Unavailable(words if str(error) else _("The keyring did not answer."))
