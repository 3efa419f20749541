"""From StorageParams to a folder, never outside the one that was named."""

from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

from chalkreel.contract.storage import StorageParams
from chalkreel.contract.storage_addresses import S3Place, address_of
from chalkreel.studio.storage.places import Place, PlaceRefused, place_of


def storage(end_point: str = "file:///recordings", bucket: str = "lessons") -> StorageParams:
    return StorageParams(
        vendor=10, region="r", bucket=bucket, access_key_id="i", access_key_secret="s", end_point=end_point
    )


@pytest.mark.parametrize(
    ("end_point", "bucket", "folder", "path"),
    [
        ("file:///recordings", "lessons", "monday/", "/recordings/lessons/monday"),
        ("file:///recordings/", "lessons", "", "/recordings/lessons"),
        ("file://localhost/recordings", "a/b", "./c//d", "/recordings/a/b/c/d"),
        ("FILE:///My%20Lessons/%C3%A4", "ü", "中 文/x", "/My Lessons/ä/ü/中 文/x"),
        ("file:///", "", "", "/"),
    ],
)
def test_bucket_and_folder_lie_below_the_end_point(end_point: str, bucket: str, folder: str, path: str) -> None:
    assert place_of(storage(end_point, bucket), folder).path == Path(path)


@pytest.mark.parametrize(
    "end_point",
    [
        "file:x",
        "file://host/x",
        "file:///a/../b",
        "file:///a/%2e%2e",
        "file:///a?b",
    ],
)
def test_an_end_point_that_is_no_folder_of_this_computer_is_refused(end_point: str) -> None:
    with pytest.raises(PlaceRefused, match=r"StorageParams\.EndPoint"):
        place_of(storage(end_point), "")


def test_a_bucket_is_taken_as_it_is_named_for_what_is_wrong_with_it_shows_later() -> None:
    assert place_of(storage("s3.example.org", "no/such bucket"), "../x") == S3Place(
        10, "r", "no/such bucket", "s3.example.org", False, "../x"
    )
    params = StorageParams(
        vendor=1, region="r", bucket="b", access_key_id="i", access_key_secret="s", end_point="file:///"
    )
    assert place_of(params, "") == S3Place(1, "r", "b")


@pytest.mark.parametrize("forced", [True, False])
def test_the_bucket_stands_in_the_path_where_that_is_asked_for(forced: bool) -> None:
    params = StorageParams(
        vendor=10,
        region="r",
        bucket="b",
        access_key_id="i",
        access_key_secret="s",
        end_point="https://s3.example.org",
        s3_force_path_style=forced,
    )
    place = place_of(params, "")
    assert isinstance(place, S3Place)
    assert address_of(place).bucket_url == ("https://s3.example.org/b" if forced else "https://b.s3.example.org")


def test_an_end_point_that_holds_a_key_is_refused_for_it_would_be_kept_on_record() -> None:
    with pytest.raises(PlaceRefused, match="no key"):
        place_of(storage("https://id:secret@s3.example.org"), "")


@given(st.text(st.sampled_from("ab./\\ \0:%2e")), st.text(st.sampled_from("ab./\\ \0:%2e")))
def test_whatever_is_named_lies_inside_or_is_refused(bucket: str, folder: str) -> None:
    try:
        place = place_of(storage(bucket=bucket), folder)
    except PlaceRefused:
        return
    parts = place.path.parts
    assert parts[:2] == ("/", "recordings")
    assert not {"..", ".", ""} & {part.strip() for part in parts}


def test_a_link_on_disk_that_leads_outside_is_found(tmp_path: Path) -> None:
    (tmp_path / "root").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "root" / "link").symlink_to(tmp_path / "outside")

    with pytest.raises(OSError, match="outside"):
        Place(tmp_path / "root", ("link", "deeper")).prepare()
