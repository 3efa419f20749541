"""Which pictures by address are fetched, when, and what is told of them."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace

import pytest
import pytest_asyncio

from chalkreel.controllers.backdrops import BackdropController
from chalkreel.controllers.picture_view import PictureView, background_key, watermark_key
from chalkreel.controllers.view_state import LayoutView
from chalkreel.domain.enums import FrameFillMode, MixMode
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.picture_options import PictureOptions
from chalkreel.services.errors import BadAnswer

A, B, C = (f"http://x.example/{name}" for name in "abc")
PNG, GIF, HALF = b"\x89PNG\r\n\x1a\n and IEND", b"GIF89a", b"\xff\xd8\xff and no more"
OPTIONS = PictureOptions(background_image=A, watermark_image=B, watermark_place=Rect(0, 0, 9, 9))


class World:
    """Answers by address, and what was told."""

    def __init__(self):
        self.answers = {A: PNG, B: PNG, C: PNG}
        self.asked = Counter()
        self.there = {}
        self.dropped = []
        self.errors = []
        self.controller = BackdropController(self.fetch, lambda name, error: self.errors.append((name, error)))
        self.controller.fetched.connect(lambda key, content: self.there.__setitem__(key, bytes(content)))
        self.controller.dropped.connect(self._drop)

    async def fetch(self, address):
        self.asked[address] += 1
        await asyncio.sleep(0)
        answer = self.answers[address]
        if answer is None:
            raise BadAnswer("x.example", "nothing")
        return answer

    def _drop(self, key):
        self.there.pop(key)
        self.dropped.append(key)

    async def settle(self):
        for address in (A, B, C):
            await self.controller._tasks.settled(address)


@pytest_asyncio.fixture
async def world():
    made = World()
    yield made
    await made.controller.close()
    assert made.errors == []


@pytest.mark.asyncio
async def test_what_is_wanted_is_fetched_once_and_dropped_when_it_is_not(world):
    world.controller.show_picture(PictureView(OPTIONS))
    await world.settle()
    assert set(world.there) == {background_key(A), watermark_key(B)}
    world.controller.show_picture(PictureView(OPTIONS, order=("ann",)))
    world.controller.show_picture(PictureView(replace(OPTIONS, watermark_image="")))
    await world.settle()
    assert set(world.there) == {background_key(A)}
    assert world.asked == {A: 1, B: 1}


@pytest.mark.asyncio
async def test_region_pictures_follow_draft_and_on_air_where_the_region_is_bound(world):
    bound = Region("1", Rect(0, 0, 9, 9), stream_id="ann", background_image=A)
    open_seat = Region("2", Rect(0, 0, 9, 9), background_image=B)
    on_air = Layout(MixMode.CUSTOM, (replace(bound, background_image=C),))
    world.controller.show_layout(LayoutView(Size(9, 9), Layout(MixMode.CUSTOM, (bound, open_seat)), on_air))
    await world.settle()
    assert set(world.there) == {background_key(A), background_key(C)}


@pytest.mark.asyncio
async def test_the_default_picture_counts_only_where_it_can_be_shown(world):
    options = PictureOptions(default_image=A, fill_blank=True)
    world.controller.show_picture(PictureView(options))
    await world.settle()
    assert world.asked == {}
    world.controller.show_picture(PictureView(replace(options, frame_fill=FrameFillMode.NONE)))
    await world.settle()
    assert set(world.there) == {background_key(A)}


@pytest.mark.asyncio
@pytest.mark.parametrize("bad", [b"<svg/>", HALF, b""])
async def test_a_gif_is_a_background_and_no_watermark_and_other_things_are_nothing(world, bad):
    world.answers = {A: GIF, B: GIF, C: bad}
    options = replace(OPTIONS, default_image=C, fill_blank=True, frame_fill=FrameFillMode.NONE)
    world.controller.show_picture(PictureView(options))
    await world.settle()
    assert set(world.there) == {background_key(A)}
    assert world.asked == {A: 1, B: 1, C: 1}


@pytest.mark.asyncio
async def test_when_a_take_begins_everything_is_looked_at_again(world):
    world.answers[B] = None
    world.controller.show_picture(PictureView(OPTIONS))
    await world.settle()
    assert set(world.there) == {background_key(A)}
    world.answers = {A: None, B: PNG, C: PNG}
    world.controller.fetch_again()
    await world.settle()
    assert set(world.there) == {watermark_key(B)}
    assert world.dropped == [background_key(A)]


@pytest.mark.asyncio
async def test_addresses_that_lead_to_no_picture_are_told_until_they_do_or_are_not_wanted(world):
    told = []
    world.controller.unreadable_changed.connect(told.append)
    world.answers |= {A: None, B: b"<html>"}
    world.controller.show_picture(PictureView(options=OPTIONS))
    await world.settle()
    assert told[-1] == {A, B}
    world.answers[A] = PNG
    world.controller.fetch_again()
    await world.settle()
    assert told[-1] == {B}
    world.controller.show_picture(PictureView())
    assert told[-1] == set()
