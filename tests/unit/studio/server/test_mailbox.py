"""What a slow watcher gets: the newest of each kind, in turn."""

import asyncio

import pytest

from chalkreel.studio.server.mailbox import MOST_BYTES_TOGETHER, Mailbox


@pytest.mark.asyncio
async def test_only_the_newest_of_a_kind_waits_and_keeps_its_turn() -> None:
    mailbox = Mailbox()
    for payload in (b"1", b"2", b"3"):
        mailbox.put("picture", payload)
    mailbox.put("levels", "quiet")
    mailbox.put("picture", b"4")

    assert [await mailbox.take(), await mailbox.take()] == [b"4", "quiet"]


@pytest.mark.asyncio
async def test_pictures_are_not_kept_for_whoever_does_not_want_them() -> None:
    mailbox = Mailbox(wants_pictures=False)
    taking = asyncio.create_task(mailbox.take())
    mailbox.put("picture", b"1")
    mailbox.put("levels", "loud")

    assert await taking == "loud"


@pytest.mark.asyncio
async def test_pictures_that_wait_together_go_together_but_pass_nobody() -> None:
    mailbox = Mailbox()
    for key, payload in (("a", b"1"), ("b", b"2"), ("levels", "quiet"), ("c", b"3")):
        mailbox.put(key, payload)

    assert [await mailbox.take() for _ in range(3)] == [b"12", "quiet", b"3"]


@pytest.mark.asyncio
async def test_what_goes_together_stays_small() -> None:
    mailbox = Mailbox()
    half = bytes(MOST_BYTES_TOGETHER // 2)
    for key in "abc":
        mailbox.put(key, half)

    assert [len(await mailbox.take()) for _ in range(2)] == [2 * len(half), len(half)]
