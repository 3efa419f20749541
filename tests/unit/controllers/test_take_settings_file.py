import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from chalkreel.controllers.take_settings_file import from_plain, to_plain
from chalkreel.domain.enums import PerStreamType, RecordMode
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.take_settings import DEFAULTS, StreamChoice
from tests.support.take_settings import settings_of_any_kind


@settings(max_examples=60)
@given(settings_of_any_kind)
def test_what_is_kept_is_read_again(any_settings):
    assert from_plain(json.loads(json.dumps(to_plain(any_settings)))) == any_settings


def test_only_changes_are_kept():
    assert to_plain(DEFAULTS) == {}
    assert to_plain(replace(DEFAULTS, fps=20, canvas=Size(640, 360))) == {
        "fps": 20,
        "canvas": {"width": 640, "height": 360},
    }


@pytest.mark.parametrize(
    "plain", [{"fps": "many"}, {"canvas": 7}, {"record_mode": 9}, {"hologram": True}, {"fps": None}]
)
def test_what_cannot_be_understood_stays_at_its_default(plain):
    assert from_plain({**plain, "max_idle_s": 60}) == replace(DEFAULTS, max_idle_s=60)


def test_kinds_come_back_as_themselves():
    given_ = replace(
        DEFAULTS,
        record_mode=RecordMode.SINGLE,
        watermark_place=Rect(1, 2, 3, 4),
        stream_choices=(StreamChoice("a", PerStreamType.AUDIO),),
    )
    again = from_plain(to_plain(given_))
    assert again.record_mode is RecordMode.SINGLE
    assert again.watermark_place == Rect(1, 2, 3, 4)
    assert again.stream_choices[0].stream_type is PerStreamType.AUDIO
