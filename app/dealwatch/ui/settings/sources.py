"""Sources: what some of them need of the user, a key or an address, and where each is kept."""

from __future__ import annotations

from dealwatch.language import _, mark, n_
from dealwatch.model.errors import DealwatchError
from dealwatch.ui.controls import Button, link
from dealwatch.ui.desk.settings import ApiKey, KeyState
from dealwatch.ui.panes import Field, clear, stack
from dealwatch.ui.settings.line import Line
from dealwatch.ui.settings.page import Page, Scene
from dealwatch.ui.settings.parts import Buttons, Switch
from dealwatch.ui.words import authority_name

SHOWN = 40
"""Sources listed here; the Sources view has them all."""


class SourcesPage(Page):
    name, title, icon = "sources", mark("Sources and keys"), "key"

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        look = self.look
        self.heading(_("Your e-mail address"))
        self.contact = Field(look, _("name@example.com"))
        self.contact.setMinimumWidth(min(look.theme.px(240), 300))
        self.contact.edit.setAccessibleName(_("Your e-mail address for sources that ask for one"))
        self.contact.edit.editingFinished.connect(self._set_contact)
        who = ", ".join(authority_name(name) for name in scene.settings.contact_wanted_by())
        text = _("Answers only those who give one: {names}. It is sent to them and to nobody else.").format(names=who)
        self.setting(_("Address"), self.contact, text, also=_("contact e-mail mail SEC EDGAR"))
        self.heading(_("Keys of services"))
        self.where = self.note(_("Asking the keyring…"))
        self.fields: dict[str, Field] = {}
        self.forget: dict[str, Button] = {}
        self._lines: dict[str, Line] = {}
        for name, users in scene.settings.key_names():
            self._key(name, users)
        self.heading(_("Which sources are on"))
        self.switches: dict[str, Switch] = {}
        self._list = stack()
        self.put(self._list)
        self.rest = self.note("")
        self.open = link(look, _("Show them all in Sources"))
        self.open.clicked.connect(lambda: scene.go("sources"))
        self.setting(_("State, history and what each can tell"), self.open)

    def refresh(self) -> None:
        if not self.contact.edit.hasFocus():
            self.contact.edit.setText(self.scene.settings.contact())
        self._say_sources()
        settings = self.scene.settings
        self.scene.tasks.run(lambda: (settings.keyring_trouble(), settings.keys())).then(self._say_keys, self.failed)

    # -- address

    def _set_contact(self) -> None:
        text = self.contact.edit.text().strip()
        if text != self.scene.settings.contact():
            try:
                self.scene.settings.set_contact(text)
            except DealwatchError as error:
                self.say_trouble(error.title, error.hint)  # what was typed stays, to be mended
                return
            self.trouble.hide()
            self.scene.changed()

    # -- keys

    def _key(self, name: str, users: tuple[str, ...]) -> None:
        field = Field(self.look, _("Paste the key"))
        field.edit.setEchoMode(field.edit.EchoMode.Password)
        field.edit.setAccessibleName(_("Key of {service}").format(service=name))
        field.setMinimumWidth(min(self.look.theme.px(200), 260))
        field.submitted.connect(lambda _text: self._keep(name))
        keep = Button(self.look, _("Keep"), say=_("Keep the key of {service}").format(service=name))
        keep.clicked.connect(lambda: self._keep(name))
        forget = Button(self.look, _("Forget"), say=_("Forget the key of {service}").format(service=name))
        forget.clicked.connect(lambda: self.do(lambda: self.scene.settings.forget_key(name)))
        self.fields[name], self.forget[name] = field, forget
        authorities = ", ".join(authority_name(user) for user in users)
        also = _("API key password") + f" {authorities}"
        self._lines[name] = self.setting(
            name, Buttons(self.look, field, keep, forget), authorities, also=also, below=True
        )

    def _keep(self, name: str) -> None:
        value = self.fields[name].edit.text()
        self.do(lambda: self.scene.settings.keep_key(name, value), lambda _state: self.fields[name].edit.clear())

    def _say_keys(self, found: tuple[str, tuple[ApiKey, ...]]) -> None:
        trouble, keys = found
        self.where.say(
            _("They are kept in the system's keyring, and in no file of Dealwatch.")
            if not trouble
            else _(
                "This system's keyring cannot be used, so a key is kept for this session only: it is gone when"
                " Dealwatch ends. ({reason})"
            ).format(reason=trouble)
        )
        for key in keys:
            used = ", ".join(authority_name(user) for user in key.authorities)
            self._lines[key.name].say_hint(f"{used} · {_(_STATES[key.state])}")
            self.forget[key.name].setEnabled(key.state in (KeyState.KEYRING, KeyState.SESSION))

    # -- which are on

    def _say_sources(self) -> None:
        rows = self.scene.settings.schedules()
        shown = {row.key: row for row in rows[:SHOWN]}
        if set(shown) != set(self.switches):
            clear(self._list)
            self.switches = {}
            for row in shown.values():
                switch = Switch(self.look, row.title)
                switch.clicked.connect(
                    lambda on, key=row.key: self.do(lambda: self.scene.settings.set_paused(key, not on))
                )
                self.switches[row.key] = switch
                self._list.addWidget(Line(self.look, row.title, switch))
        for key, switch in self.switches.items():
            switch.setChecked(not shown[key].paused)
        more = len(rows) - len(shown)
        self.rest.setVisible(more > 0 or not rows)
        self.rest.say(
            n_("and {n} more", "and {n} more", more).format(n=more) if rows else _("No source is watched yet.")
        )


_STATES = {
    KeyState.KEYRING: mark("kept in the keyring"),
    KeyState.SESSION: mark("kept for this session only"),
    KeyState.NONE: mark("no key; the source is read without one where it can be"),
    KeyState.UNASKED: mark("the keyring could not be asked"),
}
