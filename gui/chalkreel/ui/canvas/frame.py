"""The canvas panel's parts and where they stand."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from chalkreel.ui.canvas.apply_bar import ApplyBar
from chalkreel.ui.canvas.edit_bar import EditBar
from chalkreel.ui.canvas.head_row import HeadRow
from chalkreel.ui.canvas.side import SideColumn
from chalkreel.ui.canvas.stage import Stage
from chalkreel.ui.canvas.view_button import ViewButton
from chalkreel.ui.kit.elided_label import divider
from chalkreel.ui.kit.roles import set_role
from chalkreel.ui.theme import SPACING

SIDE_GOES_DOWN_FROM_PX = 740


class CanvasFrame(QFrame):
    """Places modes above the stage, bars below it, the side column beside; what they show is its heir's business."""

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self.head = HeadRow()
        self.stage = Stage()
        self.edit_bar = EditBar()
        self.view_button = ViewButton()
        self.apply_bar = ApplyBar()
        self.side = SideColumn()
        self._line = divider()
        self._is_wide: bool | None = None
        self._build()

    @property
    def is_side_open(self) -> bool:
        return self.head.side.isChecked()

    def open_side(self, *, is_open: bool = True) -> None:
        """Show the layers and the inspector, or put them away."""
        self.head.side.setChecked(is_open)

    def put_below_head(self, row: QWidget) -> None:
        """Give a row of somebody else's a place between the modes and the stage."""
        self._column.insertWidget(1, row)

    def _build(self) -> None:
        self.setObjectName("canvasPanel")
        set_role(self, "panel")
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        tools = QHBoxLayout()
        tools.setContentsMargins(0, 0, SPACING.medium, 0)
        tools.addWidget(self.edit_bar, 1)
        tools.addWidget(self.view_button)
        self._middle = middle = QGridLayout()
        middle.setSpacing(0)
        middle.setRowStretch(0, 1)
        middle.setColumnStretch(0, 1)
        middle.addWidget(self.stage, 0, 0)
        middle.addLayout(tools, 1, 0)
        column.addWidget(self.head)
        column.addLayout(middle, 1)
        self._place_side()
        self.side.hide()
        for key in self.side.keys:
            self.addAction(key)

    def _place_side(self) -> None:
        """Let the side column go down to the end, but where it is narrow leave that to what Apply would change."""
        is_wide = self.width() >= SIDE_GOES_DOWN_FROM_PX
        if is_wide is self._is_wide:
            return
        self._is_wide = is_wide
        self.side.be_narrow(not is_wide)
        span = 1 if is_wide else 2
        self._middle.addWidget(self._line, 2, 0, 1, span)
        self._middle.addWidget(self.apply_bar, 3, 0, 1, span)
        self._middle.addWidget(self.side, 0, 1, 4 if is_wide else 2, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_side()
