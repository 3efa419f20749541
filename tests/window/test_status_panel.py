"""The status panel tells one truth, in words and shape."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalkreel.base.phrase import phrase
from chalkreel.controllers.view_state import EventView, FileCondition, FileView, TakeAction, TakeView
from chalkreel.domain.geometry import Size
from chalkreel.domain.phases import Phase
from chalkreel.domain.recording_time import short_clock
from chalkreel.ui.status.actions import TAKE_ACTIONS
from chalkreel.ui.status.phase_words import FILE_SIGNS, PHASE_SIGNS
from tests.drivers.status import StatusDriver

RECORDING = TakeView(
    Phase.RECORDING,
    phrase("Recording"),
    action=TakeAction.STOP,
    recording_ms=754_000,
    measured_at=1000.0,
    is_counting=True,
)


@pytest.fixture
def status(qtbot):
    return StatusDriver(qtbot)


def test_every_phase_has_a_word_and_a_shape():
    assert set(PHASE_SIGNS) == set(Phase)
    assert set(FILE_SIGNS) == set(FileCondition)
    assert set(TAKE_ACTIONS) == set(TakeAction)


def test_only_recording_looks_like_recording():
    assert [phase for phase, sign in PHASE_SIGNS.items() if sign.kind in ("on-air", "record")] == [Phase.RECORDING]


@pytest.mark.parametrize("phase", list(Phase))
def test_a_phase_is_shown_by_its_sign_and_headline(status, phase):
    status.show(TakeView(phase, phrase("What the host reads")))
    assert status.sign() == (str(PHASE_SIGNS[phase].word), PHASE_SIGNS[phase].kind)
    assert "What the host reads" in status.texts()


def test_the_timer_counts_on_from_the_measured_time(status):
    status.show(RECORDING)
    assert status.timer() == "00:12:34"
    status.now_s = 1003.2
    status.show(RECORDING)
    assert status.timer() == "00:12:37"


def test_the_timer_ticks_by_itself(status):
    status.show(RECORDING)
    status.now_s = 1001.1
    status.bot.waitUntil(lambda: status.timer() == "00:12:35")


def test_the_timer_stands_still_while_nothing_is_counted(status):
    status.show(TakeView(Phase.PAUSED, phrase("Paused"), recording_ms=3_754_000, measured_at=1000.0))
    status.now_s = 1100.0
    status.show(TakeView(Phase.PAUSED, phrase("Paused"), recording_ms=3_754_000, measured_at=1000.0))
    assert status.timer() == "01:02:34"


def test_cause_and_next_step_are_shown_when_there_are_any(status):
    status.show(TakeView(Phase.WAITING, phrase("Everyone has left"), phrase("Why."), phrase("Next.")))
    assert {"Why.", "Next."} <= set(status.texts())
    status.show(TakeView())
    assert not {"Why.", "Next."} & set(status.texts())


def test_an_old_answer_is_shown_with_its_age(status):
    status.show(TakeView(Phase.RECORDING, phrase("Recording"), heard_age_s=83))
    assert any("1:23" in text for text in status.texts())
    status.show(RECORDING)
    assert not any("1:23" in text for text in status.texts())


@pytest.mark.parametrize("action", list(TakeAction))
def test_the_one_action_is_asked_for(status, action):
    status.show(TakeView(action=action))
    assert status.action_word() == str(TAKE_ACTIONS[action].label)
    status.press_action()
    assert status.wishes == [action]


def test_without_an_action_there_is_no_button(status):
    status.show(RECORDING)
    status.show(TakeView(Phase.STOPPING, phrase("Stopping")))
    assert status.action_word() is None


def test_files_are_shown_with_their_condition(status):
    status.show(
        TakeView(
            files=(
                FileView("a.mp4", FileCondition.SAFE, 45_300_000, 754_000, Size(1280, 720)),
                FileView("b.mp4", FileCondition.IN_BACKUP),
            )
        )
    )
    assert status.files() == ["File a.mp4, Safe", "File b.mp4, In backup"]
    assert any("12:34" in text and "1280×720" in text for text in status.texts())
    status.show(TakeView())
    assert status.files() == []


def test_events_stand_newest_first(status):
    events = (
        EventView(0, "10:00:00", phrase("Recording began")),
        EventView(65_000, "10:01:05", phrase("Board “{name}” on air", name="Fractions")),
    )
    status.show(TakeView(events=events[:1]))
    status.show(TakeView(events=events))
    assert status.events() == ["1:05  Board “Fractions” on air", "0:00  Recording began"]
    status.show(TakeView(events=events[1:]))
    assert status.events() == ["1:05  Board “Fractions” on air"]


@given(st.integers(0, 10**9))
def test_a_short_clock_names_the_second(milliseconds):
    parts = [int(part) for part in short_clock(milliseconds).split(":")]
    assert sum(part * 60**power for power, part in enumerate(reversed(parts))) == milliseconds // 1000
