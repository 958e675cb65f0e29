"""The one step that runs in a process of its own: the library of channels sends one message through one address.

The library is large, keeps a caller waiting as long as a server likes, and says in its own log why it failed, with
addresses in it. Apart it can be ended at any time, and only what is known not to hold a secret comes back. Called as
`python -m dealwatch.alerts.channel_child`, with a job as JSON on standard input and the answer on standard output.
Must not contain: words, anything of ours but what follows a request (`channel_wire`).
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Mapping
from typing import Any

import apprise
import truststore
from apprise.plugins import custom_json
from apprise.plugins.email import base

from dealwatch.alerts.channel_wire import Wire

mail: Any = base  # both without types
web: Any = custom_json

SECONDS = 15.0
"""For how long a server may say nothing."""
_KNOWN = {"slack": "slack", "teams": "workflows"}
"""Which of the library's services an address of a kind must belong to. Teams has given its own webhooks up."""


def run(job: Mapping[str, Any]) -> dict[str, Any]:
    """`ok`: taken; `usable`: a channel can be made of the address; `service`: its name; what went over the wire.

    Without a `title` nothing is sent: the address is only looked at.
    """
    logging.getLogger("apprise").addHandler(logging.NullHandler())
    logging.getLogger("apprise").propagate = False
    plugin = _plugin(job)
    if plugin is None:
        return {"usable": False, "ok": False, "service": "", "wire": [], "hosts": []}
    found = {"usable": True, "ok": False, "service": str(plugin.service_name or ""), "wire": [], "hosts": []}
    if not job.get("title"):
        return found
    wire = Wire(job.get("origins", {}))
    channel = apprise.Apprise(asset=plugin.asset)
    channel.add(plugin)
    html = isinstance(plugin, mail.NotifyEmail)
    with wire.watched():
        found["ok"] = bool(
            channel.notify(
                body=job["html"] if html else job["text"],
                title=job["title"],
                body_format=apprise.NotifyFormat.HTML if html else apprise.NotifyFormat.TEXT,
            )
        )
    return {**found, "wire": wire.exchanges, "hosts": sorted(wire.hosts)}


def _plugin(job: Mapping[str, Any]) -> Any:
    """The library's object for the address; None where it makes nothing of it."""
    asset = apprise.AppriseAsset(
        app_id="Dealwatch", app_desc="Dealwatch", app_url="", image_url_mask="", image_path_mask="",
        storage_mode=apprise.PersistentStoreMode.MEMORY, secure_logging=True,
    )  # fmt: skip
    make: Callable[[Mapping[str, Any], Any], Any] = {"mail": _mail, "webhook": _webhook}.get(job["kind"], _other)
    try:
        plugin = make(job, asset)
    except (apprise.exception.AppriseException, TypeError, ValueError):
        return None
    if plugin is None or _KNOWN.get(job["kind"], "") not in {"", *_schemas(plugin)}:
        return None
    plugin.socket_connect_timeout = plugin.socket_read_timeout = SECONDS
    plugin.redirects = False  # a letter goes where the user said, and nowhere else
    plugin.overflow_mode = apprise.OverflowMode.TRUNCATE  # one message, however little a service takes
    return plugin


def _mail(job: Mapping[str, Any], asset: Any) -> Any:
    """One letter to all: the second and further recipients would otherwise get it again when the first is retried."""
    given = job["mail"]
    first, *rest = given["to"]
    mode = {"tls": "ssl", "none": "insecure"}.get(given["security"], "starttls")
    plugin = mail.NotifyEmail(
        smtp_host=given["host"], from_addr=given["sender"], secure_mode=mode, targets=first, cc=",".join(rest),
        host=given["host"], port=given["port"], user=given["user"] or None, password=given["password"] or None,
        secure=mode != "insecure", headers={"Auto-Submitted": "auto-generated"}, asset=asset,
    )  # fmt: skip
    if len(plugin.targets) != 1 or len(plugin.cc) != len(set(rest)):
        return None
    domain = plugin.from_addr[1].rpartition("@")[2]
    # Sent again, a letter keeps its name, by which mail programs know it for the same; its plain words are ours, too.
    mail.make_msgid = lambda **_others: f"<{job.get('letter', 'test')}@{domain}>"
    mail.convert_between = lambda *_others: job["text"]
    return plugin


def _webhook(job: Mapping[str, Any], asset: Any) -> Any:
    from urllib.parse import parse_qsl, unquote, urlsplit

    parts = urlsplit(job["address"])
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return web.NotifyJSON(
        headers={"Idempotency-Key": job.get("letter", "test")},
        payload={"id": job.get("letter", "test"), "changes": job.get("changes", [])},
        params=dict(parse_qsl(parts.query, keep_blank_values=True)),
        host=f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname, port=parts.port,
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        fullpath=parts.path or "/", secure=parts.scheme == "https", asset=asset,
    )  # fmt: skip


def _other(job: Mapping[str, Any], asset: Any) -> Any:
    return apprise.Apprise.instantiate(job["address"], asset=asset, suppress_exceptions=True)


def _schemas(plugin: Any) -> set[str]:
    found: set[str] = set()
    for given in (plugin.protocol, plugin.secure_protocol):
        found |= {given} if isinstance(given, str) else set(given or ())
    return found


def answered(job: str) -> str:
    """A job's answer, both as JSON. Only in a process of its own."""
    truststore.inject_into_ssl()  # a company's own certificate works here as it does for sources
    return json.dumps(run(json.loads(job)))


def main() -> None:
    sys.stdout.write(answered(sys.stdin.read()))


if __name__ == "__main__":
    main()
