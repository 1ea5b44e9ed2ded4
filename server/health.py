"""The health check: /halsa answers 200 only when the store can be read."""

import asyncio
from functools import cache

from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from data.store import StoreError, is_current, open_store


@cache
def _engine() -> Engine:
    """Return one engine for the process: a check every few seconds mustn't open a pool each time."""
    return open_store()


def store_answers() -> bool:
    """Tell whether the store is there, with the schema that this version needs."""
    try:
        return is_current(_engine())
    except StoreError:
        return False


async def health(_request: Request) -> PlainTextResponse:
    """Answer "ok", or 503 with what to do about the store."""
    no_store = {"Cache-Control": "no-store"}
    if await asyncio.to_thread(store_answers):
        return PlainTextResponse("ok", headers=no_store)
    return PlainTextResponse(
        "Databasen svarar inte eller är inte förberedd. Kör python -m data init och se docs/drift.md.",
        status_code=503,
        headers=no_store,
    )
