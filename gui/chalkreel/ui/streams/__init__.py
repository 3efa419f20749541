"""The people in the room: pictures, sound, and how each is doing."""

from chalkreel.ui.streams.guest_dialog import GuestDialog
from chalkreel.ui.streams.panel import StreamsPanel

__all__ = ["GuestDialog", "StreamsPanel"]
