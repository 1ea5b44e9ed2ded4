"""What is asked only of what comes in: the store may hold longer texts and odder days from before.

A plan is read back from the store through the same shapes that it came in by. What an earlier version let in
must not keep anybody from reading, correcting or exporting it.
"""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Any, TypeVar

from pydantic import AfterValidator, BaseModel

Shape = TypeVar("Shape", bound=BaseModel)
Value = TypeVar("Value")

_stands: ContextVar[bool] = ContextVar("stands", default=False)
"""Whether what is read stands in the store. Pydantic's own context doesn't reach models within SQLModel's."""


def as_it_stands(shape: type[Shape], fields: Mapping[str, Any]) -> Shape:
    """Return what the store holds as a model, whatever is asked on the way in today."""
    before = _stands.set(True)
    try:
        return shape.model_validate(fields)
    finally:
        _stands.reset(before)


def on_the_way_in(
    check: Callable[[Value], Value], read: Callable[[Value], Value] | None = None
) -> AfterValidator:
    """Return a check of what comes in; what stands in the store stays, or is as `read` reads it."""

    def asked(value: Value) -> Value:
        if not _stands.get():
            return check(value)
        return read(value) if read else value

    return AfterValidator(asked)
