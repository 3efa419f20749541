"""What stands in the way of a recording, beside Record."""

from chalkreel.ui.preflight.findings_list import FindingsList
from chalkreel.ui.preflight.strip import PreflightStrip

__all__ = ["FindingsList", "PreflightStrip"]
