"""Channels: where else than on this computer alerts are told, each with a test, a switch and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from dealwatch.alerts.channel_words import KINDS, trouble_words
from dealwatch.language import _, mark, n_
from dealwatch.model.errors import DealwatchError
from dealwatch.ui.controls import Button, link
from dealwatch.ui.desk.channels import ChannelRow
from dealwatch.ui.inline_bar import Act, InlineBar
from dealwatch.ui.panes import clear, stack
from dealwatch.ui.settings.channel_dialog import ChannelDialog, Entered
from dealwatch.ui.settings.line import Line
from dealwatch.ui.settings.page import Page, Scene
from dealwatch.ui.settings.parts import Buttons, Switch
from dealwatch.ui.words import number_text, since_words


class ChannelLine(Line):
    """One channel: a switch and what can be done with it."""

    def __init__(self, page: ChannelsPage, row: ChannelRow) -> None:
        look, name = page.look, row.name
        self.switch = Switch(look, _("Send to {name}").format(name=name))
        self.test = Button(look, _("Send a test"), say=_("Send a test to {name}").format(name=name))
        self.change = Button(look, _("Change…"), say=_("Change {name}").format(name=name))
        self.remove = Button(look, _("Remove"), say=_("Remove {name}").format(name=name))
        self.row = row
        self.switch.clicked.connect(lambda on: page.do(lambda: page.channels.enable(row.id, on)))
        self.test.clicked.connect(lambda: page.send_test(self))
        self.change.clicked.connect(lambda: page.begin_change(self.row))
        self.remove.clicked.connect(lambda: page.ask_removal(self.row))
        control = Buttons(look, self.switch, self.test, self.change, self.remove)
        super().__init__(look, name, control, below=True)

    def say(self, row: ChannelRow, words: str) -> None:
        self.row = row
        self.switch.setChecked(row.enabled)
        self.hint.set_role("orange" if row.trouble is not None else "text2")
        self.say_hint(words)


class ChannelsPage(Page):
    name, title, icon = "channels", mark("Channels"), "paper-plane-tilt"

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        look = self.look
        self.channels = scene.settings.channels()
        self.asking = InlineBar(look, "", "", hue="slate", icon="trash")
        self.put(self.asking)
        self.asking.hide()
        self.heading(_("Beyond this computer"))
        text = _(
            "What a notification tells here can be sent to you or your team as well. Without a channel nothing is sent."
            " With one, what changed goes to the server you name, and each message stands in the network ledger."
        )
        self.note(text)
        self._where = ""  # where addresses are kept, in words
        self._tested: dict[str, str] = {}  # what became of the last test of a channel
        self.lines: dict[str, ChannelLine] = {}
        self._list = stack()
        self.put(self._list)
        self.add = Button(look, _("Add a channel…"))
        self.add.clicked.connect(lambda: self._open(ChannelDialog(look, self._where, self.window()), self._add))
        self.setting(_("New channel"), self.add, _("E-mail, Slack, Microsoft Teams, a webhook, and other services."),
                     also=_("Add a channel…") + " " + _("SMTP Telegram Matrix message team"))  # fmt: skip
        self.where = self.note("")
        self.heading(_("When"))
        self.note(_(
            "Each check sends one message, with what the alert rules tell. Quiet hours hold here, too. A server that"
            " does not take it is asked again; until then the inbox says so beside the change."
        ))  # fmt: skip
        self.ledger = link(look, _("Show the network ledger"))
        self.ledger.clicked.connect(lambda: scene.go("sources"))
        self.setting(_("What was sent where"), self.ledger, also=_("privacy ledger"))

    def refresh(self) -> None:
        rows = self.channels.rows()
        if [(row.id, row.name) for row in rows] != [(key, line.row.name) for key, line in self.lines.items()]:
            clear(self._list)
            self.lines = {}
            for row in rows:
                line = self.lines[row.id] = ChannelLine(self, row)
                self._list.addWidget(line)
        for row in rows:
            self.lines[row.id].say(row, self._state(row))
        self.scene.tasks.run(self.scene.settings.keyring_trouble).then(self._say_keyring, self.failed)

    def _state(self, row: ChannelRow) -> str:
        """Its kind, then what is wrong or when it took something last."""
        now, parts = self.scene.settings.now(), [_(KINDS[row.kind])]
        if not row.alerts:
            parts.append(_("digest only"))
        if not row.enabled:
            parts.append(_("off"))
        elif row.sent_at is not None:
            parts.append(_("last sent {moment}").format(moment=since_words(row.sent_at, now)))
        else:
            parts.append(_("nothing was sent yet"))
        said = " · ".join(parts)
        if row.trouble is None:
            return f"{said}\n{self._tested[row.id]}" if row.id in self._tested else said
        title, hint = trouble_words(row.trouble)
        lines = [said, f"{title} {hint}"]
        if row.waiting and row.next_try is not None:
            count = n_("{n} message waits", "{n} messages wait", row.waiting).format(n=number_text(row.waiting))
            at = _("next try {moment}").format(moment=since_words(row.next_try, now))
            lines.append(f"{count} · {at}")
        return "\n".join(lines)

    def _say_keyring(self, trouble: str) -> None:
        self._where = (
            _("Addresses are kept in the system's keyring, and in no file of Dealwatch.")
            if not trouble
            else _(
                "This system's keyring cannot be used, so an address is kept for this session only: it is gone when"
                " Dealwatch ends. ({reason})"
            ).format(reason=trouble)
        )
        self.where.say(self._where)

    # -- acting

    def send_test(self, line: ChannelLine) -> None:
        row = line.row
        line.test.setEnabled(False)
        self._tested.pop(row.id, None)
        line.say_hint(_("Sending…"))

        def ended() -> None:
            if self.lines.get(row.id) is line:
                line.test.setEnabled(True)

        def done(words: str) -> None:
            ended()
            self.trouble.hide()
            self._tested[row.id] = words
            self.refresh()
            self.scene.changed()

        def failed(error: Exception) -> None:
            ended()
            self.failed(error)

        self.scene.tasks.run(lambda: self.channels.test(row.id)).then(done, failed)

    def begin_change(self, row: ChannelRow) -> None:
        def open_(mail: object) -> None:
            from dealwatch.alerts.channel_address import MailAddress

            known = mail if isinstance(mail, MailAddress) else None
            dialog = ChannelDialog(self.look, self._where, self.window(), row, known)
            self._open(dialog, lambda entered: self._change(row.id, entered))

        self.scene.tasks.run(lambda: self.channels.mail_of(row.id)).then(open_, self.failed)

    def _open(self, dialog: ChannelDialog, act: Callable[[Entered], bool]) -> None:
        def entered(found: Entered) -> None:
            dialog.do.setEnabled(False)
            self.scene.tasks.run(lambda: act(found)).then(done, failed)

        def done(_kept: bool) -> None:
            dialog.accept()
            self.trouble.hide()
            self.refresh()
            self.scene.changed()

        def failed(error: Exception) -> None:
            if not isinstance(error, DealwatchError):
                raise error
            dialog.do.setEnabled(True)
            dialog.say_trouble(error)

        dialog.ready.connect(entered)
        dialog.show()

    def _add(self, entered: Entered) -> bool:
        return self.channels.add(entered.name, entered.kind, entered.kept, alerts=entered.alerts)

    def _change(self, channel_id: str, entered: Entered) -> bool:
        return self.channels.change(channel_id, entered.name, entered.kind, entered.kept, alerts=entered.alerts)

    def ask_removal(self, row: ChannelRow) -> None:
        """It cannot be taken back: the address goes, too."""

        def remove() -> None:
            self.asking.hide()
            self.do(lambda: self.channels.remove(row.id))

        title = _("Remove “{name}”?").format(name=row.name)
        words = _("Its address is removed from the keyring. What waits for it is not sent; the inbox keeps it.")
        self.asking.title.say(title)
        self.asking.text.say(words)
        self.asking.text.show()
        self.asking.setAccessibleName(f"{title} {words}")
        self.asking.set_acts((Act(_("Remove"), remove, primary=True), Act(_("Keep it"), self.asking.hide)))
        self.asking.show()
        self.ensureVisible(0, 0)
        first = self.asking.findChild(Button)
        if isinstance(first, QWidget):
            first.setFocus()
