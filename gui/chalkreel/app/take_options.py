"""Opens the take settings over the window and keeps what the host decides."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from chalkreel.base.phrase import Phrase
from chalkreel.controllers.lesson_plan import LessonPlan
from chalkreel.controllers.take_plan import TakePlan
from chalkreel.controllers.take_settings import TakeSettingsController
from chalkreel.controllers.view_state import TakeSettingsView
from chalkreel.domain.take_settings import TakeSettings
from chalkreel.ui.take_settings import TakeSettingsDialog


class TakeOptions(QObject):
    """Owns the dialog while it is open; there is one at most."""

    def __init__(
        self, window: QWidget, settings: TakeSettingsController, plan: LessonPlan, tell: Callable[[Phrase], None]
    ) -> None:
        super().__init__()
        self._window = window
        self._settings = settings
        self._plan = plan
        self._tell = tell
        self._dialog: TakeSettingsDialog | None = None

    @Slot()
    def ask(self) -> None:
        """Open the dialog; without a recorder there is nothing the settings could be judged by."""
        plan = self._plan.current()
        if isinstance(plan, Phrase):
            self._tell(plan)
            return
        if self._dialog is not None:
            self._dialog.activateWindow()
            return
        planned: TakePlan = plan

        def judge(draft: TakeSettings) -> TakeSettingsView:
            return self._settings.view(planned, draft)

        dialog = TakeSettingsDialog(self._settings.current, judge, self._window)
        dialog.accepted_settings.connect(self._settings.change)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        dialog.open()

    def close(self) -> None:
        if self._dialog is not None:
            self._dialog.reject()

    @Slot()
    def _on_dialog_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
