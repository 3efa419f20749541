import sys
import threading

import pytest
from PySide6.QtCore import qDebug, qWarning

from chalkreel.app.last_resort import LastResort


@pytest.fixture
def told():
    return []


@pytest.fixture
def last_resort(told):
    hooks = (sys.excepthook, threading.excepthook)
    resort = LastResort()
    resort.install()
    resort.tell = told.append
    yield resort
    resort.remove()
    assert (sys.excepthook, threading.excepthook) == hooks, "the hooks of others are put back"


@pytest.mark.expects_log("record failed")
def test_the_error_of_a_task_is_logged_and_told_in_a_sentence(last_resort, told, caplog):
    last_resort.on_task_error("take: record", ValueError("the details"))
    (sentence,) = told
    assert "A running recording goes on" in str(sentence)
    assert "ValueError" in str(sentence)
    assert "the details" not in str(sentence)
    assert "the details" in caplog.text


@pytest.mark.expects_log("unhandled error")
def test_an_unhandled_error_is_logged_with_its_trace_and_told(last_resort, told, caplog):
    try:
        raise KeyError("lost")
    except KeyError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert len(told) == 1
    assert "test_an_unhandled_error_is_logged" in caplog.text


@pytest.mark.expects_log("unhandled error in thread worker-7")
def test_an_error_in_a_thread_is_logged_with_its_name(last_resort, told):
    def fail():
        raise OSError("disk")

    thread = threading.Thread(target=fail, name="worker-7")
    thread.start()
    thread.join()
    assert told == [], "what may touch the window is said by its own thread only"


def test_ctrl_c_is_left_to_whoever_was_there_before(monkeypatch, told):
    seen = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: seen.append(kind))
    resort = LastResort()
    resort.install()
    resort.tell = told.append
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    resort.remove()
    assert (seen, told) == ([KeyboardInterrupt], [])


@pytest.mark.expects_log("record failed")
def test_before_there_is_a_window_an_error_is_logged_only(last_resort):
    last_resort.tell = None
    last_resort.on_task_error("take: record", ValueError())


@pytest.mark.expects_log("Qt: something is odd")
def test_what_qt_says_goes_to_the_log(last_resort, told):
    qDebug("not worth a word")
    qWarning("something is odd")
    assert told == []
