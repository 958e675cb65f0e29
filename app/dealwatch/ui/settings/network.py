"""Privacy and network: what leaves this machine, and by which way."""

from __future__ import annotations

from PySide6.QtCore import Qt

from dealwatch.language import _, mark
from dealwatch.ui.controls import link
from dealwatch.ui.desk.settings import Network
from dealwatch.ui.panes import Words
from dealwatch.ui.settings.page import Page, Scene
from dealwatch.ui.theme import Type
from dealwatch.ui.words import count_words


class NetworkPage(Page):
    name, title, icon = "network", mark("Privacy and network"), "shield-check"

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        look = self.look

        def value() -> Words:
            words = Words(look, "–", Type.SECONDARY, "text2", selectable=True)
            words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # to be read and copied by keyboard
            return words

        self.heading(_("What leaves this machine"))
        text = _(
            "Requests for the pages of the sources you watch, and messages to the channels you add; without a channel"
            " there are none. There is no account and no telemetry, and nobody else learns your watchlist."
        )
        self.note(text)
        self.ledger = link(look, _("Show the network ledger"))
        self.ledger.clicked.connect(lambda: scene.go("sources"))
        self.today = self.setting(_("Requests today"), self.ledger, "–", also=_("privacy telemetry ledger"))
        self.heading(_("By which way"))
        self.proxy, self.certificates, self.agent = value(), value(), value()
        self.proxy_line = self.setting(_("Proxy"), self.proxy, "–", also=_("SOCKS PAC network"))
        self.certificates.say(_("of the system"))
        text = _("A company's own certificate works once the system trusts it.")
        self.setting(_("Certificates"), self.certificates, text, also=_("TLS CA"))
        self.heading(_("Manners"))
        text = _("Dealwatch says who it is; your address is added only for sources that ask for one.")
        self.setting(_("Name given to sites"), self.agent, text, also=_("user agent"))
        self.robots = value()
        self.robots.say(_("followed"))
        text = _("A page that a site closes to programs (robots.txt) is not asked for. You can save it and attach it.")
        self.setting(_("Rules of sites for programs"), self.robots, text, also="robots.txt")

    def refresh(self) -> None:
        self.scene.tasks.run(self.scene.settings.network).then(self._say, self.failed)

    def _say(self, found: Network) -> None:
        requests = count_words(found.requests, "request", "requests")
        hosts = count_words(found.hosts, "host", "hosts")
        self.today.say_hint(_("{requests} to {hosts}. Each is listed.").format(requests=requests, hosts=hosts))
        self.agent.say(found.user_agent)
        if not found.proxy:
            self.proxy.say(_("none"))
            self.proxy_line.say_hint(_("No proxy is set; requests go out directly."))
        elif found.script:
            self.proxy.say(_("not used"))
            words = _("The system chooses its proxy by a script, which Dealwatch does not run: {address}. If requests"
                      " fail, set the proxy's own address in the system.")  # fmt: skip
            self.proxy_line.say_hint(words.format(address=found.proxy))
        else:
            self.proxy.say(found.proxy)
            self.proxy_line.say_hint(_("The one of the system is used."))
