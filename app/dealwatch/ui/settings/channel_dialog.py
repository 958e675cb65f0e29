"""A channel beyond this computer, new or changed: its kind, its name and its address. Nothing is kept before *Add*."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from dealwatch.alerts.channel_address import PORTS, MailAddress, Security, kept_address, kept_mail, recipients
from dealwatch.alerts.channel_words import KINDS
from dealwatch.language import _, mark
from dealwatch.model.channel import ChannelKind
from dealwatch.ui.form_dialog import FormDialog
from dealwatch.ui.forms import labelled
from dealwatch.ui.panes import Field, Words, line, stack
from dealwatch.ui.settings.parts import Choice
from dealwatch.ui.theme import Look, Type

if TYPE_CHECKING:
    from dealwatch.ui.desk.channels import ChannelRow

_SECURITY = (
    (Security.STARTTLS, mark("STARTTLS (usual)")),
    (Security.TLS, mark("TLS from the beginning")),
    (Security.NONE, mark("none, inside your own network only")),
)
_WHERE = {
    ChannelKind.SLACK: (
        mark("Webhook address"),
        mark("In Slack: an app with “Incoming Webhooks”, then “Add New Webhook to Workspace”. Copy its address."),
        "https://hooks.slack.com/services/…",
    ),
    ChannelKind.TEAMS: (
        mark("Workflow address"),
        mark("In Teams: Workflows, “Post to a channel when a webhook request is received”. Copy the address it shows."),
        "https://….logic.azure.com/workflows/…",
    ),
    ChannelKind.WEBHOOK: (
        mark("Address"),
        mark("It gets a POST with JSON: title, message, an id that stays the same when it is sent again, the changes."),
        "https://example.com/hook",
    ),
    ChannelKind.OTHER: (
        mark("Apprise address"),
        mark("Any of the services that the Apprise project describes, such as Telegram, Matrix or Signal."),
        "tgram://…",
    ),
}


@dataclass(frozen=True)
class Entered:
    """What stands in the form. An empty `kept` leaves the address as it is. No log may show it."""

    name: str
    kind: ChannelKind
    kept: str
    alerts: bool = True

    def __repr__(self) -> str:
        return f"Entered({self.kind})"


class ChannelDialog(FormDialog):
    """`ready` carries what was `Entered`. `where` says where addresses are kept. `row` is the channel to be changed,
    `mail` what is known of its address.
    """

    def __init__(
        self,
        look: Look,
        where: str,
        parent: QWidget | None,
        row: ChannelRow | None = None,
        mail: MailAddress | None = None,
    ) -> None:
        title, verb = (_("Add a channel"), _("Add")) if row is None else (_("Change a channel"), _("Keep"))
        super().__init__(look, title, verb, self.collected, 560, parent)
        self._row = row
        self.kind = Choice(look, _("Kind of channel"), [(kind, _(words)) for kind, words in KINDS.items()])
        self.name = Field(look, _("Deal team"))
        self.address = Field(look, "")
        self.address_label = Words(look, "", Type.SECONDARY, "text2")
        self.address_hint = Words(look, "", Type.CAPTION, "text2", wrap=True)
        items = ((True, _("what is told, at once")), (False, _("the digest only")))
        self.gets = Choice(look, _("What it gets"), items)
        self._mail_form(mail)
        px = look.theme.px
        self._web = QWidget()
        self._web.setLayout(stack(self.address_label, self.address, self.address_hint, gap=px(3)))
        told = _("What changed in your deals is sent to it.")
        self.put(
            labelled(look, _("Kind of channel"), self.kind),
            labelled(look, _("Name"), self.name),
            self._web,
            self._mail,
            labelled(look, _("What it gets"), self.gets, _("When digests come is set on their own page.")),
            Words(look, f"{told} {where}".strip(), Type.SECONDARY, "text2", wrap=True),
        )
        self.kind.currentIndexChanged.connect(self._show_kind)
        if row is not None:
            self.kind.show_value(row.kind)
            self.name.edit.setText(row.name)
            self.gets.show_value(row.alerts)
        self._show_kind()
        (self.kind if row is None else self.name).setFocus()

    def _mail_form(self, mail: MailAddress | None) -> None:
        look, px = self.look, self.look.theme.px
        self.host, self.port = Field(look, "smtp.example.com"), Field(look, "587")
        self.security = Choice(look, _("Encryption"), [(value, _(words)) for value, words in _SECURITY])
        self.user, self.password = Field(look, _("Often the e-mail address")), Field(look, "")
        self.password.edit.setEchoMode(self.password.edit.EchoMode.Password)
        self.from_whom, self.to = Field(look, "name@example.com"), Field(look, "name@example.com, team@example.com")
        self.port.setFixedWidth(px(84))
        server = line(gap=px(12))
        server.addLayout(labelled(look, _("Mail server (SMTP)"), self.host), 1)
        server.addLayout(labelled(look, _("Port"), self.port))
        login = line(gap=px(12))
        login.addLayout(labelled(look, _("User name, if it asks for one"), self.user), 1)
        login.addLayout(labelled(look, _("Password"), self.password), 1)
        self._mail = QWidget()
        column = stack(gap=px(12))
        for part in (
            labelled(look, _("Recipients"), self.to, _("Several with commas; all get one and the same letter.")),
            labelled(look, _("Sender"), self.from_whom), server, labelled(look, _("Encryption"), self.security), login,
        ):  # fmt: skip
            column.addLayout(part)
        self._mail.setLayout(column)
        self.security.currentIndexChanged.connect(self._usual_port)
        if mail is not None:
            for field, text in ((self.host, mail.host), (self.port, str(mail.port)), (self.user, mail.user),
                                (self.from_whom, mail.sender), (self.to, ", ".join(mail.to))):  # fmt: skip
                field.edit.setText(text)
            self.security.show_value(mail.security)
            if mail.user:
                self.password.edit.setPlaceholderText(_("as it is"))

    def _usual_port(self) -> None:
        """The usual one stands there as a hint, and is taken where none is entered."""
        value = self.security.value
        assert isinstance(value, Security)
        self.port.edit.setPlaceholderText(str(PORTS[value]))

    @property
    def chosen(self) -> ChannelKind:
        value = self.kind.value
        assert isinstance(value, ChannelKind)
        return value

    def _show_kind(self) -> None:
        kind = self.chosen
        self._mail.setVisible(kind is ChannelKind.MAIL)
        self._web.setVisible(kind is not ChannelKind.MAIL)
        if kind is not ChannelKind.MAIL:
            label, hint, example = _WHERE[kind]
            self.address_label.say(_(label))
            self.address_hint.say(_(hint))
            same = self._row is not None and self._row.kind is kind
            self.address.edit.setPlaceholderText(_("as it is") if same else example)
            self.address.edit.setAccessibleName(_(label))
            self.address.edit.setAccessibleDescription(_(hint))
        self._usual_port()
        self.fit()

    def collected(self) -> Entered:
        """UsageError for what no channel can be made of."""
        kind, name = self.chosen, self.name.edit.text().strip()
        if kind is ChannelKind.MAIL:
            return Entered(name, kind, self._mail_address(), bool(self.gets.value))
        text = self.address.edit.text().strip()
        same = self._row is not None and self._row.kind is kind
        return Entered(name, kind, "" if same and not text else kept_address(kind, text), bool(self.gets.value))

    def _mail_address(self) -> str:
        port = self.port.edit.text().strip() or self.port.edit.placeholderText()
        security = self.security.value
        assert isinstance(security, Security)
        return kept_mail(
            MailAddress(
                host=self.host.edit.text().strip(), port=int(port) if port.isascii() and port.isdigit() else 0,
                security=security, sender=self.from_whom.edit.text().strip(), to=recipients(self.to.edit.text()),
                user=self.user.edit.text().strip(), password=self.password.edit.text(),
            )
        )  # fmt: skip
