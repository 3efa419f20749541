"""The layout library: kept layouts side by side, one click or key each."""

from chalkreel.ui.layouts.panel import LayoutsPanel

__all__ = ["LayoutsPanel"]
