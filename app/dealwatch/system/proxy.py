"""How this machine reaches the world: directly, by an HTTP or SOCKS proxy, or by a script that chooses one (PAC).

Proxies of the environment and of the system settings are used. A script is not run: that would take a whole JavaScript
engine; it is only noticed, so that this can be said. Sends nothing.
"""

from __future__ import annotations

import contextlib
import importlib.util
import shutil
import subprocess
import sys
import urllib.request
from enum import Enum


class Way(Enum):
    """`SOCKS_MISSING`: a SOCKS proxy is set, and the part that speaks SOCKS is not installed."""

    DIRECT = "direct"
    PROXY = "proxy"
    SOCKS_MISSING = "socks missing"
    SCRIPT = "script"


def way_out() -> tuple[Way, str]:
    """The way and the addresses that make it, without names or passwords in them."""
    from dealwatch.sources.redact import redacted

    proxies = {scheme: address for scheme, address in urllib.request.getproxies().items() if scheme != "no"}
    if proxies:
        addresses = ", ".join(sorted({redacted(address) for address in proxies.values()}))
        socks = any(address.lower().startswith("socks") for address in proxies.values())
        missing = socks and importlib.util.find_spec("socksio") is None
        return (Way.SOCKS_MISSING if missing else Way.PROXY), addresses
    script = proxy_script()
    return (Way.SCRIPT, redacted(script)) if script else (Way.DIRECT, "")


def proxy_script() -> str:
    """The address of the system's proxy script, empty where there is none or it cannot be told."""
    if sys.platform == "win32":
        return _of_windows()
    if sys.platform == "darwin":
        settings = _said("scutil", "--proxy")
        found = [
            line.partition(" : ")[2].strip() for line in settings.splitlines() if "ProxyAutoConfigURLString" in line
        ]
        return found[0] if found and "ProxyAutoConfigEnable : 1" in settings else ""
    schema = "org.gnome.system.proxy"
    if _said("gsettings", "get", schema, "mode").strip("' \n") != "auto":
        return ""
    return _said("gsettings", "get", schema, "autoconfig-url").strip("' \n") or "found by the network (WPAD)"


def _of_windows() -> str:
    if sys.platform == "win32":
        import winreg

        place = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings"
        with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, place) as key:
            return str(winreg.QueryValueEx(key, "AutoConfigURL")[0])
    return ""


def _said(program: str, *arguments: str) -> str:
    """What a program of the system prints, nothing where it is not there or does not answer."""
    path = shutil.which(program)
    if path is None:
        return ""
    try:
        return subprocess.run([path, *arguments], capture_output=True, text=True, timeout=3, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""
