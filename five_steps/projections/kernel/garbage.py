"""Keeps the garbage collector out of the way of big batches."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collection_paused() -> Iterator[None]:
    """No collection of cycles within; what has none is freed as always.

    Many batches make millions of objects without cycles, and the collector would look at all of
    them, and at the rows in memory, again and again: two fifths of a rebuild's time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
