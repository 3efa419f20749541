import asyncio
import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
import pytest_asyncio

from chalkreel.services.errors import StudioGaveUp, StudioNotStarted
from chalkreel.services.http import new_client
from chalkreel.services.studio_launch import LARGEST_LOG_BYTES, Launch, start_studio, studio_command
from chalkreel.services.studio_process import StudioProcess
from tests.support import problem_studio
from tests.support.waiting import until

ENGINE = str(Path(problem_studio.__file__))
READY_S = 20.0


@pytest_asyncio.fixture
async def http():
    async with new_client(is_loopback=True) as client:
        yield client


@pytest.fixture
def registered():
    return set()


@pytest_asyncio.fixture
async def make(tmp_path, http, registered):
    made = []

    def build(mode, **options):
        options = {"ready_within_s": READY_S, **options}
        studio = StudioProcess(
            tmp_path / "studio", http, registered.add, command=[sys.executable, ENGINE, mode], **options
        )
        made.append(studio)
        return studio

    yield build
    for studio in made:
        await studio.stop(polite_s=5, firm_s=1)


def log_of(tmp_path):
    return (tmp_path / "studio" / "studio.log").read_text("utf-8")


@pytest.mark.asyncio
async def test_a_new_studio_gets_secrets_of_its_own_and_is_used_again_while_it_answers(make, registered):
    studio = make("good")
    access = await studio.ensure()
    assert not access.is_adopted
    assert 0 < access.app_id < 2**32
    assert {access.address.token, *access.credentials.values} <= registered
    assert await studio.ensure() is access
    assert studio.address() is access.address


@pytest.mark.asyncio
async def test_secrets_are_neither_arguments_nor_environment_nor_shown(make):
    access = await make("good").ensure()
    process = psutil.Process(access.address.pid)
    seen = f"{process.cmdline()} {process.environ()} {access!r}"
    assert not any(secret in seen for secret in (*access.credentials.values, access.address.token))


@pytest.mark.asyncio
async def test_an_earlier_windows_studio_is_adopted_with_its_secrets_and_left_alone(make, registered):
    first, second = make("good"), make("dies")
    started = await first.ensure()
    registered.clear()
    found = await second.ensure()
    assert found.is_adopted
    assert (found.address, found.app_id, found.credentials) == (started.address, started.app_id, started.credentials)
    assert set(started.credentials.values) <= registered
    assert await second.stop() is None
    assert psutil.pid_exists(started.address.pid)


@pytest.mark.asyncio
async def test_it_lives_in_a_session_of_its_own_and_outlives_the_window(make, tmp_path):
    studio = make("chatty")
    access = await studio.ensure()
    assert os.getsid(access.address.pid) == access.address.pid
    studio.leave()
    again = make("dies")
    assert (await again.ensure()).is_adopted
    os.kill(access.address.pid, signal.SIGTERM)
    await asyncio.to_thread(os.waitpid, access.address.pid, 0)
    assert "chatty to the end" in log_of(tmp_path)


@pytest.mark.asyncio
@pytest.mark.parametrize("mode", ["slow", "stammers"])
async def test_a_slow_start_is_waited_for_and_read_to_the_end_of_its_line(make, mode):
    assert (await make(mode).ensure()).address.url.startswith("http://127.0.0.1:")


@pytest.mark.asyncio
async def test_an_engine_that_dies_at_once_is_reported_with_its_last_words(make):
    with pytest.raises(StudioNotStarted, match="code 3") as caught:
        await make("dies").ensure()
    assert caught.value.last_lines == ("engine says hello", "engine cannot find its ears")


@pytest.mark.asyncio
@pytest.mark.parametrize(("mode", "sentence"), [("garbage", "something else"), ("silent", "did not become ready")])
async def test_an_engine_that_never_gets_ready_is_ended(make, mode, sentence):
    with pytest.raises(StudioNotStarted, match=sentence):
        await make(mode, ready_within_s=READY_S if mode == "garbage" else 0.5).ensure()
    assert psutil.Process().children() == []


@pytest.mark.asyncio
async def test_a_program_that_is_not_there_is_reported(tmp_path, http):
    studio = StudioProcess(tmp_path / "studio", http, set().add, command=["/nowhere/chalkreel"])
    with pytest.raises(StudioNotStarted, match="could not be started"):
        await studio.ensure()


@pytest.mark.asyncio
async def test_a_cancelled_start_leaves_no_process(make, tmp_path):
    starting = asyncio.create_task(make("silent").ensure())
    log = tmp_path / "studio" / "studio.log"
    await until(lambda: log.exists() and log.stat().st_size)
    starting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await starting
    assert psutil.Process().children() == []


@pytest.mark.asyncio
async def test_stopping_is_polite_first(make):
    studio = make("good")
    await studio.ensure()
    assert await studio.stop(polite_s=READY_S, firm_s=1) == 0
    assert studio.access is None


@pytest.mark.asyncio
@pytest.mark.expects_log("does not end")
async def test_an_engine_that_ignores_sigterm_is_killed_in_the_end(make):
    studio = make("stubborn")
    await studio.ensure()
    assert await studio.stop(polite_s=0.1, firm_s=0.1) == -signal.SIGKILL


@pytest.mark.asyncio
@pytest.mark.expects_log("ended with code")
async def test_a_studio_that_was_killed_is_noticed_and_replaced(make):
    studio = make("good")
    first = await studio.ensure()
    ended = asyncio.create_task(studio.ended())
    os.kill(first.address.pid, signal.SIGKILL)
    assert await ended == -signal.SIGKILL
    second = await studio.ensure()
    assert second.address.pid != first.address.pid
    assert second.credentials != first.credentials


@pytest.mark.asyncio
async def test_it_is_not_started_forever_but_again_after_a_stable_time(make):
    now = [1000.0]
    studio = make("dies", clock_s=lambda: now[0])
    for _ in range(3):
        with pytest.raises(StudioNotStarted):
            await studio.ensure()
    with pytest.raises(StudioGaveUp, match="3 times"):
        await studio.ensure()
    now[0] += 61
    with pytest.raises(StudioNotStarted):
        await studio.ensure()


@pytest.mark.asyncio
async def test_two_wishes_at_once_start_one_studio(make):
    studio = make("good")
    first, second = await asyncio.gather(studio.ensure(), studio.ensure())
    assert first is second


STRANGE = {
    "not JSON": "{",
    "a list": "[]",
    "members missing": "{}",
    "another computer": json.dumps({"url": "http://192.0.2.1:80", "token": "t", "pid": 1}),
    "another scheme": json.dumps({"url": "file:///etc/passwd", "token": "t", "pid": 1}),
    "nobody there": json.dumps({"url": "http://127.0.0.1:1", "token": "stale-token", "pid": 1}),
}


@pytest.mark.asyncio
@pytest.mark.parametrize("content", STRANGE.values(), ids=STRANGE)
async def test_a_strange_or_stale_runtime_file_does_not_mislead(make, tmp_path, content):
    folder = tmp_path / "studio"
    folder.mkdir()
    (folder / "studio.json").touch(mode=0o600)
    (folder / "studio.json").write_text(content, "utf-8")
    assert not (await make("good").ensure()).is_adopted


@pytest.mark.asyncio
@pytest.mark.expects_log("not trusted")
async def test_a_runtime_file_open_to_others_is_not_trusted(make, tmp_path):
    first = make("good")
    started = await first.ensure()
    (tmp_path / "studio" / "studio.json").chmod(0o644)
    second = make("good")
    found = await second.ensure()
    assert not found.is_adopted
    assert found.address != started.address


@pytest.mark.asyncio
async def test_a_wrong_token_is_no_proof(make, tmp_path):
    started = await make("good").ensure()
    runtime = tmp_path / "studio" / "studio.json"
    runtime.write_text(json.dumps({"url": started.address.url, "token": "guessed", "pid": 1}), "utf-8")
    assert not (await make("good").ensure()).is_adopted


@pytest.mark.asyncio
async def test_where_descriptors_are_not_inherited_secret_files_are_gone_at_once(tmp_path, http):
    launch = Launch(
        [sys.executable, ENGINE, "good"], tmp_path, 7, "server-secret", "callback-secret", has_secrets_by_file=True
    )
    child = start_studio(launch)
    try:
        address = await child.ready(READY_S)
        answer = await http.get(
            f"{address.url}/studio/credentials", headers={"Authorization": f"Bearer {address.token}"}
        )
        assert answer.json() == {"app_id": 7, "server_secret": "server-secret", "callback_secret": "callback-secret"}
        assert sorted(entry.name for entry in tmp_path.iterdir()) == ["studio.json", "studio.log"]
    finally:
        await child.stop(polite_s=5, firm_s=1)
    assert "secret" not in repr(launch)


@pytest.mark.asyncio
async def test_its_log_is_private_and_does_not_grow_forever(make, tmp_path):
    log = tmp_path / "studio" / "studio.log"
    log.parent.mkdir()
    log.write_bytes(b"x" * (LARGEST_LOG_BYTES + 1))
    await make("good").ensure()
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert log.stat().st_size < 1000
    assert log.with_name("studio.log.1").stat().st_size > LARGEST_LOG_BYTES


@pytest.mark.asyncio
@pytest.mark.qt_loop
async def test_it_works_on_qts_event_loop(make):
    studio = make("good")
    assert (await studio.ensure()).address.pid
    assert await studio.stop(polite_s=READY_S, firm_s=1) == 0


@pytest.mark.asyncio
@pytest.mark.allows_log("ended with code")
async def test_the_real_studio_is_started_adopted_and_ended(tmp_path, http, registered):
    windows = [StudioProcess(tmp_path / "studio", http, registered.add) for _ in range(2)]
    found = await asyncio.gather(*(window.ensure() for window in windows))
    assert len({access.address.url for access in found}) == 1
    assert sorted(access.is_adopted for access in found) == [False, True]
    assert found[0].credentials == found[1].credentials
    codes = [await window.stop() for window in windows]
    assert sorted(codes, key=str) == [0, None]


def test_the_command_names_this_very_program_also_when_frozen(monkeypatch):
    assert studio_command() == (sys.executable, "-m", "chalkreel", "studio")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert studio_command() == (sys.executable, "studio")


def test_the_stand_in_engine_can_be_run():
    ran = subprocess.run([sys.executable, ENGINE, "dies"], capture_output=True, timeout=60, check=False)
    assert ran.returncode == 3
