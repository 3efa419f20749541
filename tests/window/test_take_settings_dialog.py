"""The take settings, used by hand."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QScrollArea

from chalkreel.base.phrase import phrase
from chalkreel.domain.enums import (
    FrameFillMode,
    OutputFileFormat,
    PerStreamType,
    RecordMode,
    StreamType,
)
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.take_settings import DEFAULTS, FIELDS, StreamChoice
from chalkreel.ui.kit.translation import Language, install_language
from chalkreel.ui.take_settings.rows import ROWS, RowKind, Section
from tests.drivers.take_settings import TakeSettingsDriver

SINGLE = replace(DEFAULTS, record_mode=RecordMode.SINGLE)
LESSON = [spec.setting for spec in ROWS if spec.section is Section.LESSON]
FOLDS = ("Quality", "People", "Picture", "Whiteboard", "Sound", "Files")


@pytest.fixture
def chinese(qapp):
    install_language(qapp, Language.CHINESE)
    yield
    install_language(qapp, Language.ENGLISH)


def test_every_setting_has_one_row():
    assert sorted(spec.setting for spec in ROWS) == sorted(FIELDS)


def test_what_teachers_need_is_open_and_the_rest_is_folded(qtbot):
    dialog = TakeSettingsDriver(qtbot, DEFAULTS)
    assert dialog.shown() == LESSON
    dialog.unfold(*FOLDS)
    assert dialog.shown() == [spec.setting for spec in ROWS]
    dialog.unfold("People")
    assert "fill_blank" not in dialog.shown()


def test_the_keyboard_opens_and_folds_a_group(qtbot):
    dialog = TakeSettingsDriver(qtbot, DEFAULTS)
    button = dialog.fold("Sound").button
    button.setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Enter):
        before = dialog.fold("Sound").is_open
        qtbot.keyClick(button, key)
        assert dialog.fold("Sound").is_open is not before
    assert dialog.accepted == []
    assert dialog.dialog.isVisible()


def test_digits_of_a_chinese_keyboard_are_read(qtbot):
    dialog = TakeSettingsDriver(qtbot, DEFAULTS)
    dialog.type("max_idle_s", "")
    QApplication.clipboard().setText("１２")
    qtbot.keyClick(dialog.input("max_idle_s"), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog.press("Save")
    assert dialog.accepted == [replace(DEFAULTS, max_idle_s=12)]


def test_rows_that_rest_for_one_reason_say_it_once(qtbot):
    no_mix = "The mix does nothing: each stream is recorded on its own."
    dialog = TakeSettingsDriver(qtbot, SINGLE)
    assert dialog.texts().count(no_mix) == 1  # picture size and frame rate stand together
    dialog.unfold("Picture")
    assert dialog.texts().count(no_mix) == 2
    assert not any(dialog.is_enabled(spec.setting) for spec in ROWS if spec.section is Section.PICTURE)
    assert dialog.note("background_rgb") == no_mix
    assert dialog.input("background_rgb").accessibleDescription() == no_mix
    dialog.search("fps")  # the frame rate stands alone now
    assert dialog.texts().count(no_mix) == 1
    dialog.search("")
    dialog.choose("record_mode", "Mixed")
    assert no_mix not in dialog.texts()


def test_what_shows_in_the_picture_rests_where_only_sound_is_mixed(qtbot):
    only_sound = "This does nothing: only sound is recorded."
    dialog = TakeSettingsDriver(qtbot, replace(DEFAULTS, stream_type=StreamType.AUDIO, fps=90))
    resting = {spec.setting for spec in ROWS if dialog.note(spec.setting) == only_sound}
    assert resting == {
        *("canvas", "fps", "video_bit_rate_bps", "preset_fill", "fill_frame_mode", "fill_frame_rgb"),
        *("background_rgb", "background_image", "empty_view_image"),
        *("watermark_image", "watermark_place", "clock_font_px"),
    }
    dialog.press("Save")  # a wrong value that is not used holds nothing back
    assert len(dialog.accepted) == 1


def test_nothing_changed_is_accepted_as_it_was(qtbot):
    everything = replace(
        DEFAULTS,
        fps=20,
        video_bit_rate_bps=900_000,
        watermark_image="https://a/b.png",
        watermark_place=Rect(1, 2, 301, 102),
        recorded_streams=("ana", "later"),
        stream_choices=(StreamChoice("", PerStreamType.AUDIO), StreamChoice("later", PerStreamType.VIDEO)),
        background_rgb=0x123ABC,
        max_record_s=3600,
        clock_font_px=20,
    )
    dialog = TakeSettingsDriver(qtbot, everything)
    dialog.press("Save")
    assert dialog.accepted == [everything]


def test_a_lesson_is_set_up_by_hand(qtbot):
    dialog = TakeSettingsDriver(qtbot, DEFAULTS)
    dialog.choose("stream_type", "Sound and picture in separate")
    dialog.tick("records_whiteboard")
    dialog.type("canvas", "960")
    dialog.type("canvas", "720", place=1)
    dialog.type("fps", "20")
    dialog.type("max_idle_s", "60")
    dialog.type("max_record_s", "90")
    dialog.press("Save")
    (accepted,) = dialog.accepted
    assert accepted == replace(
        DEFAULTS,
        stream_type=StreamType.SEPARATE,
        records_whiteboard=False,
        canvas=Size(960, 720),
        fps=20,
        max_idle_s=60,
        max_record_s=5400,
    )


def test_every_kind_of_editor_in_the_folds(qtbot):
    dialog = TakeSettingsDriver(qtbot, DEFAULTS)
    dialog.unfold(*FOLDS)
    dialog.type("video_bit_rate_bps", "2000")
    dialog.choose("fill_frame_mode", "A colour")
    dialog.type("fill_frame_rgb", "#ff8000", place=1)
    dialog.type("watermark_image", "https://a/b.png")
    for place, text in enumerate(("10", "20", "300", "100")):
        dialog.type("watermark_place", text, place)
    dialog.type("clock_font_px", "24")
    dialog.choose("stream_choices", "Sound only", place=2)
    dialog.type("output_folder", "lessons/")
    dialog.press("Save")
    (accepted,) = dialog.accepted
    assert accepted == replace(
        DEFAULTS,
        video_bit_rate_bps=2_000_000,
        fill_frame_mode=FrameFillMode.COLOR,
        fill_frame_rgb=0xFF8000,
        watermark_image="https://a/b.png",
        watermark_place=Rect.of(10, 20, 300, 100),
        clock_font_px=24,
        stream_choices=(StreamChoice("ana", PerStreamType.AUDIO),),
        output_folder="lessons/",
    )


def test_streams_are_ticked_or_named(qtbot):
    dialog = TakeSettingsDriver(qtbot, SINGLE)
    dialog.unfold("People")
    dialog.tick("recorded_streams", place=1)
    add = len(dialog.row("recorded_streams").inputs) - 2
    dialog.type("recorded_streams", "later", place=add)
    qtbot.keyClick(dialog.input("recorded_streams", add), Qt.Key.Key_Return)
    assert any("later (not in the room)" in check.text() for check in dialog.row("recorded_streams").inputs[:-2])
    dialog.press("Save")
    assert dialog.accepted[0].recorded_streams == ("ana", "later")


def test_a_usual_size_fills_both_numbers_and_the_suggested_rate_follows(qtbot):
    dialog = TakeSettingsDriver(qtbot, DEFAULTS)
    dialog.unfold("Quality")
    assert dialog.input("video_bit_rate_bps").placeholderText() == "1130, suggested"
    dialog.choose("canvas", "1920", place=2)
    assert dialog.input("video_bit_rate_bps").placeholderText() == "2080, suggested"
    dialog.press("Save")
    assert dialog.accepted[0].canvas == Size(1920, 1080)
    assert dialog.accepted[0].video_bit_rate_bps is None


def test_a_rule_is_quoted_in_place_while_typing_and_holds_back_saving(qtbot):
    dialog = TakeSettingsDriver(qtbot, DEFAULTS)
    dialog.type("fps", "99")
    assert dialog.note("fps") == "30 fps at most."
    dialog.press("Save")
    assert dialog.accepted == []
    assert dialog.dialog.focusWidget() is dialog.input("fps")
    dialog.type("fps", "25")
    assert dialog.note("fps") == ""
    dialog.press("Save")
    assert dialog.accepted[0].fps == 25


def test_a_problem_in_a_fold_opens_it(qtbot):
    dialog = TakeSettingsDriver(qtbot, replace(DEFAULTS, background_image="ftp://a"))
    assert "background_image" in dialog.shown()
    dialog.unfold("Picture")
    dialog.search("frame rate")
    dialog.press("Save")
    assert dialog.dialog.focusWidget() is dialog.input("background_image")


@pytest.mark.parametrize(
    ("setting", "place", "typed"), [("fps", 0, ""), ("canvas", 1, ""), ("max_idle_s", 0, ""), ("max_idle_s", 0, "12.5")]
)
def test_what_is_no_whole_number_is_said_and_not_taken(qtbot, setting, place, typed):
    dialog = TakeSettingsDriver(qtbot, DEFAULTS)
    dialog.type(setting, typed, place)
    assert dialog.note(setting) == "Enter a whole number."
    dialog.press("Save")
    assert dialog.accepted == []


def test_half_a_colour_is_said(qtbot):
    dialog = TakeSettingsDriver(qtbot, DEFAULTS)
    dialog.unfold("Picture")
    dialog.type("background_rgb", "#12", place=1)
    assert "six hexadecimal digits" in dialog.note("background_rgb")


def test_single_mode_rests_what_belongs_to_the_mix_and_says_why(qtbot):
    dialog = TakeSettingsDriver(qtbot, DEFAULTS)
    dialog.unfold("People")
    assert dialog.is_enabled("fps")
    assert not dialog.is_enabled("recorded_streams")
    dialog.choose("record_mode", "Single")
    assert not dialog.is_enabled("fps")
    assert dialog.note("fps") == "The mix does nothing: each stream is recorded on its own."
    assert dialog.is_enabled("recorded_streams")
    assert any(text.startswith("A file for each stream, mp4") for text in dialog.texts())
    dialog.press("Save")
    assert dialog.accepted[0].record_mode is RecordMode.SINGLE


def test_what_rests_cannot_hold_back_saving(qtbot):
    dialog = TakeSettingsDriver(qtbot, replace(DEFAULTS, snapshot_interval_s=1))
    assert not dialog.is_enabled("snapshot_interval_s")
    dialog.press("Save")
    assert len(dialog.accepted) == 1


def test_pictures_of_sound_are_refused_where_it_was_chosen(qtbot):
    dialog = TakeSettingsDriver(qtbot, replace(DEFAULTS, output_format=OutputFileFormat.JPG))
    dialog.choose("stream_type", "Sound only")
    assert dialog.note("stream_type") == "Pictures cannot be taken when only sound is recorded."


def test_what_the_recorder_refused_is_marked_and_can_be_tried_again(qtbot):
    refused = {"fill_blank": phrase("The recorder refused this: {message}", message="not recorded yet")}
    dialog = TakeSettingsDriver(qtbot, replace(DEFAULTS, fill_blank=True), refused)
    assert "fill_blank" in dialog.shown()
    assert dialog.note("fill_blank") == "The recorder refused this: not recorded yet"
    assert dialog.is_enabled("fill_blank")
    dialog.press("Save")
    assert dialog.accepted[0].fill_blank


def test_a_changed_row_is_marked_and_goes_back_to_its_default(qtbot):
    dialog = TakeSettingsDriver(qtbot, replace(DEFAULTS, fps=20))
    assert dialog.row("fps").reset_button.isVisible()
    assert not dialog.row("max_idle_s").reset_button.isVisible()
    assert "15 fps" in dialog.row("fps").reset_button.toolTip()
    dialog.reset("fps")
    assert dialog.input("fps").text() == "15"
    assert not dialog.row("fps").reset_button.isVisible()
    dialog.press("Save")
    assert dialog.accepted == [DEFAULTS]


def test_a_fold_counts_what_was_changed_in_it(qtbot):
    dialog = TakeSettingsDriver(qtbot, replace(DEFAULTS, fill_blank=True, is_always_mix=True))
    assert "2 changed" in dialog.fold("People").button.text()
    assert "changed" not in dialog.fold("Sound").button.text()
    dialog.press("All defaults")
    assert "changed" not in dialog.fold("People").button.text()
    assert not dialog.button("All defaults").isEnabled()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("watermark", {"watermark_image", "watermark_place", "clock_font_px"}),
        ("MaxIdleTime", {"max_idle_s"}),
        ("empty room", {"is_always_mix"}),
        ("flv", {"output_format"}),
    ],
)
def test_the_search_finds_words_and_names_of_the_api(qtbot, words, found):
    dialog = TakeSettingsDriver(qtbot, DEFAULTS)
    dialog.search(words)
    assert found <= set(dialog.shown())
    assert len(dialog.shown()) < 6
    dialog.search("")
    assert dialog.shown() == LESSON


def test_a_search_that_finds_nothing_says_so(qtbot):
    dialog = TakeSettingsDriver(qtbot, DEFAULTS)
    dialog.search("hologram")
    assert dialog.shown() == []
    assert "No setting has these words." in dialog.texts()


def test_a_running_recording_is_not_reached_and_that_is_said(qtbot):
    there = any("keeps its settings" in text for text in TakeSettingsDriver(qtbot, DEFAULTS, is_live=True).texts())
    assert there
    assert not any("keeps its settings" in text for text in TakeSettingsDriver(qtbot, DEFAULTS).texts())


def test_escape_leaves_everything_as_it_was(qtbot):
    dialog = TakeSettingsDriver(qtbot, DEFAULTS)
    dialog.type("fps", "20")
    qtbot.keyClick(dialog.dialog, Qt.Key.Key_Escape)
    assert dialog.accepted == []
    assert not dialog.dialog.isVisible()


def test_the_keys_save(qtbot):
    dialog = TakeSettingsDriver(qtbot, DEFAULTS)
    dialog.type("fps", "20")
    qtbot.keyClick(dialog.dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.accepted[0].fps == 20


def test_the_tab_key_walks_through_the_rows_in_their_order(qtbot):
    dialog = TakeSettingsDriver(qtbot, DEFAULTS)
    wanted = [dialog.input(name) for name in ("record_mode", "stream_type", "output_format", "records_whiteboard")]
    wanted[0].setFocus()
    seen = [dialog.dialog.focusWidget()]
    for _step in wanted[1:]:
        qtbot.keyClick(dialog.dialog.focusWidget(), Qt.Key.Key_Tab)
        seen.append(dialog.dialog.focusWidget())
    assert seen == wanted


def test_the_tab_key_reaches_every_input_of_a_group_in_its_order_and_never_one_out_of_sight(qtbot):
    dialog = TakeSettingsDriver(qtbot, replace(SINGLE, recorded_streams=("absent",)))
    dialog.dialog.resize(dialog.dialog.minimumSize())
    dialog.unfold("People")
    rows = [spec.setting for spec in ROWS if spec.section is Section.PEOPLE]
    wanted = [one for name in rows for one in dialog.row(name).inputs if one.isEnabled() and one.isVisible()]
    assert len(dialog.row("recorded_streams").inputs) == 5
    wanted[0].setFocus()
    seen = [wanted[0]]
    while seen[-1] is not wanted[-1] and len(seen) < 60:
        qtbot.keyClick(dialog.dialog.focusWidget(), Qt.Key.Key_Tab)
        seen.append(dialog.dialog.focusWidget())
        assert not seen[-1].visibleRegion().isEmpty()
    assert [one for one in seen if one in wanted] == wanted


@pytest.mark.parametrize("way", ["key", "button"])
def test_a_stream_that_was_typed_and_not_added_is_saved_all_the_same(qtbot, way):
    dialog = TakeSettingsDriver(qtbot, SINGLE)
    dialog.unfold("People")
    line = next(one for one in dialog.row("recorded_streams").inputs if isinstance(one, QLineEdit))
    line.setFocus()
    qtbot.keyClicks(line, "guest")
    if way == "key":
        qtbot.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    else:
        dialog.press("Save")
    assert [settings.recorded_streams for settings in dialog.accepted] == [("guest",)]


def test_long_and_equal_names_leave_the_page_as_wide_as_it_is(qtbot):
    dialog = TakeSettingsDriver(
        qtbot, SINGLE, people=(("a", "Ms Rivera"), ("b", "Ms Rivera"), ("c", "long name " * 40))
    )
    dialog.dialog.resize(dialog.dialog.minimumSize())
    dialog.unfold("People")
    checks = [one for one in dialog.row("recorded_streams").inputs if isinstance(one, QCheckBox)]
    assert [check.text() for check in checks[:2]] == ["Ms Rivera (a)", "Ms Rivera (b)"]
    assert checks[2].toolTip() == "long name " * 40
    page = dialog.dialog.findChild(QScrollArea)
    assert page.widget().width() <= page.viewport().width()


@pytest.mark.parametrize(
    ("setting", "typed", "said"),
    [
        ("max_record_s", "4", "At least 5 min."),
        ("max_record_s", "9999", "1440 min at most."),
        ("max_idle_s", "2", "At least 5 s."),
        ("fps", "4", "At least 5 fps."),
        ("watermark_image", "wall", "Enter an address that begins with http:// or https://."),
    ],
)
def test_what_is_wrong_is_said_in_the_words_and_the_unit_of_the_row(qtbot, setting, typed, said):
    dialog = TakeSettingsDriver(qtbot, DEFAULTS)
    dialog.unfold(*FOLDS)
    dialog.type(setting, typed)
    assert dialog.note(setting) == said


def test_the_list_of_sizes_follows_what_is_typed(qtbot):
    dialog = TakeSettingsDriver(qtbot, DEFAULTS)
    dialog.unfold(*FOLDS)
    dialog.type("canvas", "640")
    assert dialog.input("canvas", 2).currentText() == "Other size"
    dialog.choose("canvas", "1280 × 720", 2)
    assert (dialog.input("canvas", 0).text(), dialog.input("canvas", 1).text()) == ("1280", "720")


@pytest.mark.parametrize("file_format", ["aac", "mp3", "ogg"])
def test_a_format_for_sound_says_that_it_keeps_no_picture(qtbot, file_format):
    dialog = TakeSettingsDriver(qtbot, DEFAULTS)
    dialog.choose("output_format", file_format)
    assert dialog.note("output_format") == "This format keeps sound only: nobody's picture will be recorded."
    assert any("Mixed, sound only" in text for text in dialog.texts())
    dialog.choose("stream_type", "Picture only")
    assert dialog.note("output_format").startswith(f"{file_format} keeps sound only")
    dialog.press("Save")
    assert dialog.accepted == []


def test_every_input_has_a_name_and_every_row_its_default_and_api_name(qtbot):
    dialog = TakeSettingsDriver(qtbot, SINGLE)
    dialog.unfold(*FOLDS)
    for spec in ROWS:
        row = dialog.row(spec.setting)
        assert all(one.accessibleName() for one in row.inputs), spec.setting
        texts = [label.text() for label in row.findChildren(type(row._api))]
        assert any("Default: " in text for text in texts)
        assert row._api.text()


def test_the_wheel_does_not_change_a_list_without_focus(qtbot):
    dialog = TakeSettingsDriver(qtbot, DEFAULTS)
    box = dialog.input("record_mode")
    assert isinstance(box, QComboBox)
    dialog.input("fps").setFocus()
    assert box.focusPolicy() is Qt.FocusPolicy.StrongFocus


def test_chinese_says_everything_and_the_search_still_knows_english_labels(qtbot, chinese):
    dialog = TakeSettingsDriver(qtbot, DEFAULTS)
    assert dialog.dialog.windowTitle() == "录制设置"
    assert any(text.startswith("混流、1280×720") for text in dialog.texts())
    dialog.search("frame rate")
    assert "fps" in dialog.shown()


def test_another_language_while_it_is_open_keeps_what_was_typed(qtbot):
    dialog = TakeSettingsDriver(qtbot, DEFAULTS)
    dialog.type("fps", "20")
    try:
        install_language(QApplication.instance(), Language.CHINESE)
        QApplication.processEvents()
        assert dialog.dialog.windowTitle() == "录制设置"
        line = dialog.input("fps")
        assert isinstance(line, QLineEdit)
        assert line.text() == "20"
    finally:
        install_language(QApplication.instance(), Language.ENGLISH)


def test_numbers_have_their_units():
    assert all(spec.unit is not None for spec in ROWS if spec.kind in (RowKind.NUMBER, RowKind.SIZE, RowKind.PLACE))
