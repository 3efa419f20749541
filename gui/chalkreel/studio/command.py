"""The command line of Studio: ``chalkreel studio …``."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from chalkreel.base.logging import LogService, Topic
from chalkreel.base.memory import use_memory_well
from chalkreel.base.redaction import Redactor
from chalkreel.domain.limits import CALLBACK_RETRY_S, CONCURRENT_TASKS
from chalkreel.studio.secret_input import GivenSecrets, SecretUnreadable, secret_from_file, secrets_from_descriptor
from chalkreel.studio.settings import StudioSettings
from chalkreel.studio.storage.limits import UPLOAD_GRACE_S, UPLOAD_PATIENCE_S

BAD_ARGUMENTS = 2
MAX_PORT = 65_535
MAX_APP_ID = 2**32 - 1


def main(argv: Sequence[str] | None = None) -> int:
    """Run Studio until it is told to stop; give the exit code. ``argv`` is what follows ``chalkreel studio``."""
    parser = _parser()
    try:
        arguments = parser.parse_args(argv)
        settings = _settings(parser, arguments)
    except SystemExit as exit_request:
        return exit_request.code if isinstance(exit_request.code, int) else BAD_ARGUMENTS
    return _run(settings, debug=arguments.debug)


def _run(settings: StudioSettings, *, debug: bool) -> int:
    use_memory_well()
    from chalkreel.studio.process import CannotStart, run_studio

    redactor = Redactor()
    for secret in settings.secrets:
        redactor.register(secret)
    log_service = LogService(redactor, debug_topics=frozenset(Topic) if debug else frozenset())
    log_service.start()
    try:
        asyncio.run(run_studio(settings, redactor))
    except CannotStart as reason:
        sys.stderr.write(f"chalkreel studio: {reason}\n")
        return BAD_ARGUMENTS
    finally:
        log_service.stop()
    return 0


def _settings(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> StudioSettings:
    try:
        secrets = _secrets(parser, arguments)
    except SecretUnreadable as reason:
        parser.error(str(reason))
    return StudioSettings(
        data_dir=arguments.data_dir.expanduser().absolute(),
        app_id=arguments.app_id,
        server_secret=secrets.server_secret,
        callback_secret=secrets.callback_secret,
        port=arguments.port,
        exit_when_idle_s=arguments.exit_when_idle,
        max_tasks=arguments.max_tasks,
        clock_has_seconds=arguments.clock_seconds,
        callback_retry_s=arguments.callback_retry,
        upload_patience_s=arguments.upload_patience,
        upload_grace_s=arguments.upload_grace,
    )


def _secrets(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> GivenSecrets:
    files_given = arguments.server_secret_file or arguments.callback_secret_file
    if arguments.secrets_fd is not None:
        if files_given:
            parser.error("give the secrets by --secrets-fd or by files, not by both")
        return secrets_from_descriptor(arguments.secrets_fd)
    if arguments.server_secret_file is None:
        parser.error("a server secret is needed: give --server-secret-file or --secrets-fd")
    callback = secret_from_file(arguments.callback_secret_file) if arguments.callback_secret_file else ""
    return GivenSecrets(secret_from_file(arguments.server_secret_file), callback)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="chalkreel studio",
        description="The local recording engine: speaks the Cloud Recording API on 127.0.0.1.",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("--port", type=_port, default=0, help="port on 127.0.0.1; 0 (default) takes a free one")
    add("--data-dir", type=_folder, required=True, metavar="DIR", help="folder for records, recordings and backups")
    add("--app-id", type=_app_id, required=True, metavar="ID", help="the AppId callers sign with")
    add("--server-secret-file", type=Path, metavar="FILE", help="file that holds the ServerSecret")
    add(
        "--callback-secret-file", type=Path, metavar="FILE", help="file that holds the secret callbacks are signed with"
    )
    add("--secrets-fd", type=_descriptor, metavar="FD", help="inherited descriptor with both secrets as JSON")
    add("--exit-when-idle", type=_seconds, metavar="SECONDS", help="exit when unused and not recording for so long")
    add("--max-tasks", type=_count, default=CONCURRENT_TASKS, metavar="N", help="tasks that may run at once")
    add("--callback-retry", type=_seconds, default=float(CALLBACK_RETRY_S), metavar="SECONDS", help="retry interval")
    add(
        "--upload-patience",
        type=_seconds,
        default=UPLOAD_PATIENCE_S,
        metavar="SECONDS",
        help="how long an upload is tried before its file waits in the backup folder",
    )
    add(
        "--upload-grace",
        type=_seconds,
        default=UPLOAD_GRACE_S,
        metavar="SECONDS",
        help="how long uploads may go on when Studio is told to end",
    )
    add("--clock-seconds", action="store_true", help="the clock in a picture shows seconds, too")
    add("--debug", action="store_true", help="log more")
    return parser


def _whole(text: str, least: int, most: int) -> int:
    try:
        number = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number") from None
    if not least <= number <= most:
        raise argparse.ArgumentTypeError(f"{number} is not between {least} and {most}")
    return number


def _port(text: str) -> int:
    return _whole(text, 0, MAX_PORT)


def _app_id(text: str) -> int:
    return _whole(text, 0, MAX_APP_ID)


def _count(text: str) -> int:
    return _whole(text, 1, 100_000)


def _descriptor(text: str) -> int:
    return _whole(text, 3, 1_000_000)


def _folder(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError("an empty folder name")
    path = Path(text)
    if path.exists() and not path.is_dir():
        raise argparse.ArgumentTypeError(f"{text} is a file, not a folder")
    return path


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds") from None
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is no positive number of seconds")
    return seconds


if __name__ == "__main__":
    sys.exit(main())
