"""Two doors: with a command the command line, without one the window."""

from __future__ import annotations

import sys


def main() -> int:
    from dealwatch.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
