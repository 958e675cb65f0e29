"""Native notifications on Linux and the BSDs: org.freedesktop.Notifications over the session bus.

Why not Qt: its tray message cannot report clicks on most trays, and QtDBus cannot send this call (no uint32).
"""

from __future__ import annotations

import html
import logging
from collections import OrderedDict
from threading import Lock

from jeepney import DBusAddress, HeaderFields, MatchRule
from jeepney import Message as BusMessage

from dealwatch.language import _
from dealwatch.model.errors import DealwatchError
from dealwatch.system.notification import APPLICATION, DESKTOP_ENTRY, Chosen, OnChosen, first_action, showable
from dealwatch.system.session_bus import BusError, BusLost, SessionBus
from dealwatch.watch.ports import Message

log = logging.getLogger(__name__)

_NAME = "org.freedesktop.Notifications"
_SERVICE = DBusAddress("/org/freedesktop/Notifications", bus_name=_NAME, interface=_NAME)
_BUS_NAME = "org.freedesktop.DBus"
_REMEMBERED = 200  # notifications whose answer we still understand; a desktop keeps far fewer
_LET_THE_DESKTOP_DECIDE = -1
_NORMAL_URGENCY = ("y", 1)


class DesktopNotifications:
    """The desktop's notification service as a channel. Connects when first needed and again when it was lost.

    `on_chosen` is called on the thread of the bus connection when the user clicks.
    """

    name = "desktop"

    def __init__(self, on_chosen: OnChosen) -> None:
        self._on_chosen = on_chosen
        self._lock = Lock()
        self._bus: SessionBus | None = None
        self._capabilities: frozenset[str] | None = None
        self._shown: OrderedDict[int, Message] = OrderedDict()  # by the service's number
        self._open: dict[tuple[str, tuple[str, ...]], int] = {}  # still on screen, to be replaced
        self._tokens: dict[int, str] = {}

    def available(self) -> bool:
        """Whether a notification service runs or can be started. Never raises."""
        try:
            return self._connected().has_owner(_NAME)
        except BusError as error:
            log.debug("no notification service: %s", error)
            return False

    def send(self, message: Message) -> None:
        """Show it, in the place of an earlier one of the same alerts. DealwatchError where that fails."""
        try:
            try:
                self._notify(message)
            except BusLost:
                self._notify(message)  # the bus or the service was restarted; what it showed is gone with it
        except BusError as error:
            raise DealwatchError(
                _("The desktop's notification service did not take the message."),
                _("The change stands in the inbox. The service says: {error}").format(error=error),
            ) from error

    def close(self) -> None:
        with self._lock:
            bus, self._bus = self._bus, None
        if bus is not None:
            bus.close()

    def _connected(self) -> SessionBus:
        with self._lock:
            if self._bus is not None and self._bus.alive:
                return self._bus
            self._forget_service()
            bus = SessionBus(self._on_signal)
            self._bus = bus
        # Narrow rules: only this service's signals wake us.
        bus.subscribe(MatchRule(type="signal", sender=_NAME, interface=_NAME, path=_SERVICE.object_path))
        owner = MatchRule(type="signal", sender=_BUS_NAME, interface=_BUS_NAME, member="NameOwnerChanged")
        owner.add_arg_condition(0, _NAME)
        bus.subscribe(owner)
        return bus

    def _notify(self, message: Message) -> None:
        bus = self._connected()
        capabilities = self._capabilities
        if capabilities is None:
            (found,) = bus.call(_SERVICE, "GetCapabilities")
            capabilities = self._capabilities = frozenset(found)
        body = showable(message.body)
        if "body-markup" in capabilities:
            body = html.escape(body, quote=False)
        actions: list[str] = []
        if "actions" in capabilities:
            actions = ["default", ""]
            for key, label in message.actions:
                actions += [key, showable(label)]
        hints: dict[str, tuple[str, object]] = {
            "desktop-entry": ("s", DESKTOP_ENTRY),
            "category": ("s", "dealwatch.change"),
            "urgency": _NORMAL_URGENCY,
        }
        if message.silent:
            hints["suppress-sound"] = ("b", True)
        with self._lock:
            replaces = self._open.get((message.target, message.alert_ids), 0)
        arguments = (APPLICATION, replaces, DESKTOP_ENTRY, showable(message.title), body, actions, hints)
        bus.call(
            _SERVICE,
            "Notify",
            "susssasa{sv}i",
            (*arguments, _LET_THE_DESKTOP_DECIDE),
            on_answer=lambda answer: self._remember(answer[0], message),
        )

    def _remember(self, number: int, message: Message) -> None:
        with self._lock:
            self._open[(message.target, message.alert_ids)] = number
            self._shown[number] = message
            self._shown.move_to_end(number)
            while len(self._shown) > _REMEMBERED:
                self._forget(next(iter(self._shown)))

    def _on_signal(self, signal: BusMessage) -> None:
        member = signal.header.fields.get(HeaderFields.member)
        body = signal.body
        if member == "NameOwnerChanged":
            with self._lock:
                self._forget_service()
        elif member == "ActivationToken":
            with self._lock:
                if body[0] in self._shown:
                    self._tokens[body[0]] = body[1]
        elif member == "NotificationClosed":
            with self._lock:
                self._closed(body[0])
        elif member == "ActionInvoked":
            with self._lock:
                message = self._shown.get(body[0])
                token = self._tokens.pop(body[0], "")
            if message is not None:  # otherwise it is another program's
                action = first_action(message) if body[1] == "default" else body[1]
                self._on_chosen(Chosen(action, message.target, message.alert_ids, token))

    def _closed(self, number: int) -> None:
        """No longer on screen: the next one need not replace it. Its answer may still come, on some desktops."""
        message = self._shown.get(number)
        if message is not None and self._open.get((message.target, message.alert_ids)) == number:
            del self._open[(message.target, message.alert_ids)]

    def _forget(self, number: int) -> None:
        self._closed(number)
        self._shown.pop(number, None)
        self._tokens.pop(number, None)

    def _forget_service(self) -> None:
        """Another service, another numbering."""
        self._capabilities = None
        self._shown.clear()
        self._open.clear()
        self._tokens.clear()
