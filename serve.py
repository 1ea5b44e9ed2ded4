"""The server: `streamlit run serve.py`.

Streamlit finds `app` by reading this file, so it must be made by a plain call of `st.App` here.
"""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit.runtime.pages_manager import PagesManager

from server.bundles import Bundles
from server.failures import show_failure
from server.front import Front
from server.headers import SecurityHeaders, content_security_policy
from server.health import health

# A folder named pages makes Streamlit look for its older kind of pages until a first run has named ours:
# the first reader after each start, coming by a link, would be told that the page doesn't exist.
PagesManager.uses_pages_directory = False

bundles = Bundles(Path(st.__file__).parent / "static")


@asynccontextmanager
async def prepare(_app: st.App) -> AsyncIterator[None]:
    """Make the usual bundles beside the start, so that neither the server nor the first reader waits."""
    threading.Thread(target=bundles.make_usual, name="bundles", daemon=True).start()
    yield


app = st.App(
    "dashboard.py",
    lifespan=prepare,
    routes=[Route("/halsa", health)],
    middleware=[
        Middleware(SecurityHeaders, policy=content_security_policy(bundles.shell)),
        Middleware(Front, bundles=bundles),
    ],
    on_script_error=show_failure,
)
