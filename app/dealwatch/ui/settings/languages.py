"""Language: which one the window speaks. It comes back in the new one at once."""

from __future__ import annotations

from dealwatch.language import LANGUAGES, _, mark
from dealwatch.ui.settings.page import Page, Scene
from dealwatch.ui.settings.parts import Choice


class LanguagePage(Page):
    name, title, icon = "language", mark("Language"), "globe"

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self.heading(_("Language of the window"))
        items = [("", _("As the system")), *LANGUAGES.items()]
        self.language = Choice(self.look, _("Language"), items)
        self.language.activated.connect(lambda: scene.preferences.speak(str(self.language.value)))
        text = _("Changes at once, with days and numbers. What authorities wrote is never translated.")
        self.setting(_("Language"), self.language, text, also="English Français Deutsch language langue Sprache")
        self.note(_("The case file as PDF and the notifications speak the same language. The terminal speaks English."))

    def refresh(self) -> None:
        self.language.show_value(self.scene.preferences.language)
