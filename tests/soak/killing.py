"""Kills a real Studio process at a random moment and judges what the next one makes of it.

The loss of a file is how much longer the recording was at the kill than the file can be decoded (the shorter of its
tracks). How long the recording was at the kill is what Studio's statistics said last, plus the wall-clock time since
they were asked for: never less than the truth, so the loss is never told too small. While it runs it is also never
longer than the time since its begin timestamp, which on a busy machine is nearer to the truth than a late answer. A
paused or stopped recording grows no more (the event of the stop tells how long it was, where it is on disk). In single
mode, where statistics know of no files, a file grows from its begin timestamp on.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.benchmarks.load import busy
from tests.drivers.studio import StudioDriver, start_request, until
from tests.soak.examining import examine, path_of
from tests.soak.scenarios import Moment, Scenario, Target
from tests.support.callback_receiver import CallbackReceiver
from tests.support.s3_server import ACCESS_KEY_ID, ACCESS_KEY_SECRET, S3Server
from tests.support.tcp_proxy import Fault, TcpProxy

MOST_LOST_MS = 2000
BOARD_NAME = "Fractions"
ENDED, ENDED_ABNORMALLY = 3, 4
UPLOADED, IN_BACKUP, LOST = 3, 4, 5
MENDED_WITHIN_S = 60.0
MEASURED_WITHIN_MS = 100
WANTED_TIMES = 2
SLOW = Fault(delay_s=0.03)


@dataclass
class Surroundings:
    """What is there for every kill."""

    studio: StudioDriver
    other_disk: Path
    pages: tuple[Path, ...]
    s3: Callable[[], S3Server]


@dataclass
class Loss:
    """One file after one kill."""

    file_id: str
    recorded_ms: float
    decoded_ms: float

    @property
    def lost_ms(self) -> float:
        return max(self.recorded_ms - self.decoded_ms, 0.0)


@dataclass
class Outcome:
    """One kill: what was lost of each file, and what is wrong besides."""

    scenario: Scenario
    number: int
    at_ms: float = 0.0
    losses: list[Loss] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    is_skipped: bool = False


class Kill:
    """One task from its start over the kill to its end in the next process."""

    def __init__(self, around: Surroundings, scenario: Scenario, number: int, seed: object) -> None:
        self._around = around
        self._studio = around.studio
        self._scenario = scenario
        self._random = random.Random(f"{seed}/{number}")
        self._room = f"soak {number}"
        self._task = ""
        self._killed_wall_ms = 0.0
        self._stopped_wall_ms: float | None = None
        self._recorded_ms = 0.0
        self._lag_ms = 0.0
        self.outcome = Outcome(scenario, number)

    def run(self) -> Outcome:
        with ExitStack() as stack:
            receiver = stack.enter_context(CallbackReceiver())
            proxy = None
            if self._scenario.target is Target.BUCKET:
                proxy = stack.enter_context(TcpProxy(self._around.s3().port, lambda _: SLOW))
            if self._scenario.is_busy:
                for _ in range(WANTED_TIMES):
                    stack.enter_context(busy(1.0))
            if not self._begin(receiver.url, proxy):
                self.outcome.is_skipped = True
                return self.outcome
            self._live_until_the_moment()
            self._kill()
            if self._scenario.moment is Moment.MENDING:
                self._studio.start()
                _wait(self._random.uniform(0.0, 0.3))
                self._kill()
            self._studio.start()
            self._judge(receiver)
        return self.outcome

    # -- up to the kill ---------------------------------------------------------------------------------------

    def _begin(self, callback_url: str, proxy: TcpProxy | None) -> bool:
        """Start the task; tell whether Studio records such a thing at all."""
        studio, scenario = self._studio, self._scenario
        if not scenario.is_still:
            studio.publish(self._room, "a", kind="test", options={"hue": 20.0, "flash_beep": True})
            studio.publish(self._room, "b", kind="test", options={"hue": 200.0})
        studio.open_board(self._room, "board", *self._around.pages, name=BOARD_NAME)
        changes: dict[str, Any] = {**scenario.changes, "HasWhiteboard": True}
        changes["Whiteboard"] = [{"HorizontalRatio": 16, "VerticalRatio": 9, "WhiteboardId": "board"}]
        if scenario.is_still:
            changes["MixConfig"] = {**changes["MixConfig"], "IsAlwaysMix": True}
        output = {"CallbackUrl": callback_url, **changes.pop("RecordOutputParams", {})}
        target = self._around.other_disk if scenario.target is Target.OTHER_DISK else studio.recordings
        if proxy is not None:
            changes["StorageParams"] = self._around.s3().storage_params(proxy.url)
        request = start_request(self._room, target, RecordOutputParams=output, **changes)
        self._asked_s = time.monotonic()
        answer = studio.call("StartRecord", request)
        if answer["Code"] != 0 and "does not record this yet" in answer["Message"]:
            return False
        assert answer["Code"] == 0, answer
        self._task = str(answer["Data"]["TaskId"])
        return True

    def _live_until_the_moment(self) -> None:
        moment = self._scenario.moment
        if moment is Moment.STARTING:
            _wait(self._random.uniform(0.0, 0.7))
            self._recorded_ms = (time.monotonic() - self._asked_s) * 1000
            return
        lived_s = self._random.uniform(0.3, 4.2)
        self._studio.wait_for_event(self._task, "started")
        until(lambda: self._began(), "recording began")
        self._work_for(lived_s)
        if moment is Moment.PAUSED:
            self._studio.act("PauseRecord", self._task)
            self._recorded_ms = self._reached_ms()
            self._stopped_wall_ms = time.time() * 1000
            _wait(self._random.uniform(0.0, 1.0))
        elif moment in (Moment.STOPPING, Moment.UPLOADING):
            self._stop(self._random.uniform(0.0, 0.3))
        else:
            self._recorded_ms = self._reached_ms()

    def _began(self) -> bool:
        return "recording_started" in self._studio.kinds(self._task)

    def _work_for(self, seconds: float) -> None:
        """Turn pages and change layouts meanwhile, where there is anything to be changed."""
        end_s = time.monotonic() + seconds
        while (left_s := end_s - time.monotonic()) > 0:
            _wait(min(left_s, self._random.uniform(0.2, 0.9)))
            if self._scenario.is_still:
                continue
            self._studio.turn_page(self._room, "board", self._random.randint(1, len(self._around.pages)))
            if not self._scenario.is_single:
                self._studio.act("UpdateLayout", self._task, MixMode=self._random.choice((2, 3, 4)))

    def _stop(self, later_s: float) -> None:
        self._recorded_ms = self._reached_ms()
        asked_s = time.monotonic()
        self._studio.act("StopRecord", self._task)
        self._recorded_ms += (time.monotonic() - asked_s) * 1000
        self._stopped_wall_ms = time.time() * 1000
        _wait(later_s)

    def _reached_ms(self) -> float:
        """Give how long the recording is by now, at most."""
        asked_s = time.monotonic()
        figures = self._studio.stats(self._task)
        self._lag_ms = float(figures["encoder_lag_ms"])
        grown_ms = 0.0 if figures["is_paused"] else (time.monotonic() - asked_s) * 1000
        return float(figures["recording_ms"]) + grown_ms

    def _kill(self) -> None:
        self._studio.signal(signal.SIGKILL)
        self._killed_wall_ms = self._killed_wall_ms or time.time() * 1000
        self._studio.wait()
        self.outcome.at_ms = self._recorded_ms

    # -- after it ---------------------------------------------------------------------------------------------

    def _judge(self, receiver: CallbackReceiver) -> None:
        status = self._finished_status()
        self._take_stop_from_events()
        was_stopped = self._scenario.moment in (Moment.STOPPING, Moment.UPLOADING)
        allowed = (ENDED, ENDED_ABNORMALLY) if was_stopped else (ENDED_ABNORMALLY,)
        if status["Status"] not in allowed:
            self._complain(f"the task is reported with status {status['Status']}")
        files = status.get("RecordFiles") or []
        if not files and self._recorded_ms > MOST_LOST_MS:
            self._complain(f"no file, after {self._recorded_ms:.0f} ms")
        for file in self._hand_over(files) if self._scenario.target is Target.BUCKET else files:
            self._judge_file(file)
        if status["Status"] == ENDED_ABNORMALLY:
            try:
                until(lambda: receiver.of_type(2), "callback 2", 10)
                if receiver.of_type(2)[0]["detail"] != {"quit_reason": 6}:
                    self._complain(f"callback 2 says {receiver.of_type(2)[0]['detail']}")
            except AssertionError:
                self._complain("no callback of the abnormal end")
        errors = [line for line in self._studio.stderr_lines if " ERROR " in line or "Traceback" in line]
        self.outcome.complaints += errors

    def _take_stop_from_events(self) -> None:
        """Take the moment of an ordinary stop from the events, where the kill left it there."""
        for event in self._studio.events(self._task):
            if event["kind"] == "stopped" and event["wall_ms"] < self._killed_wall_ms:
                self._stopped_wall_ms, self._recorded_ms = event["wall_ms"], event["recording_ms"]

    def _finished_status(self) -> dict[str, Any]:
        """Wait until the next process has done with the task."""

        def is_done() -> bool:
            return any(e["kind"] == "callback" and e["event_type"] == 1 for e in self._studio.events(self._task)) and (
                not self._studio.own("GET", "/studio/health").json()["busy"]
            )

        until(is_done, "the files are finished", MENDED_WITHIN_S)
        return self._studio.status(self._task)

    def _judge_file(self, file: dict[str, Any]) -> None:
        recorded_ms = self._recorded_ms
        if self._scenario.moment is Moment.RECORDING:
            recorded_ms = min(recorded_ms, self._killed_wall_ms - file["BeginTimestamp"])
        if self._scenario.is_single:
            recorded_ms = (self._stopped_wall_ms or self._killed_wall_ms) - file["BeginTimestamp"]
        if file["Status"] == LOST and recorded_ms <= MOST_LOST_MS:
            self.outcome.losses.append(Loss(file["FileId"], recorded_ms, 0.0))
            return
        path = self._path_of(file)
        if path is None:
            return
        seen = examine(path)
        loss = Loss(file["FileId"], recorded_ms, seen.end_s * 1000)
        self.outcome.losses.append(loss)
        for complaint in seen.complaints:
            self._complain(f"{path.name}: {complaint}")
        if loss.lost_ms > MOST_LOST_MS:
            late = f"the encoder was {self._lag_ms:.0f} ms behind, load {os.getloadavg()[0]:.1f}"
            self._complain(f"{path.name}: {loss.lost_ms:.0f} ms of {recorded_ms:.0f} ms are lost ({late})")
        spans_ms = [(track.end_s - track.start_s) * 1000 for track in (seen.picture, seen.sound) if track]
        if all(abs(span_ms - file["Duration"]) > MEASURED_WITHIN_MS for span_ms in spans_ms):
            self._complain(f"{path.name}: {file['Duration']} ms reported, {spans_ms} ms are there")
        if not self._scenario.is_single or "_whiteboard_" in path.name:
            self._judge_chapters(path, seen.chapters)

    def _judge_chapters(self, path: Path, titles: tuple[str, ...]) -> None:
        beside = path.with_suffix(".vtt")
        if not beside.is_file():
            self._complain(f"{path.name}: no chapters beside it")
        elif BOARD_NAME not in beside.read_text("utf-8"):
            self._complain(f"{beside.name}: does not name the board")
        if path.suffix == ".mp4" and "_V" in path.name and not any(BOARD_NAME in title for title in titles):
            self._complain(f"{path.name}: the chapters in it are {titles}")

    def _path_of(self, file: dict[str, Any]) -> Path | None:
        """Find a file where the status says it is."""
        if file["Status"] != UPLOADED:
            self._complain(f"{file['FileId']}: file status {file['Status']}")
            return None
        if self._scenario.target is not Target.BUCKET:
            path = path_of(file)
            if file["FileSize"] != path.stat().st_size and path.suffix != ".m3u8":
                self._complain(f"{path.name}: {file['FileSize']} bytes reported, {path.stat().st_size} there")
            return path
        return self._fetched(file["FileId"])

    def _hand_over(self, files: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Give the keys again, as the window does, and see the very files arrive in the bucket."""
        backup = self._studio.data_dir / "backup" / self._task
        waiting = {f["FileId"]: (backup / f["FileId"]).read_bytes() for f in files if f["Status"] == IN_BACKUP}
        if not waiting:
            return files
        keys = {"access_key_id": ACCESS_KEY_ID, "access_key_secret": ACCESS_KEY_SECRET}
        path = f"/studio/tasks/{self._task}"
        assert self._studio.own("PUT", f"{path}/storage-credentials", json=keys).status_code == 204
        told = self._studio.own("POST", f"{path}/retry-upload").json()
        stored = until(lambda: self._all_stored(), f"stored: {told}")
        for file_id, content in waiting.items():
            if self._fetched(file_id).read_bytes() != content:
                self._complain(f"{file_id}: the bucket holds something else than the backup folder did")
        return stored

    def _all_stored(self) -> list[dict[str, Any]] | None:
        files: list[dict[str, Any]] = self._studio.status(self._task)["RecordFiles"]
        return files if all(file["Status"] in (UPLOADED, LOST) for file in files) else None

    def _fetched(self, file_id: str) -> Path:
        """Take a file and its chapters out of the bucket."""
        folder = self._studio.folder / "fetched"
        folder.mkdir(exist_ok=True)
        found = [key for key in self._around.s3().keys("class") if Path(key).name.startswith(Path(file_id).stem)]
        for key in found:
            (folder / Path(key).name).write_bytes(self._around.s3().read(key))
        return folder / file_id

    def _complain(self, words: str) -> None:
        self.outcome.complaints.append(words)


def _wait(seconds: float) -> None:
    time.sleep(seconds)
