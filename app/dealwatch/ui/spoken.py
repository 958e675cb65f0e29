"""Which language the window speaks: the user's choice, else the system's where there is a catalogue, else English.

Qt's own words (the buttons of its dialogs, names of keys) follow through Qt's catalogue. Must not contain words.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QSettings, QTranslator

from dealwatch.language import LANGUAGES, PSEUDO, speak, spoken

SETTING = "language"
"""Key of the choice: a code of `LANGUAGES`, or empty for the system's."""
_NAME = "qt words"


def language_of(settings: QSettings) -> str:
    """The code to speak."""
    chosen = str(settings.value(SETTING, "") or "")
    if chosen in LANGUAGES or chosen == PSEUDO:
        return chosen
    wanted = (name.partition("-")[0] for name in QLocale.system().uiLanguages())
    return next((code for code in wanted if code in LANGUAGES), "en")


def speak_chosen(app: QCoreApplication, settings: QSettings) -> None:
    """Speak it from now on; called before anything is built that shows words."""
    speak(language_of(settings))
    QLocale.setDefault(QLocale(spoken()))
    for before in app.findChildren(QTranslator, _NAME):
        app.removeTranslator(before)
        before.deleteLater()
    words = QTranslator(app)
    words.setObjectName(_NAME)
    if words.load(f"qtbase_{spoken()}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(words)
