"""The shape of variables: what a plan depends on beside the document and the role.

Which arguments are given decides which conditions stand in the SQL, and booleans and enums decide
fields and orders; other values are parameters of the statement.
"""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

_ABSENT = "absent"
_GIVEN = "given"


def shape_of(names: Sequence[str], variables: Mapping[str, Any]) -> tuple[object, ...]:
    """The shape of an operation's variables."""
    return tuple([_shape(variables[name]) if name in variables else _ABSENT for name in names])


def _shape(value: Any) -> object:
    if value is None or isinstance(value, bool | Enum):
        return value
    if isinstance(value, dict):
        return tuple([(name, _shape(inner)) for name, inner in value.items()])
    return _GIVEN
