"""Type hints of event classes, handlers and rows, each worked out once.

To resolve the names in annotations takes ten times as long as all the rest of putting the views
together, which is done at each start, and for each rebuild.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, get_type_hints


@cache
def hints_of(declared: type | Callable[..., Any]) -> Mapping[str, Any]:
    """What `get_type_hints` says, extras included."""
    return MappingProxyType(get_type_hints(declared, include_extras=True))
