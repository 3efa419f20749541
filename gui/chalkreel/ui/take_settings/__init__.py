"""How a take is recorded: the dialog with every option of StartRecord."""

from chalkreel.ui.take_settings.dialog import TakeSettingsDialog

__all__ = ["TakeSettingsDialog"]
