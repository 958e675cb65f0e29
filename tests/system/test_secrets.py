from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from dealwatch.system.secrets import Found, Kept, Missing, Secrets, Unavailable


class Keyring:
    """A keyring with the package's interface. `locked` refuses everything, as a locked one does."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def _open(self) -> None:
        if self.locked:
            raise RuntimeError("Failed to unlock the collection!")

    def get_password(self, service: str, name: str) -> str | None:
        self._open()
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, value: str) -> None:
        self._open()
        self.kept[service, name] = value

    def delete_password(self, service: str, name: str) -> None:
        self._open()
        del self.kept[service, name]


def insecure(module: str) -> Any:
    return type("Keyring", (Keyring,), {"__module__": module})()


def test_a_secret_comes_back() -> None:
    keyring = Keyring()
    secrets = Secrets(keyring)
    assert secrets.get("ftc-hsr") == Missing()
    assert secrets.keep("ftc-hsr", "k3y") is Kept.KEYRING
    assert Secrets(keyring).get("ftc-hsr") == Found("k3y")
    assert secrets.state() is None


def test_a_locked_keyring_is_no_missing_secret() -> None:
    keyring = Keyring()
    secrets = Secrets(keyring)
    secrets.keep("mail", "pass")
    keyring.locked = True
    answer = secrets.get("mail")
    assert isinstance(answer, Unavailable)
    assert "unlock" in answer.reason
    assert isinstance(secrets.forget("mail"), Unavailable)
    keyring.locked = False
    assert secrets.get("mail") == Found("pass")


def test_what_a_locked_keyring_refuses_lasts_for_the_session() -> None:
    keyring = Keyring()
    keyring.locked = True
    secrets = Secrets(keyring)
    assert secrets.keep("mail", "pass") is Kept.SESSION
    assert secrets.get("mail") == Found("pass")
    assert isinstance(Secrets(keyring).get("mail"), Unavailable)


def test_the_keyring_takes_over_from_the_session() -> None:
    keyring = Keyring()
    keyring.locked = True
    secrets = Secrets(keyring)
    secrets.keep("mail", "old")
    keyring.locked = False
    assert secrets.keep("mail", "new") is Kept.KEYRING
    assert secrets.get("mail") == Found("new")


@pytest.mark.parametrize("module", ["keyrings.alt.file", "keyring.backends.null", "keyring.backends.fail"])
def test_plain_text_and_null_keyrings_are_refused(module: str) -> None:
    backend = insecure(module)
    secrets = Secrets(backend)
    assert isinstance(secrets.state(), Unavailable)
    assert secrets.keep("mail", "pass") is Kept.SESSION
    assert backend.kept == {}


def test_of_a_chain_the_first_safe_one_is_used() -> None:
    safe, unsafe = Keyring(), insecure("keyrings.alt.file")
    secrets = Secrets(SimpleNamespace(backends=[unsafe, safe]))
    assert secrets.keep("mail", "pass") is Kept.KEYRING
    assert safe.kept
    assert not unsafe.kept


def test_an_empty_chain_keeps_nothing() -> None:
    assert Secrets(SimpleNamespace(backends=[])).keep("mail", "pass") is Kept.SESSION


def test_forgetting_reaches_keyring_and_session() -> None:
    keyring = Keyring()
    secrets = Secrets(keyring)
    secrets.keep("mail", "pass")
    assert secrets.forget("mail") is None
    assert keyring.kept == {}
    assert secrets.forget("mail") is None
    keyring.locked = True
    secrets.keep("mail", "for now")
    assert isinstance(secrets.forget("mail"), Unavailable)
    assert isinstance(secrets.get("mail"), Unavailable)  # gone from the session at least


def test_a_secret_is_never_printed() -> None:
    assert "k3y" not in repr(Found("k3y"))


def test_without_a_keyring_service_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("no D-Bus")

    monkeypatch.setattr("keyring.get_keyring", broken)
    state = Secrets().state()
    assert isinstance(state, Unavailable)
    assert "no D-Bus" in state.reason


def test_the_systems_keyring_is_asked_when_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    keyring = Keyring()
    monkeypatch.setattr("keyring.get_keyring", lambda: keyring)
    Secrets().keep("mail", "pass")
    assert list(keyring.kept.values()) == ["pass"]
