"""The group of commands and its global options. Commands are imported when they are called, never all at once."""

from __future__ import annotations

import importlib
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from dealwatch import __version__
from dealwatch.model.dates import parse_instant
from dealwatch.model.errors import DataError, DealwatchError, UsageError
from dealwatch.store.faults import explain

COMMANDS = {
    "add": "add",
    "backup": "backup",
    "cases": "cases",
    "check": "check",
    "deadline": "deadline",
    "deadlines": "deadlines",
    "deals": "deals",
    "demo": "demo",
    "doctor": "doctor",
    "events": "events",
    "export": "export",
    "import": "import_",
    "ingest": "ingest",
    "install-desktop-entry": "install",
    "proposals": "proposals",
    "read": "read",
    "restore": "restore",
    "search": "search",
    "sources": "sources",
    "verify": "verify",
    "watch": "watch",
}
"""Command → module of this package with a `command`."""
LINK = "dealwatch://"


@dataclass(frozen=True, slots=True)
class Opening:
    """How the window is to open. `link` is an address of ours to land on, as the desktop hands it over."""

    data: Path | None = None
    now: datetime | None = None
    hidden: bool = False
    link: str = ""


Window = Callable[[Opening], int]
"""Opens the window; its exit status."""
NEEDS_LOOK, WRONG_USAGE, DATA_UNUSABLE = 1, 2, 3


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"dealwatch.cli.{COMMANDS[cmd_name]}").command
        return command


def _instant(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        return parse_instant(value)
    except ValueError as error:
        raise click.BadParameter("an instant with its zone is needed, such as 2026-04-01T12:00:00Z") from error


def _group(window: Window, link: str) -> click.Group:
    @click.group(
        cls=_Commands,
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    @click.version_option(__version__, prog_name="dealwatch")
    @click.option("--data", type=click.Path(path_type=Path), help="Data folder (default: the platform's).")
    @click.option("--now", callback=_instant, help="Use this instant as the clock, such as 2026-04-01T12:00:00Z.")
    @click.option("--hidden", is_flag=True, help="Open the window in the tray only.")
    @click.option("--json", "as_json", is_flag=True, help="JSON Lines on standard output.")
    @click.pass_context
    def commands(ctx: click.Context, data: Path | None, now: datetime | None, hidden: bool, as_json: bool) -> None:
        """Dealwatch tells you, with proof, when a competition authority moves on a deal you track.

        Without a command the window opens.
        """
        if ctx.invoked_subcommand is None:
            ctx.exit(window(Opening(data, now, hidden, link)))
        from dealwatch.cli.session import Session
        from dealwatch.system.clock import FixedClock, SystemClock
        from dealwatch.system.paths import paths_for

        session = Session(paths_for(data), FixedClock(now) if now else SystemClock(), as_json, data)
        ctx.obj = session
        ctx.call_on_close(session.close)

    return commands


def run(arguments: list[str], window: Window) -> int:
    """Run a command; the exit status of the contract (0 done, 1 needs a look, 2 wrong usage, 3 data unusable)."""
    link = next((word for word in arguments if word.startswith(LINK)), "")
    words = _json_first([word for word in arguments if word != link])
    try:
        result = _group(window, link).main(args=words, prog_name="dealwatch", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return WRONG_USAGE
    except (click.Abort, KeyboardInterrupt):
        return 130
    except DealwatchError as error:
        sys.stderr.write(f"{error.title}\n{error.hint}\n" if error.hint else f"{error.title}\n")
        return WRONG_USAGE if isinstance(error, UsageError) else DATA_UNUSABLE if isinstance(error, DataError) else 1
    except sqlite3.Error as error:
        known = explain(error, Path("the data folder"))
        if known is None:
            raise
        sys.stderr.write(f"{known.title}\n{known.hint}\n")
        return DATA_UNUSABLE
    except BrokenPipeError:
        return 0
    return result if isinstance(result, int) else 0


def _json_first(arguments: list[str]) -> list[str]:
    """`--json` is a global option, but many people put it last; it means the same there."""
    before, marker, after = _split(arguments)
    if "--json" not in before:
        return arguments
    return ["--json", *(word for word in before if word != "--json"), *marker, *after]


def _split(arguments: list[str]) -> tuple[list[str], list[str], list[str]]:
    """What stands before and after a bare `--`."""
    if "--" not in arguments:
        return arguments, [], []
    place = arguments.index("--")
    return arguments[:place], ["--"], arguments[place + 1 :]
