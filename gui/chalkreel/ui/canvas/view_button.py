"""Says how large the canvas is shown, and opens what can be seen of it: zoom, guides, grid."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from chalkreel.ui.canvas.guides import Overlays
from chalkreel.ui.canvas.stage_actions import SPECS, VIEW, Command
from chalkreel.ui.kit.buttons import ButtonKeys
from chalkreel.ui.kit.icons import icon
from chalkreel.ui.kit.roles import set_role
from chalkreel.ui.kit.words import tr, tr_phrase

_ZOOMS = (Command.ZOOM_IN, Command.ZOOM_OUT, Command.ZOOM_FIT, Command.ZOOM_WHOLE)
_OVERLAYS = (Command.THIRDS, Command.SAFE_AREAS, Command.GRID)


class ViewButton(QToolButton):
    """Shows the zoom in percent; owned by the canvas panel.

    Signals:
        command_requested(Command): the host chose something in the menu.
    """

    command_requested = Signal(object)

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        set_role(self, "quiet")
        self._percent = 100
        self._is_fitted = True
        self._overlays = Overlays()
        self._entries: dict[Command, QAction] = {}
        self._menu = QMenu(self)
        self._keys = ButtonKeys(self)
        self.setIcon(icon("zoom-in", "text_muted"))
        self.setIconSize(QSize(16, 16))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._fill_menu()
        self.clicked.connect(self._on_clicked)
        self._menu.triggered.connect(self._on_menu_triggered)
        self._retranslate()

    def show_zoom(self, percent: int, is_fitted: bool) -> None:
        self._percent, self._is_fitted = percent, is_fitted
        self._render()

    def show_overlays(self, overlays: Overlays) -> None:
        self._overlays = overlays
        self._render()

    def _fill_menu(self) -> None:
        for command in (*_ZOOMS, *_OVERLAYS):
            if command is _OVERLAYS[0]:
                self._menu.addSeparator()
            entry = self._menu.addAction("")
            entry.setData(command)
            entry.setCheckable(command in _OVERLAYS or command is Command.ZOOM_FIT)
            if SPECS[command].icon and not entry.isCheckable():
                entry.setIcon(icon(SPECS[command].icon))
            self._entries[command] = entry

    def _on_clicked(self) -> None:
        """Open the menu above the button, which stands at the lower edge of the canvas."""
        size = self._menu.sizeHint()
        self._menu.popup(self.mapToGlobal(QPoint(self.width() - size.width(), -size.height())))

    def _on_menu_triggered(self, entry: QAction) -> None:
        self._render()
        self.command_requested.emit(entry.data())

    def _render(self) -> None:
        words = tr("{n} %", n=self._percent)
        self.setText(words)
        self.setMinimumWidth(self.sizeHint().width())
        self.setAccessibleName(tr("View: {zoom}", zoom=words))
        self._entries[Command.ZOOM_FIT].setChecked(self._is_fitted)
        self._entries[Command.THIRDS].setChecked(self._overlays.has_thirds)
        self._entries[Command.SAFE_AREAS].setChecked(self._overlays.has_safe_areas)
        self._entries[Command.GRID].setChecked(self._overlays.has_grid)

    def _retranslate(self) -> None:
        self.setToolTip(VIEW.tip_text())
        self.setAccessibleDescription(tr_phrase(VIEW.tip))
        self._keys.setKey(QKeySequence(VIEW.shortcut))
        for command, entry in self._entries.items():
            spec = SPECS[command]
            keys = QKeySequence(spec.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
            entry.setText(f"{tr_phrase(spec.label)}\t{keys}")
            entry.setToolTip(tr_phrase(spec.tip))
        self._render()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() is QEvent.Type.StyleChange:
            self._render()
        super().changeEvent(event)
