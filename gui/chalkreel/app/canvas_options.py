"""The canvas's part of the take settings, edited beside it: judged at each edit, kept where nothing is wrong."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.controllers.lesson_plan import LessonPlan
from chalkreel.controllers.take import TakeController
from chalkreel.controllers.take_settings import TakeSettingsController
from chalkreel.controllers.view_state import TakeSettingsView
from chalkreel.domain.take_settings import FIELDS, TakeSettings
from chalkreel.ui.canvas import CanvasPanel, CanvasSettings

LIVE = phrase("The canvas of a running recording cannot be changed.")


class CanvasOptions(QObject):
    """Connects the inspector's canvas section with the settings; owned by the program."""

    def __init__(
        self, canvas: CanvasPanel, settings: TakeSettingsController, take: TakeController, plan: LessonPlan
    ) -> None:
        super().__init__()
        self._canvas = canvas
        self._settings = settings
        self._take = take
        self._plan = plan
        self._blocked: Phrase | None = None
        canvas.settings_edited.connect(self._on_canvas_settings_edited)
        settings.settings_changed.connect(self._on_settings_changed)
        take.view_changed.connect(self._on_take_view_changed)
        self._show(settings.current)

    @Slot(object)
    def _on_canvas_settings_edited(self, edited: TakeSettings) -> None:
        """Keep an edit; one that the contract refuses is only shown, with the reason."""
        view = self._judged(edited)
        changed = {name for name in FIELDS if getattr(edited, name) != getattr(self._settings.current, name)}
        if changed & view.problems.keys():
            self._canvas.show_canvas_settings(CanvasSettings(view, self._why_not()))
        else:
            self._settings.change(edited)

    @Slot(object)
    def _on_settings_changed(self, settings: TakeSettings) -> None:
        self._show(settings)

    @Slot(object)
    def _on_take_view_changed(self) -> None:
        if self._why_not() != self._blocked:
            self._show(self._settings.current)

    def _show(self, settings: TakeSettings) -> None:
        self._blocked = self._why_not()
        self._canvas.show_canvas_settings(CanvasSettings(self._judged(settings), self._blocked))

    def _why_not(self) -> Phrase | None:
        if self._take.state.phase.is_live:
            return LIVE
        plan = self._plan.current()
        return plan if isinstance(plan, Phrase) else None

    def _judged(self, settings: TakeSettings) -> TakeSettingsView:
        plan = self._plan.current()
        if isinstance(plan, Phrase):
            return TakeSettingsView(settings=settings)
        return self._settings.view(plan, settings)
