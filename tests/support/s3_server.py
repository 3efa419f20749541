"""A real S3 server for tests: SeaweedFS in a folder of its own, on loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import obstore
from obstore.store import S3Store

from tests.drivers.studio import until

BUCKET = "lessons"
ACCESS_KEY_ID = "AKIDOFTHETESTS"
ACCESS_KEY_SECRET = "the-secret-of-the-tests-storage"
READY_WITHIN_S = 30.0
_PORT_FLAGS = ("s3", "s3.grpc", "master", "master.grpc", "filer", "filer.grpc", "volume", "volume.grpc", "admin")
_SOCKETS = Path("/tmp")
_MEMORY_LIMIT = "150MiB"


class S3Server:
    """One server process with one bucket; may be stopped and started again over the same data."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ports = dict(zip((*_PORT_FLAGS, "admin.grpc", "lance"), free_ports(11), strict=True))
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def port(self) -> int:
        return self._ports["s3"]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> S3Server:
        data = self._folder / "data"
        data.mkdir(parents=True, exist_ok=True)
        keys = {"AWS_ACCESS_KEY_ID": ACCESS_KEY_ID, "AWS_SECRET_ACCESS_KEY": ACCESS_KEY_SECRET}
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                self._command(data),
                stdout=log,
                stderr=log,
                cwd=self._folder,
                env={**os.environ, **keys, "GOMEMLIMIT": _MEMORY_LIMIT, "TMPDIR": str(self._folder)},
            )
        until(self._has_bucket, "the S3 server is ready", READY_WITHIN_S)
        return self

    def stop(self) -> None:
        """Kill it: an orderly end takes seconds, and nothing of it is wanted afterwards."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
            self._remove_sockets()

    def read(self, key: str) -> bytes:
        """Give an object as the server holds it."""
        return bytes(obstore.get(self._client(), key).bytes())

    def keys(self, prefix: str) -> list[str]:
        return sorted(item["path"] for page in obstore.list(self._client(), prefix) for item in page)

    def storage_params(self, url: str = "", **changes: object) -> dict[str, object]:
        """Give StorageParams for this server, or for a proxy before it."""
        return {
            "Vendor": 10,
            "Region": "us-east-1",
            "Bucket": BUCKET,
            "AccessKeyId": ACCESS_KEY_ID,
            "AccessKeySecret": ACCESS_KEY_SECRET,
            "EndPoint": url or self.url,
            "S3ForcePathStyle": True,
            **changes,
        }

    def _remove_sockets(self) -> None:
        """Remove what a killed server leaves in a folder of its own choice."""
        for path in _SOCKETS.glob("seaweedfs-*.sock"):
            if path.stem.rpartition("-")[2] in {str(port) for port in self._ports.values()}:
                path.unlink(missing_ok=True)

    def _command(self, data: Path) -> list[str]:
        weed = Path(sys.executable).with_name("weed.exe" if sys.platform == "win32" else "weed")
        ports = [f"-{_flag(name)}={port}" for name, port in self._ports.items()]
        address = ["-ip=127.0.0.1", "-ip.bind=127.0.0.1"]
        without = ["-webdav=false", "-admin.ui=false", "-s3.port.iceberg=0", "-s3.autoCreateBucket=false"]
        return [str(weed), "mini", f"-dir={data}", f"-bucket={BUCKET}", *address, *without, *ports]

    def _has_bucket(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, (self._folder / "log").read_text()
        try:
            obstore.put(self._client(retries=0), "ready", b"1")
        except (obstore.exceptions.BaseError, OSError):
            return False
        return True

    def _client(self, retries: int = 3) -> S3Store:
        return S3Store(
            bucket=BUCKET,
            endpoint=self.url,
            region="us-east-1",
            access_key_id=ACCESS_KEY_ID,
            secret_access_key=ACCESS_KEY_SECRET,
            client_options={"allow_http": True},
            retry_config={"max_retries": retries},
        )


def _flag(name: str) -> str:
    """Give the flag of a port: ``s3`` is ``s3.port``, ``s3.grpc`` is ``s3.port.grpc``."""
    if name == "lance":
        return "s3.port.lance"
    service, _, kind = name.partition(".")
    return f"{service}.port.{kind}" if kind else f"{service}.port"


def free_ports(count: int) -> list[int]:
    """Find ports nobody listens on; the server goes to others without a word where none are given."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
