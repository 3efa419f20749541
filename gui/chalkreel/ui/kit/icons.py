"""Icons by name, tinted from the theme each time they are painted."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, cast, get_args

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPainterPath, QPixmap, QTransform
from PySide6.QtWidgets import QApplication
from qtawesome.iconic_font import IconicFont  # type: ignore[import-untyped]

from chalkreel.base.assets import asset_path
from chalkreel.ui.theme import current_tokens

Tone = Literal[
    "text", "text_muted", "accent_text", "on_accent", "record", "record_text", "on_record",
    "safe", "safe_text", "problem", "problem_text",
]  # fmt: skip

_GLYPHS = {
    "add": "plus-bold",
    "align-bottom": "align-bottom",
    "align-centre": "align-center-horizontal",
    "align-left": "align-left",
    "align-middle": "align-center-vertical",
    "align-right": "align-right",
    "align-top": "align-top",
    "approximate": "circle-dashed",
    "backup": "archive-box",
    "backward": "arrow-line-down",
    "board": "chalkboard",
    "blank": "file-plus",
    "camera": "video-camera-fill",
    "camera-off": "video-camera-slash-fill",
    "check": "check-bold",
    "checking": "magnifying-glass-bold",
    "close": "x-bold",
    "cloud": "cloud",
    "connection": "link-simple",
    "copy": "copy",
    "crop": "crop",
    "distribute-across": "columns",
    "distribute-down": "rows",
    "down": "caret-down-bold",
    "draft": "pencil-simple",
    "empty": "file-dotted",
    "eye": "eye",
    "eye-off": "eye-slash",
    "failed": "x-circle-fill",
    "file": "film-strip",
    "fit": "frame-corners",
    "flag": "flag-fill",
    "folder": "folder-open",
    "folder-add": "folder-plus",
    "forward": "arrow-line-up",
    "grid": "squares-four",
    "history": "clock-counter-clockwise",
    "image": "image",
    "info": "info-fill",
    "key": "key",
    "layers": "stack",
    "live": "broadcast-fill",
    "lock": "lock-simple-fill",
    "lost": "file-x",
    "microphone": "microphone-fill",
    "microphone-off": "microphone-slash-fill",
    "more": "dots-three-outline-fill",
    "next": "caret-right-bold",
    "on-air": "broadcast-bold",
    "pause": "pause-fill",
    "people": "users-three",
    "play": "play-fill",
    "previous": "caret-left-bold",
    "question": "question",
    "ready": "circle-bold",
    "record": "circle-fill",
    "redo": "arrow-u-up-right",
    "refused": "prohibit-bold",
    "reset": "arrow-counter-clockwise",
    "retry": "arrow-clockwise-bold",
    "safe": "check-circle-fill",
    "saving": "cloud-arrow-up",
    "search": "magnifying-glass-bold",
    "settings": "gear-six",
    "sliders": "sliders-horizontal",
    "snapshot": "camera",
    "sound": "speaker-high-fill",
    "sound-off": "speaker-slash-fill",
    "stalled": "hourglass-medium-fill",
    "starting": "hourglass-medium-fill",
    "side": "sliders",
    "staged": "queue",
    "stop": "stop-fill",
    "studio": "hard-drives",
    "swap": "swap",
    "trash": "trash",
    "undo": "arrow-u-up-left",
    "up": "caret-up-bold",
    "unlock": "lock-simple-open",
    "user": "user-fill",
    "waiting": "hourglass-medium-fill",
    "warning": "warning-fill",
    "zoom-in": "magnifying-glass-plus",
    "zoom-out": "magnifying-glass-minus",
}
ICON_NAMES = tuple(_GLYPHS)


class UnknownIconError(KeyError):
    """A name that no icon has, or a tone that no colour has."""


def icon(name: str, tone: Tone = "text") -> QIcon:
    """Make the icon of that name; it keeps its tone through a change of theme."""
    _check(name, tone)
    return QIcon(_TintedEngine(name, tone))


def app_icon() -> QIcon:
    """Read the app's own icon in all its sizes."""
    made = QIcon()
    for side_px in (16, 24, 32, 48, 64, 128, 256, 512):
        made.addFile(str(asset_path(f"icons/chalkreel-{side_px}.png")), QSize(side_px, side_px))
    return made


def paint_icon(painter: QPainter, rect: QRectF, name: str, color: str) -> None:
    """Paint an icon's shape into ``rect`` (the same side lengths) in a colour given as text."""
    if name not in _GLYPHS:
        raise UnknownIconError(name)
    shape = _shape(name, max(1, round(rect.height())))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(QTransform.fromTranslate(rect.left(), rect.top()).map(shape), QColor(color))
    painter.restore()


@lru_cache(maxsize=1024)
def _shape(name: str, side_px: int) -> QPainterPath:
    """Give an icon's outline for a side length, its square at the origin; reading it from the font takes 1 ms."""
    font = _icon_font()
    raw = font.rawfont("ph", side_px)
    path: QPainterPath = raw.pathForGlyph(raw.glyphIndexesForString(font.charmap["ph"][_GLYPHS[name]])[0])
    path.setFillRule(Qt.FillRule.WindingFill)
    # The glyphs stand with their foot on the font's descent, which fills the square from below.
    standing: QPainterPath = QTransform.fromTranslate(0, raw.ascent()).map(path)
    return standing


class _TintedEngine(QIconEngine):
    """Draws one glyph in the colour that its tone has now."""

    def __init__(self, name: str, tone: Tone) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name, self._tone)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        colors = current_tokens().colors
        # What is switched on is the accent's, as its word is.
        tone = "accent_text" if state is QIcon.State.On and self._tone == "text" else self._tone
        color = getattr(colors, tone)
        if mode in (QIcon.Mode.Disabled, QIcon.Mode.Selected):
            # On a selected row the accent lies beneath, where its own and the muted tones cannot be seen.
            color = colors.text_disabled if mode is QIcon.Mode.Disabled else colors.on_accent
        side = min(rect.width(), rect.height())
        square = QRectF(rect.left(), 0, side, side)
        square.moveTop(QRectF(rect).center().y() - side / 2)
        paint_icon(painter, square, self._name, color)

    def pixmap(self, extent: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        drawn = QPixmap(extent)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(0, 0, extent.width(), extent.height()), mode, state)
        painter.end()
        return drawn


def _icon_font() -> IconicFont:
    """Load the one icon font that is used; the application owns it."""
    app = cast(QApplication, QApplication.instance())
    found = app.findChild(IconicFont, "chalkreel-icons")
    if found is None:
        found = IconicFont(("ph", "phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json"))
        found.setObjectName("chalkreel-icons")
        found.setParent(app)
    return found


def _check(name: str, tone: str) -> None:
    if name not in _GLYPHS:
        raise UnknownIconError(name)
    if tone not in get_args(Tone):
        raise UnknownIconError(tone)
