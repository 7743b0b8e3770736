"""Expecting a refusal, with code and field."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from five_steps.domain.kernel.refusal import Detail, Refusal, RefusalCode

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def refused(code: RefusalCode, field: str, **details: Detail) -> Iterator[None]:
    """The block is refused for this reason, at this field, with at least these details."""
    with pytest.raises(Refusal) as caught:
        yield
    assert (caught.value.code, caught.value.field) == (code, field)
    assert caught.value.details.items() >= details.items()
