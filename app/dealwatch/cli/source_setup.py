"""What a source needs of the user: an e-mail address, a key. Asked for here, kept in the settings and the keyring."""

from __future__ import annotations

import sys

import click

from dealwatch.cli.session import Session
from dealwatch.model.errors import UsageError
from dealwatch.model.source import SourceInfo
from dealwatch.sources.registry import official
from dealwatch.system.secrets import Kept, Unavailable, variable
from dealwatch.watch.contact import set_contact


def give_contact(session: Session, text: str) -> None:
    """Keep the address that is named to organisations that want one."""
    address = set_contact(session.store, "" if text == "none" else text, session.clock.now())
    if session.json:
        session.emit({"contact": address or None})
    elif address:
        session.say(f"{address} is named to those who want an address, and to nobody else: {_those_who_want()}.")
    else:
        session.say("No address is named to anybody any more.")


def _those_who_want() -> str:
    return ", ".join(sorted(source.info.authority for source in official().values() if source.info.wants_contact))


def give_key(session: Session, source: str) -> None:
    """Ask for a key without showing it, and say where it is kept. It is never an argument: those can be seen."""
    name = _secret(source).secret
    value = click.prompt(f"Key of {name}", hide_input=True) if sys.stdin.isatty() else sys.stdin.readline()
    if not value.strip():
        raise UsageError("No key was given.", "Type it, or send it by standard input.")
    kept = session.secrets.keep(name, value.strip())
    if session.json:
        session.emit({"key": name, "kept": kept.value})
    elif kept is Kept.KEYRING:
        session.say(f"The key of {name} is kept in the system's keyring.")
    else:
        session.say(
            f"The key of {name} is kept for this session only, and this session ends now: the keyring of this system"
            f" cannot be used, and Dealwatch keeps keys in no file. For a run, give it as {variable(name)}."
        )


def forget_key(session: Session, source: str) -> None:
    """Remove a key from the keyring."""
    name = _secret(source).secret
    failed = session.secrets.forget(name)
    if isinstance(failed, Unavailable):
        raise UsageError(f"The key of {name} could not be removed.", failed.reason)
    if session.json:
        session.emit({"key": name, "kept": None})
    else:
        session.say(f"The key of {name} is not kept any more.")


def _secret(key: str) -> SourceInfo:
    source = official().get(key)
    if source is None or not source.info.secret:
        having = ", ".join(sorted(name for name, each in official().items() if each.info.secret))
        raise UsageError("That source uses no key.", f"Those that do: {having}.")
    return source.info
