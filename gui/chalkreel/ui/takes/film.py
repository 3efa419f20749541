"""Plays one file: Qt's player, made when there is something to play and let go when nobody watches."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaPlayer, QVideoSink

from chalkreel.base.phrase import Phrase, phrase

DAMAGED = phrase("This file cannot be played: {reason}")
DAMAGED_ADVICE = phrase("Try another player, such as VLC. If it cannot read it either, the file is damaged.")
NO_SOUND = phrase("This computer has no sound output; the film plays without.")


class Film(QObject):
    """One player for one file at a time; owned by the player panel, which calls ``close``.

    Signals:
        position_changed: where the film is, in ms of its file.
        playing_changed: whether it plays.
        opened: the film's length in ms, and whether it has a picture.
        failed: a sentence, why the file cannot be played.
    """

    position_changed = Signal(int)
    playing_changed = Signal(bool)
    opened = Signal(int, bool)
    failed = Signal(object)

    def __init__(self, sink: QVideoSink, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self._sink = sink
        self._player: QMediaPlayer | None = None
        self._pending_ms: int | None = None
        self._is_to_play = False
        self._is_muted = False

    @property
    def is_playing(self) -> bool:
        return self._player is not None and self._player.playbackState() is QMediaPlayer.PlaybackState.PlayingState

    @property
    def position_ms(self) -> int:
        if self._pending_ms is not None:
            return self._pending_ms
        return self._player.position() if self._player is not None else 0

    @property
    def duration_ms(self) -> int:
        return self._player.duration() if self._player is not None else 0

    @property
    def has_sound(self) -> bool:
        return self._player is not None and self._player.audioOutput() is not None

    def open_file(self, path: Path, at_ms: int = 0, *, plays: bool = False) -> None:
        """Show a file at a place; it stands still until it is played."""
        self.close()
        player = self._player = QMediaPlayer(self)
        player.setVideoSink(self._sink)
        self._listen()
        player.positionChanged.connect(self._on_player_position_changed)
        player.playbackStateChanged.connect(self._on_player_playback_state_changed)
        player.mediaStatusChanged.connect(self._on_player_media_status_changed)
        player.errorOccurred.connect(self._on_player_error_occurred)
        self._pending_ms, self._is_to_play = at_ms, plays
        player.setSource(QUrl.fromLocalFile(str(path)))

    def close(self) -> None:
        """Stop and let go of the file and of the player's threads."""
        player, self._player = self._player, None
        self._pending_ms = None
        if player is None:
            return
        player.disconnect(self)
        player.stop()
        player.setVideoSink(None)  # type: ignore[arg-type]
        player.setAudioOutput(None)  # type: ignore[arg-type]
        player.setSource(QUrl())
        player.deleteLater()

    def play(self) -> None:
        if self._player is not None:
            self._is_to_play = True
            if self._pending_ms is None:
                self._player.play()

    def pause(self) -> None:
        self._is_to_play = False
        if self._player is not None:
            self._player.pause()

    def seek(self, at_ms: int) -> None:
        """Go to a place of the file."""
        if self._player is None:
            return
        wanted_ms = max(at_ms, 0)
        if self._pending_ms is not None:
            self._pending_ms = wanted_ms
            return
        self._player.setPosition(min(wanted_ms, max(self.duration_ms - 1, 0)))

    def mute(self, is_muted: bool) -> None:
        self._is_muted = is_muted
        output = self._player.audioOutput() if self._player is not None else None
        if output is not None:
            output.setMuted(is_muted)

    def _listen(self) -> None:
        """Send the sound out, where there is an output: without one the film plays silently."""
        if self._player is None or not QMediaDevices.audioOutputs():
            return
        output = QAudioOutput(self._player)
        output.setMuted(self._is_muted)
        self._player.setAudioOutput(output)

    def _on_player_position_changed(self, at_ms: int) -> None:
        if self._pending_ms is None:
            self.position_changed.emit(at_ms)

    def _on_player_playback_state_changed(self, _state: QMediaPlayer.PlaybackState) -> None:
        self.playing_changed.emit(self.is_playing)

    def _on_player_media_status_changed(self, status: QMediaPlayer.MediaStatus) -> None:
        player = self._player
        if player is None:
            return
        if status is QMediaPlayer.MediaStatus.LoadedMedia and self._pending_ms is not None:
            at_ms, self._pending_ms = self._pending_ms, None
            self.opened.emit(player.duration(), player.hasVideo())
            # Only a player that is under way shows a frame.
            (player.play if self._is_to_play else player.pause)()
            self.seek(at_ms)
        elif status is QMediaPlayer.MediaStatus.InvalidMedia:
            self._fail(player.errorString())

    def _on_player_error_occurred(self, error: QMediaPlayer.Error, text: str) -> None:
        if error is not QMediaPlayer.Error.NoError:
            self._fail(text)

    def _fail(self, reason: str) -> None:
        self.close()
        self.failed.emit(Phrase(DAMAGED.template, {"reason": reason}))
