"""The ASGI application: the contract on ``/``, Studio's own calls below ``/studio``."""

from __future__ import annotations

from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute

from chalkreel import __version__
from chalkreel.base.logging import Topic, log_of
from chalkreel.base.phrase import phrase
from chalkreel.studio.engine import Engine
from chalkreel.studio.server.bodies import Refused
from chalkreel.studio.server.contract_api import ContractApi
from chalkreel.studio.server.guard import BodyTooLarge, Guard, refusal
from chalkreel.studio.server.live import LiveRooms
from chalkreel.studio.server.rooms_api import RoomsApi
from chalkreel.studio.server.tasks_api import TasksApi

log = log_of(Topic.API)


def application(engine: Engine, token: str, port: int) -> Starlette:
    live = LiveRooms(engine.rooms, engine.clock, engine.closing)
    process = _ProcessApi(engine)
    return Starlette(
        routes=[
            Route("/", ContractApi(engine).serve, methods=["GET", "POST"]),
            *TasksApi(engine).routes(),
            *process.routes(),
            *RoomsApi(engine.rooms).routes(),
            WebSocketRoute("/studio/rooms/{room}/live", live.serve),
        ],
        middleware=[Middleware(Guard, token=token, port=port, idle=engine.idle)],
        exception_handlers={
            Refused: _refused,
            BodyTooLarge: _too_large,
            HTTPException: _http_error,
            Exception: _failed,
        },
    )


class _ProcessApi:
    """The endpoints about the process itself."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def routes(self) -> list[Route]:
        return [
            Route("/studio/health", self.health, methods=["GET"]),
            Route("/studio/credentials", self.credentials, methods=["GET"]),
        ]

    async def health(self, _request: Request) -> Response:
        engine = self._engine
        return JSONResponse({"healthy": not engine.closing.is_set(), "busy": engine.is_busy, "version": __version__})

    async def credentials(self, _request: Request) -> Response:
        """Let a window that found a living Studio sign its calls."""
        settings = self._engine.settings
        return JSONResponse(
            {
                "app_id": settings.app_id,
                "server_secret": settings.server_secret,
                "callback_secret": settings.callback_secret,
            }
        )


async def _refused(_request: Request, error: Any) -> Response:
    return refusal(error.status, error.reason)


async def _too_large(_request: Request, _error: Exception) -> Response:
    return refusal(413, phrase("The request's body is too large."))


async def _http_error(_request: Request, error: Any) -> Response:
    if error.status_code == 404:
        return refusal(404, phrase("There is no such call."))
    return refusal(error.status_code, phrase("{reason}", reason=error.detail))


async def _failed(request: Request, error: Exception) -> Response:
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return refusal(500, phrase("Studio failed at this call; its log says why."))
