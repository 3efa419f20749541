"""How the take is doing, in words and shape, and the buttons that drive it."""

from chalkreel.ui.status.panel import StatusPanel
from chalkreel.ui.status.record_bar import RecordBar

__all__ = ["RecordBar", "StatusPanel"]
