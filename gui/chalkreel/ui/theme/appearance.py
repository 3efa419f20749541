"""Puts the tokens onto the application: style, font, palette and stylesheet."""

from __future__ import annotations

from functools import cache
from string import Template
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from chalkreel.base.assets import asset_path, asset_text
from chalkreel.ui.theme.tokens import (
    DARK,
    DARK_HIGH,
    LIGHT,
    LIGHT_HIGH,
    MIN_BODY_PX,
    RADII,
    SPACING,
    Colors,
    ThemeMode,
    Tokens,
    TypeSizes,
)

_SCHEMES = {colors.window: colors for colors in (LIGHT, DARK, LIGHT_HIGH, DARK_HIGH)}
"""By what tells them apart in a palette."""

_GENERIC_FAMILIES = frozenset({"DejaVu Sans", "Sans Serif", "Sans", "Bitstream Vera Sans"})
_EAST_ASIAN_FAMILIES = frozenset({"Noto Sans CJK SC"})
"""Their quotation marks are as wide as a character unless narrow ones are asked for."""
_WIDE_PUNCTUATION = "chalkreel_wide_punctuation"
_PREFERRED_FAMILIES = ("Inter", "Noto Sans", "Noto Sans CJK SC", "Cantarell", "Ubuntu", "Liberation Sans")


def apply_theme(app: QApplication, mode: ThemeMode = ThemeMode.SYSTEM) -> Tokens:
    """Dress the application; with ``SYSTEM`` it follows the desktop from then on."""
    keeper = app.findChild(AppearanceKeeper, AppearanceKeeper.NAME) or AppearanceKeeper(app)
    keeper.show_mode(mode)
    return current_tokens()


def show_punctuation(app: QCoreApplication, is_wide: bool) -> None:
    """Choose between the punctuation of Chinese, as wide as a character, and that of other languages."""
    app.setProperty(_WIDE_PUNCTUATION, is_wide)
    if isinstance(app, QGuiApplication):
        font = app.font()
        if font.family() in _EAST_ASIAN_FAMILIES:
            font.setFeature(QFont.Tag("pwid"), 0 if is_wide else 1)
            app.setFont(font)


def current_tokens() -> Tokens:
    """Give the tokens in force, told from the application's palette, so that nobody has to pass them around."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    is_dark = window.lightness() < 128
    sizes = _sizes_for(QGuiApplication.font().pixelSize())
    colors = _SCHEMES.get(window.name(), DARK if is_dark else LIGHT)
    return Tokens(colors=colors, is_dark=is_dark, sizes=sizes)


class AppearanceKeeper(QObject):
    """Keeps the application in the chosen mode; owned by the application.

    How strong the contrast is, the desktop alone says, in every mode.

    Signals:
        changed: the looks are others now.
    """

    NAME: ClassVar[str] = "chalkreel-appearance"
    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName(self.NAME)
        self._app = app
        self._mode = ThemeMode.SYSTEM
        app.setStyle("Fusion")
        app.setFont(_interface_font())
        show_punctuation(app, bool(app.property(_WIDE_PUNCTUATION)))
        self._hints = app.styleHints()  # kept, because PySide ends what it gives together with it
        self._hints.colorSchemeChanged.connect(self._on_color_scheme_changed)
        wishes = self._hints.accessibility()
        self._is_high = wishes.contrastPreference() is Qt.ContrastPreference.HighContrast
        wishes.contrastPreferenceChanged.connect(self._on_contrast_preference_changed)

    @property
    def mode(self) -> ThemeMode:
        return self._mode

    def show_mode(self, mode: ThemeMode) -> None:
        self._mode = mode
        self._dress()

    def _on_color_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._mode is ThemeMode.SYSTEM:
            self._dress()

    def _on_contrast_preference_changed(self, preference: Qt.ContrastPreference) -> None:
        self._is_high = preference is Qt.ContrastPreference.HighContrast
        self._dress()

    def _dress(self) -> None:
        is_dark = self._is_dark()
        usual, high = (DARK, DARK_HIGH) if is_dark else (LIGHT, LIGHT_HIGH)
        colors = high if self._is_high else usual
        sizes = _sizes_for(self._app.font().pixelSize())
        self._app.setPalette(palette_for(colors))
        self._app.setStyleSheet(stylesheet_for(Tokens(colors, is_dark, sizes)))
        self.changed.emit()

    def _is_dark(self) -> bool:
        if self._mode is ThemeMode.SYSTEM:
            return self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._mode is ThemeMode.DARK


def palette_for(colors: Colors) -> QPalette:
    """Build the palette that Fusion and hand-painted widgets draw from."""
    role = QPalette.ColorRole
    palette = QPalette()
    chosen = {
        role.Window: colors.window,
        role.WindowText: colors.text,
        role.Base: colors.surface,
        role.AlternateBase: colors.sunken,
        role.ToolTipBase: colors.raised,
        role.ToolTipText: colors.text,
        role.PlaceholderText: colors.text_muted,
        role.Text: colors.text,
        role.Button: colors.raised,
        role.ButtonText: colors.text,
        role.BrightText: colors.on_accent,
        role.Light: colors.raised,
        role.Midlight: colors.hover,
        role.Mid: colors.border,
        role.Dark: colors.control_border,
        role.Shadow: colors.sunken,
        role.Highlight: colors.accent,
        role.HighlightedText: colors.on_accent,
        role.Link: colors.accent_text,
        role.LinkVisited: colors.accent_text,
        role.Accent: colors.accent,
    }
    for name, color in chosen.items():
        palette.setColor(name, QColor(color))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(colors.text_disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(colors.hover))
    palette.setColor(QPalette.ColorGroup.Disabled, role.HighlightedText, QColor(colors.text_disabled))
    return palette


def stylesheet_for(tokens: Tokens) -> str:
    """Fill the one stylesheet template; an unknown name in it raises."""
    scheme = "dark" if tokens.is_dark else "light"
    values: dict[str, object] = {name: getattr(tokens.colors, name) for name in Colors.__slots__}
    values |= {f"space_{name}": getattr(SPACING, name) for name in type(SPACING).__slots__}
    values |= {f"radius_{name}": getattr(RADII, name) for name in type(RADII).__slots__}
    values |= {f"size_{name}": getattr(tokens.sizes, name) for name in type(tokens.sizes).__slots__}
    is_dark_ink = QColor(tokens.colors.on_accent).lightness() < 128
    pictures = {"caret": f"caret-{scheme}", "check": "check-ink" if is_dark_ink else f"check-{scheme}"}
    values |= {f"picture_{name}": asset_path(f"themes/{file}.svg").as_posix() for name, file in pictures.items()}
    return Template(asset_text("themes/chalkreel.qss")).substitute(values)


@cache
def _sizes_for(body_px: int) -> TypeSizes:
    return TypeSizes.from_body(max(MIN_BODY_PX, body_px))


def _interface_font() -> QFont:
    """Take the system's own font at a readable size; where it is only a last resort, a better installed one."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    body_px = max(MIN_BODY_PX, QFontInfo(font).pixelSize())
    if QFontInfo(font).family() in _GENERIC_FAMILIES:
        installed = set(QFontDatabase.families())
        better = next((family for family in _PREFERRED_FAMILIES if family in installed), None)
        if better is not None:
            font = QFont(better)
    font.setPixelSize(body_px)
    return font
