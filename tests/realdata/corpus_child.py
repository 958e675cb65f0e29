"""Reads every feed file of an archive in a process that may have only so much memory; tells the slowest as JSON.

The limit is on what the process adds to what it has when its libraries are loaded, for each file on its own.
"""

from __future__ import annotations

import json
import resource
import sys
import tarfile
import time

from dealwatch.sources.feed_entry import feed_items
from dealwatch.sources.feed_read import read_feed


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(archive: str, megabytes: int) -> None:
    with tarfile.open(archive) as tar:
        members = [(member.name, tar.extractfile(member)) for member in tar.getmembers() if member.isfile()]
        files = [(name, stream.read()) for name, stream in members if stream is not None]
    with open("/proc/self/statm", encoding="ascii") as statm:
        used = int(statm.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + megabytes * 2**20,) * 2)
    slowest, name_of_slowest = 0.0, ""
    for name, body in files:
        begin = time.perf_counter()
        channel = read_feed(body, "application/xml", "")
        feed_items(channel.entries if channel else ())
        spent = time.perf_counter() - begin
        if spent > slowest:
            slowest, name_of_slowest = spent, name
        say(name)  # the last line before a crash names its file
    say(json.dumps({"files": len(files), "seconds": slowest, "slowest": name_of_slowest}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
