import pytest

from chalkreel.services.draft_log import DraftLog


@pytest.fixture
def again(tmp_path):
    """Open the same folder anew each time, after what was written before is on disk."""
    opened = []

    def open_again():
        for log in opened:
            log.close()
        opened.append(DraftLog(tmp_path / "drafts"))
        return opened[-1]

    yield open_again
    for log in opened:
        log.close()


def test_lines_come_back_in_order_and_by_room(again):
    log = again()
    log.append("room/1", {"edit": 1})
    log.append("room/2", {"edit": 9})
    log.append("room/1", {"edit": 2})
    log = again()
    assert log.lines("room/1") == [{"edit": 1}, {"edit": 2}]
    assert log.lines("room/2") == [{"edit": 9}]
    assert log.lines("elsewhere") == []


def test_any_name_can_be_kept_and_writing_goes_on_after_it(again):
    log = again()
    log.append("room", {"name": "数学 \ud800"})
    log.append("room", {"edit": 2})
    assert again().lines("room") == [{"name": "数学 \ud800"}, {"edit": 2}]


def test_a_room_can_begin_anew(again):
    log = again()
    log.append("room", {"edit": 1})
    log.begin_anew("room", [{"edit": 2}])
    log.append("room", {"edit": 3})
    assert again().lines("room") == [{"edit": 2}, {"edit": 3}]


@pytest.mark.parametrize("torn", [b'{"edit": ', b"\xff\xfe", b"[1]\n", b"[" * 100_000])
def test_what_a_crash_tore_is_left_out(again, tmp_path, torn):
    log = again()
    log.append("room", {"edit": 1})
    log = again()
    file = next((tmp_path / "drafts").iterdir())
    file.write_bytes(file.read_bytes() + torn)
    assert log.lines("room") == [{"edit": 1}]


@pytest.mark.expects_log("the draft is not kept", "cannot be read")
def test_a_folder_that_cannot_be_written_is_no_error_of_the_host(tmp_path):
    (tmp_path / "drafts").write_text("in the way")
    log = DraftLog(tmp_path / "drafts")
    log.append("room", {"edit": 1})
    log.begin_anew("room", [{"edit": 1}])
    log.close()
    assert log.lines("room") == []
