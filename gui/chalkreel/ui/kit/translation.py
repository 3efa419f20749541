"""Lets Qt read the app's gettext catalogues."""

from __future__ import annotations

from enum import StrEnum
from gettext import GNUTranslations
from io import BytesIO

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator

from chalkreel.base.assets import asset_bytes
from chalkreel.ui.kit.words import CONTEXT
from chalkreel.ui.theme import show_punctuation


class Language(StrEnum):
    """The languages the app speaks; the values are locale names, ``SYSTEM`` takes the desktop's."""

    SYSTEM = "system"
    ENGLISH = "en"
    CHINESE = "zh_CN"


class CatalogueTranslator(QTranslator):
    """Answers Qt's questions for translations from one gettext catalogue; owned by the application."""

    NAME = "chalkreel-translator"

    def __init__(self, catalogue: bytes, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self.setObjectName(self.NAME)
        self._catalogue = GNUTranslations(BytesIO(catalogue))

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, source_text: str, _disambiguation: str | None = None, count: int = -1
    ) -> str | None:
        """Give the translation, or None, which makes Qt show the source text."""
        if context != CONTEXT or not source_text:
            return None
        if count >= 0:
            found = self._catalogue.ngettext(source_text, source_text, count)
        else:
            found = self._catalogue.gettext(source_text)
        return None if found == source_text else found


def install_language(app: QCoreApplication, language: Language = Language.SYSTEM) -> Language:
    """Make the app speak ``language`` and tell which one it speaks now."""
    previous = app.findChild(CatalogueTranslator, CatalogueTranslator.NAME)
    if previous is not None:
        app.removeTranslator(previous)
        previous.setParent(None)
    spoken = language if language is not Language.SYSTEM else _system_language()
    if spoken is not Language.ENGLISH:
        catalogue = asset_bytes(f"translations/{spoken.value}/LC_MESSAGES/chalkreel.mo")
        app.installTranslator(CatalogueTranslator(catalogue, app))
    show_punctuation(app, is_wide=spoken is Language.CHINESE)
    return spoken


def _system_language() -> Language:
    return Language.CHINESE if QLocale.system().language() is QLocale.Language.Chinese else Language.ENGLISH
