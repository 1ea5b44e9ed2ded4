"""Middleware that answers with our shell and our bundles in place of Streamlit's own."""

import asyncio
import gzip
import hashlib
import re

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.bundles import Bundles

# A year, the longest that is used in practice: the address changes when the content does.
_KEEP = "public, immutable, max-age=31536000"
_BUNDLE_ADDRESS = re.compile(r"/lagesbild-(?P<mark>[0-9a-f]+)/(?P<name>.+)$")

# HTML from these addresses is a file or a component of somebody's, not the shell.
_NOT_SHELL = re.compile(r"/(?:_stcore|media|component|app/static)/")


class Front:
    """Middleware in front of Streamlit's own files."""

    def __init__(self, app: ASGIApp, *, bundles: Bundles) -> None:
        """Take the application inside and the bundles to serve."""
        self._app = app
        self._bundles = bundles
        self._shell = bundles.shell.encode()
        self._small_shell = gzip.compress(self._shell, mtime=0)
        self._shell_tag = f'"{hashlib.sha256(self._shell).hexdigest()[:16]}"'

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for a bundle, exchange the shell, and leave everything else alone."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif found := _BUNDLE_ADDRESS.search(scope["path"]):
            response = await self._bundle(found["mark"], found["name"], Headers(scope=scope))
            await response(scope, receive, send)
        elif scope["method"] not in {"GET", "HEAD"} or _NOT_SHELL.search(scope["path"]):
            await self._app(scope, receive, send)
        else:
            await self._app(scope, receive, self._with_our_shell(scope, receive, send))

    async def _bundle(self, mark: str, name: str, request: Headers) -> Response:
        """Return a bundle. A page from before an update asks by an old mark, and gets the new file unkept."""
        if name not in self._bundles:
            return Response("Filen finns inte.", 404, media_type="text/plain")
        body = await asyncio.to_thread(self._bundles.body, name)
        headers = {"Cache-Control": _KEEP if mark == self._bundles.mark else "no-cache"}
        if self._bundles.is_compressed(name):
            headers["Vary"] = "Accept-Encoding"
            if _takes_gzip(request):
                headers["Content-Encoding"] = "gzip"
            else:
                body = await asyncio.to_thread(gzip.decompress, body)
        return Response(body, headers=headers, media_type=self._bundles.media_type(name))

    def _with_our_shell(self, scope: Scope, receive: Receive, send: Send) -> Send:
        """Return a `send` that puts our shell in place of the one Streamlit sends."""
        exchanged = False

        async def send_shell(message: Message) -> None:
            nonlocal exchanged
            if message["type"] == "http.response.start" and _is_page(message):
                exchanged = True
                await self._shell_response(Headers(scope=scope))(scope, receive, send)
            elif not exchanged:
                await send(message)

        return send_shell

    def _shell_response(self, request: Headers) -> Response:
        headers = {"Cache-Control": "no-cache", "ETag": self._shell_tag, "Vary": "Accept-Encoding"}
        if request.get("If-None-Match") == self._shell_tag:
            return Response(status_code=304, headers=headers)
        if not _takes_gzip(request):
            return Response(self._shell, headers=headers, media_type="text/html")
        headers["Content-Encoding"] = "gzip"
        return Response(self._small_shell, headers=headers, media_type="text/html")


def _takes_gzip(request: Headers) -> bool:
    return "gzip" in request.get("Accept-Encoding", "")


def _is_page(message: Message) -> bool:
    media_type = Headers(raw=message["headers"]).get("Content-Type", "")
    return message["status"] == 200 and media_type.startswith("text/html")
