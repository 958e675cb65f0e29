"""What sources need of the user: told by the registry, given by the command, shown plainly."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest

from dealwatch.store.database import Store
from dealwatch.system.secrets import Secrets
from dealwatch.watch.contact import contact_of

KEYS = """ec ec-at ec-sa ec-dma ec-fs ec-press ec-oj cma ftc ftc-hsr doj doj-cases federal-register sec bkarta
bkarta-press adlc adlc-decisions accc nz canada acm ccpc agcm cnmc cci kftc cade comesa"""


class Keyring:
    def __init__(self):
        self.kept = {}

    def get_password(self, _service, name):
        return self.kept.get(name)

    def set_password(self, _service, name, value):
        self.kept[name] = value

    def delete_password(self, _service, name):
        del self.kept[name]


class NoKeyring:
    """As on a server: nothing answers."""

    def get_password(self, _service, _name):
        raise RuntimeError("no keyring")

    set_password = delete_password = get_password


@pytest.fixture
def keyring(monkeypatch):
    kept = Keyring()
    monkeypatch.setattr("dealwatch.cli.session.Secrets", lambda: Secrets(kept))
    return kept


def test_every_source_says_all_that_is_to_be_known_before_it_is_added(dealwatch):
    lines = {line["source"]: line for line in dealwatch("--json", "sources", "--available").lines}
    assert set(lines) == set(KEYS.split())
    for key, line in lines.items():
        assert line["state"] in ("confirmed", "unconfirmed"), key
        assert line["interval"] > 0, key
        assert all(line[name] for name in ("zone", "terms", "tells", "cannot_tell")), key
        assert line["active_hours"] is None or len(line["active_hours"]) == 2, key
        assert not line["polled"], key
    assert lines["sec"]["needs"] == ["contact"]
    assert lines["ftc-hsr"]["needs"] == ["key"]


def test_an_address_is_kept_and_can_be_taken_back(dealwatch, tmp_path):
    assert dealwatch("--json", "sources", "--contact", "desk@example.com").lines == [{"contact": "desk@example.com"}]
    with Store.open(tmp_path / "data", datetime(2026, 3, 2, tzinfo=UTC)) as store:
        assert contact_of(store) == "desk@example.com"
    assert "SEC" in dealwatch("sources", "--contact", "desk@example.com").out
    assert "any more" in dealwatch("sources", "--contact", "none").out
    wrong = dealwatch("sources", "--contact", "https://example.com")
    assert (wrong.status, wrong.err.splitlines()[0]) == (2, "That is no e-mail address.")


def test_a_key_goes_to_the_keyring_and_never_to_the_screen(dealwatch, keyring, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("abc123\n"))
    said = dealwatch("sources", "--key", "ftc-hsr")
    assert (said.status, keyring.kept) == (0, {"api.data.gov": "abc123"})
    assert "keyring" in said.out
    assert "abc123" not in said.out + said.err
    assert dealwatch("--json", "sources", "--forget-key", "ftc-hsr").lines == [{"key": "api.data.gov", "kept": None}]
    assert keyring.kept == {}


def test_without_a_keyring_it_is_said_that_the_key_is_for_this_session_only(dealwatch, monkeypatch):
    monkeypatch.setattr("dealwatch.cli.session.Secrets", lambda: Secrets(NoKeyring()))
    monkeypatch.setattr("sys.stdin", io.StringIO("abc123\n"))
    said = dealwatch("sources", "--key", "ftc-hsr")
    assert "for this session only" in said.out
    assert "DEALWATCH_KEY_API_DATA_GOV" in said.out


@pytest.mark.parametrize(("source", "typed"), [("accc", "abc\n"), ("nothing", "abc\n"), ("ftc-hsr", "\n")])
def test_a_key_nobody_uses_or_none_is_refused(source, typed, dealwatch, keyring, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert dealwatch("sources", "--key", source).status == 2
    assert keyring.kept == {}


def test_adding_an_unconfirmed_source_says_so_and_one_that_needs_something_says_what(dealwatch):
    said = dealwatch("--json", "add", "comesa")
    assert (said.status, said.lines[0]["added"]) == (0, True)
    assert "unconfirmed" in said.err
    (line,) = dealwatch("--json", "sources").lines
    assert (line["state"], line["confirmed"]) == ("unconfirmed", False)
    assert "e-mail address" in dealwatch("add", "sec").err
    assert dealwatch("add", "accc").err == ""
