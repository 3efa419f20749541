import io
import logging
import stat

import pytest

from chalkreel.base.logging import LogService, Topic, log_of
from chalkreel.base.redaction import Redactor


@pytest.fixture
def redactor():
    return Redactor()


@pytest.fixture
def stream():
    return io.StringIO()


@pytest.fixture
def log(redactor, stream, tmp_path):
    service = LogService(
        redactor, log_file=tmp_path / "log" / "app.log", stream=stream, debug_topics=frozenset({Topic.API})
    )
    service.start()
    yield service
    service.stop()


def test_lines_reach_stderr_the_file_and_the_tail(log, stream, tmp_path):
    log_of(Topic.APP).info("lesson %s", "begins")
    log.stop()
    written = (tmp_path / "log" / "app.log").read_text("utf-8")
    for text in (stream.getvalue(), written, "\n".join(log.tail)):
        assert "chalkreel.app  lesson begins" in text


@pytest.mark.expects_log("correct-horse")
def test_secrets_are_masked_in_messages_and_tracebacks(log, redactor, stream, tmp_path):
    redactor.register("correct-horse")
    try:
        raise ValueError("refused correct-horse")
    except ValueError:
        log_of(Topic.APP).exception("sent %s", "correct-horse")
    log.stop()
    for text in (stream.getvalue(), (tmp_path / "log" / "app.log").read_text("utf-8"), "\n".join(log.tail)):
        assert "correct-horse" not in text
        assert "ValueError" in text


@pytest.mark.expects_log("a library warns")
def test_only_the_chosen_topics_are_heard_in_detail(log, stream):
    log_of(Topic.API).debug("detail of the api")
    log_of(Topic.JOURNAL).debug("detail of the journal")
    logging.getLogger("httpx").info("a library talks")
    logging.getLogger("httpx").warning("a library warns")
    log.stop()
    assert "detail of the api" in stream.getvalue()
    assert "detail of the journal" not in stream.getvalue()
    assert "a library talks" not in stream.getvalue()
    assert "a library warns" in stream.getvalue()


def test_the_file_is_private(log, tmp_path):
    log_of(Topic.APP).info("x")
    log.stop()
    assert stat.S_IMODE((tmp_path / "log" / "app.log").stat().st_mode) == 0o600


def test_stopping_twice_leaves_no_handler_behind(log):
    before = len(logging.getLogger().handlers)
    log.stop()
    log.stop()
    assert len(logging.getLogger().handlers) == before - 1
    assert logging.getLogger("chalkreel").level == logging.NOTSET
