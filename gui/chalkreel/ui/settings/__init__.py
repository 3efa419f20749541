"""Where recording happens and how the app looks and speaks."""

from chalkreel.ui.settings.connection_dialog import ConnectionDialog
from chalkreel.ui.settings.connection_form import ConnectionForm

__all__ = ["ConnectionDialog", "ConnectionForm"]
