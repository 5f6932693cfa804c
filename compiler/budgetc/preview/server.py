"""The server of a preview: of this machine alone, for who knows its address; it writes nothing.

No path of an address leads to a file: there are six addresses, and a source is named among those
that are shown. A page of another site cannot ask it: it does not know the token, and a name that
was made to lead here is refused by the host that it asks for.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import signal
import socket
from collections.abc import AsyncIterator
from types import FrameType

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from budgetc.diagnostics.messages import Translator
from budgetc.files.data import Resources
from budgetc.preview.page import SCRIPT, STYLE, page
from budgetc.preview.session import Session
from budgetc.preview.telling import told
from budgetc.render.html_escape import plain

_HOST = "127.0.0.1"

_ALWAYS = (
    (b"cache-control", b"no-store"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_FRAMED = "frame-ancestors 'self'"
"""What is added to the policy that a document brings with it."""
_ALIVE = 15
"""Seconds after which somebody who listens is told that nothing happened."""


class Guard:
    """Lets through who asks this machine, by its own name, for an address with the token."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str], token: str) -> None:
        """Guard an application.

        Args:
            app: what is guarded; it finds the token in its paths no more.
            hosts: the names, each with its port, by which it may be asked.
            token: the first part of every path.
        """
        self._app = app
        self._hosts = hosts
        self._token = token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        refused = self._refusal(scope)
        if refused is not None:
            await refused(scope, receive, _stamped(send))
            return
        path = "/" + scope["path"].split("/", 2)[2]
        await self._app({**scope, "path": path, "raw_path": path.encode()}, receive, _stamped(send))

    def _refusal(self, scope: Scope) -> Response | None:
        hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return PlainTextResponse("misdirected", 421)
        first, *rest = scope["path"].removeprefix("/").split("/", 1)
        if not secrets.compare_digest(first.encode(), self._token) or not rest:
            return PlainTextResponse("not found", 404)
        if scope["method"] not in {"GET", "HEAD"}:
            return PlainTextResponse("nothing is written here", 405, {"allow": "GET, HEAD"})
        return None


def _stamped(send: Send) -> Send:
    """Return what sends an answer with the headers that every answer has."""

    async def stamp(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *_ALWAYS]}
        await send(message)

    return stamp


def _application(session: Session, resources: Resources, say: Translator) -> Starlette:
    """Return what answers, without a guard.

    Args:
        session: what is shown.
        resources: that ship, for the page around it.
        say: the language of whoever looks.
    """
    shell, style, script = page(resources, say.language)

    async def home(_: Request) -> Response:
        return Response(shell, 200, {"content-security-policy": _POLICY}, "text/html")

    async def look(_: Request) -> Response:
        return Response(style, 200, None, "text/css")

    async def behaviour(_: Request) -> Response:
        return Response(script, 200, None, "text/javascript")

    async def state(request: Request) -> Response:
        asked = request.query_params.get("source", "")
        now = await run_in_threadpool(session.state, asked)
        return Response(json.dumps(told(now, say)), 200, None, "application/json")

    async def document(request: Request) -> Response:
        asked = request.query_params.get("source", "")
        content, findings = await run_in_threadpool(session.document, asked)
        if content is None:
            text = "\n".join(plain(say(one.message)) for one in findings)
            return PlainTextResponse(text, 404)
        return Response(content, 200, {"content-security-policy": _FRAMED}, "text/html")

    async def events(_: Request) -> Response:
        headers = {"x-accel-buffering": "no"}
        return StreamingResponse(_events(session), 200, headers, "text/event-stream")

    return Starlette(
        routes=[
            Route("/", home),
            Route(f"/{STYLE}", look),
            Route(f"/{SCRIPT}", behaviour),
            Route("/state", state),
            Route("/document", document),
            Route("/events", events),
        ]
    )


async def _events(session: Session) -> AsyncIterator[bytes]:
    """Yield the version of what is shown, whenever it is another, until the session is closed."""
    loop, changed = asyncio.get_running_loop(), asyncio.Event()

    def listener() -> None:
        loop.call_soon_threadsafe(changed.set)

    session.listen(listener)
    try:
        while not session.is_closed:
            yield f"data: {session.version}\n\n".encode()
            try:
                await asyncio.wait_for(changed.wait(), _ALIVE)
            except TimeoutError:
                yield b": nothing happened\n\n"
            changed.clear()
    finally:
        session.leave(listener)


class _Server(uvicorn.Server):
    """A server that lets go of who listens when it is to end."""

    def __init__(self, config: uvicorn.Config, session: Session) -> None:
        super().__init__(config)
        self._session = session

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End, by a signal."""
        self._session.close()
        super().handle_exit(sig, frame)


class Preview:
    """A server that has its address, and answers once it runs."""

    def __init__(self, session: Session, resources: Resources, say: Translator, port: int) -> None:
        """Take the address.

        Args:
            session: what is shown.
            resources: that ship.
            say: the language of whoever looks.
            port: of the address; 0 for one that is free.

        Raises:
            OSError: the port is taken, or may not be used.
        """
        self._socket = socket.create_server((_HOST, port))
        port = self._socket.getsockname()[1]
        token = secrets.token_urlsafe(24)
        self.address = f"http://{_HOST}:{port}/{token}/"
        hosts = frozenset({f"{_HOST}:{port}", f"localhost:{port}"})
        config = uvicorn.Config(
            Guard(_application(session, resources, say), hosts, token),
            log_config=None,
            log_level="critical",
            access_log=False,
            lifespan="off",
            ws="none",
            server_header=False,
            date_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=1,
        )
        self._server = _Server(config, session)

    def run(self) -> None:
        """Answer until somebody presses Ctrl-C, or the system ends it."""
        try:
            self._server.run(sockets=[self._socket])
        except KeyboardInterrupt:  # which the server raises again when all is closed
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second one ends nothing by halves
