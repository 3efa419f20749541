"""A canvas with three regions, shown until it is told to stop: what a screen reader is asked about in its test."""

import sys

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication

from chalkreel.controllers.view_state import LayoutView
from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.ui.canvas import CanvasPanel, StageAccesses

REGIONS = (
    Region("r1", Rect(0, 0, 640, 360), 0, name="Teacher"),
    Region("r2", Rect(640, 360, 1280, 720), 1, name="Guest", is_locked=True),
    Region("r3", Rect(0, 360, 640, 720), 2, name="Board", is_hidden=True),
)


def main() -> int:
    app = QApplication(sys.argv)
    accesses = StageAccesses()
    accesses.install()
    panel = CanvasPanel()
    panel.setWindowTitle("Spoken canvas")
    panel.resize(900, 700)
    panel.show_layout(LayoutView(Size(1280, 720), Layout(MixMode.CUSTOM, REGIONS)))
    panel.show()
    panel.stage.set_selection(("r1",))
    end = QSocketNotifier(0, QSocketNotifier.Type.Read)
    end.activated.connect(app.quit)
    print("ready", flush=True)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
