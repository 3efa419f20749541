"""Names of recordings: the contract's rule, safe on every file system, and reversible."""

from urllib.parse import unquote

import hypothesis.strategies as st
import pytest
from hypothesis import given

from chalkreel.studio.tasks.file_names import WHITEBOARD, escaped, file_name, is_too_long, utc_stamp

REFUSED_BY_FILE_SYSTEMS = set('<>:"/\\|?*') | {chr(code) for code in range(32)}


SAMPLE_MS = 1_601_221_459_775  # 2020-09-27 15:44:19.775 UTC


@pytest.mark.parametrize(
    ("published_as", "letters", "expected"),
    [
        (("my_out",), "VA", "X3CgNeE4I1qAAABN_xxxx_my_out_VA_20200927154419775.mp4"),
        (("800221", "800221"), "A", "X3CgNeE4I1qAAABN_xxxx_800221_800221_A_20200927154419775.mp4"),
        ((WHITEBOARD,), "V", "X3CgNeE4I1qAAABN_xxxx_whiteboard_V_20200927154419775.mp4"),
    ],
)
def test_a_plain_name_follows_the_contracts_sample(published_as: tuple[str, ...], letters: str, expected: str) -> None:
    assert file_name("X3CgNeE4I1qAAABN", "xxxx", published_as, letters, SAMPLE_MS, "mp4") == expected


def test_a_stamp_has_17_digits_in_utc() -> None:
    assert utc_stamp(0) == "19700101000000000"
    assert utc_stamp(1_637_753_602_084) == "20211124113322084"


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_an_escaped_text_is_safe_and_gives_the_text_back(text: str) -> None:
    safe = escaped(text)

    assert not REFUSED_BY_FILE_SYSTEMS & set(safe)
    assert unquote(safe) == text


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789_-äé中 "))
def test_harmless_characters_stay_as_they_are(text: str) -> None:
    assert escaped(text) == text


@given(st.text(max_size=256), st.text(max_size=256), st.text("abcäé中-_", max_size=40))
def test_whoever_publishes_under_long_ids_has_a_file_that_disks_can_hold(user: str, stream: str, room: str) -> None:
    whole = file_name("X3CgNeE4I1qAAABN", room, (user, stream), "VA", SAMPLE_MS, "mp4")

    assert not is_too_long(whole)
    assert whole.startswith("X3CgNeE4I1qAAABN_" + room + "_")
    assert whole.endswith("_VA_20200927154419775.mp4")
    assert unquote(whole).encode("utf-8", "strict")
    plain = f"X3CgNeE4I1qAAABN_{room}_{escaped(user)}_{escaped(stream)}_VA_20200927154419775.mp4"
    assert whole == plain or is_too_long(plain)


def test_a_name_is_too_long_by_its_bytes() -> None:
    assert not is_too_long("x" * 200 + ".mp4")
    assert is_too_long("中" * 100 + ".mp4")
