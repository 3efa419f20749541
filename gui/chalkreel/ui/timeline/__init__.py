"""The running take's time line under the canvas."""

from chalkreel.ui.timeline.panel import TimelinePanel

__all__ = ["TimelinePanel"]
