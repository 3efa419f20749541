"""Secrets by file and by descriptor, and what is said when they cannot be read."""

import os
from pathlib import Path

import pytest

from chalkreel.studio.secret_input import SecretUnreadable, secret_from_file, secrets_from_descriptor


def descriptor_with(content: bytes) -> int:
    reader, writer = os.pipe()
    os.write(writer, content)
    os.close(writer)
    return reader


def test_a_secret_file_is_read_without_its_line_end(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("value\n")

    assert secret_from_file(tmp_path / "secret") == "value"


@pytest.mark.parametrize("content", [b"", b"  \n", b"\xff\xfe\xfd"])
def test_a_file_without_a_secret_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret").write_bytes(content)

    with pytest.raises(SecretUnreadable):
        secret_from_file(tmp_path / "secret")


def test_both_secrets_come_by_a_descriptor_and_stay_out_of_repr() -> None:
    given = secrets_from_descriptor(descriptor_with(b'{"server_secret": "one", "callback_secret": "two"}'))

    assert (given.server_secret, given.callback_secret) == ("one", "two")
    assert "one" not in repr(given)


@pytest.mark.parametrize(
    "content",
    [b"", b"s3cret no json", b"[]", b"{}", b'{"server_secret": 5}', b'{"server_secret": "a", "callback_secret": 5}'],
)
def test_a_descriptor_without_secrets_is_refused_without_repeating_it(content: bytes) -> None:
    with pytest.raises(SecretUnreadable) as refusal:
        secrets_from_descriptor(descriptor_with(content))

    assert "s3cret" not in str(refusal.value)
