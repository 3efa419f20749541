"""Studio's own calls about rooms: publishers and whiteboards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.studio.rooms.board import BoardRefused
from chalkreel.studio.rooms.names import problem_with_room_id, problem_with_stream_id, problem_with_whiteboard_id
from chalkreel.studio.rooms.registry import NotThere, Rooms, Taken
from chalkreel.studio.server.bodies import (
    BoardBody,
    PageBody,
    PublishBody,
    Refused,
    StreamChangeBody,
    json_body,
    path_id,
    uploaded_board,
)
from chalkreel.studio.sources.source import SourceRefused


class RoomsApi:
    """The endpoints below ``/studio/rooms``."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    def routes(self) -> list[Route]:
        stream = "/studio/rooms/{room}/streams/{stream}"
        board = "/studio/rooms/{room}/whiteboards/{whiteboard}"
        return [
            Route("/studio/rooms", self.list_rooms, methods=["GET"]),
            Route("/studio/rooms/{room}", self.show_room, methods=["GET"]),
            Route(stream, self.publish, methods=["PUT"]),
            Route(stream, self.change_stream, methods=["PATCH"]),
            Route(stream, self.unpublish, methods=["DELETE"]),
            Route(board, self.open_board, methods=["PUT"]),
            Route(board, self.turn_page, methods=["PATCH"]),
            Route(board, self.close_board, methods=["DELETE"]),
        ]

    async def list_rooms(self, _request: Request) -> Response:
        return JSONResponse({"rooms": [room.describe() for room in self._rooms.all]})

    async def show_room(self, request: Request) -> Response:
        room_id = path_id(request, "room")
        room = self._rooms.known(room_id)
        if room is None:
            raise Refused(404, phrase("There is no room {room}.", room=room_id))
        return JSONResponse(room.describe())

    async def publish(self, request: Request) -> Response:
        room_id, stream_id = path_id(request, "room"), path_id(request, "stream")
        _require(problem_with_room_id(room_id) or problem_with_stream_id(stream_id))
        body = await json_body(request, PublishBody)
        user_id = body.user_id or stream_id
        try:
            stream = await self._rooms.publish(
                room_id, stream_id, user_id, body.user_name or user_id, body.source.spec()
            )
        except Taken as conflict:
            raise Refused(409, conflict.sentence) from None
        except SourceRefused as refusal:
            raise Refused(422, refusal.sentence) from None
        return JSONResponse(stream.describe(), status_code=201)

    async def change_stream(self, request: Request) -> Response:
        body = await json_body(request, StreamChangeBody)
        try:
            stream = self._rooms.change_stream(
                path_id(request, "room"), path_id(request, "stream"), muted=body.muted, camera_off=body.camera_off
            )
        except NotThere as absence:
            raise Refused(404, absence.sentence) from None
        return JSONResponse(stream.describe())

    async def unpublish(self, request: Request) -> Response:
        try:
            self._rooms.unpublish(path_id(request, "room"), path_id(request, "stream"))
        except NotThere as absence:
            raise Refused(404, absence.sentence) from None
        return Response(status_code=204)

    async def open_board(self, request: Request) -> Response:
        room_id, whiteboard_id = path_id(request, "room"), path_id(request, "whiteboard")
        _require(problem_with_room_id(room_id) or problem_with_whiteboard_id(whiteboard_id))
        pages: Sequence[bytes | Path]
        if request.headers.get("content-type", "").startswith("multipart/"):
            name, pages = await uploaded_board(request)
        else:
            body = await json_body(request, BoardBody)
            name, pages = body.name, body.pages
        was_open = whiteboard_id in self._rooms.room(room_id).boards
        try:
            board = await self._rooms.open_board(room_id, whiteboard_id, name, pages)
        except Taken as conflict:
            raise Refused(409, conflict.sentence) from None
        except BoardRefused as refusal:
            raise Refused(422, refusal.sentence) from None
        return JSONResponse(board.describe(), status_code=200 if was_open else 201)

    async def turn_page(self, request: Request) -> Response:
        body = await json_body(request, PageBody)
        try:
            board = await self._rooms.turn_page(path_id(request, "room"), path_id(request, "whiteboard"), body.page)
        except NotThere as absence:
            raise Refused(404, absence.sentence) from None
        except BoardRefused as refusal:
            raise Refused(422, refusal.sentence) from None
        return JSONResponse(board.describe())

    async def close_board(self, request: Request) -> Response:
        try:
            self._rooms.close_board(path_id(request, "room"), path_id(request, "whiteboard"))
        except NotThere as absence:
            raise Refused(404, absence.sentence) from None
        return Response(status_code=204)


def _require(problem: Phrase | None) -> None:
    if problem is not None:
        raise Refused(422, problem)
