"""Chance that falls the same way every time."""

import random
from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")


def dice(*name: object) -> random.Random:
    """Dice of their own for whatever is named: a throw more here changes nothing elsewhere."""
    return random.Random("/".join(map(str, name)))  # noqa: S311 - nothing secret hangs on it


def drawn(weights: Mapping[T, int], throw: random.Random) -> T:
    """One of the keys, each as often as its weight says."""
    return throw.choices(list(weights), list(weights.values()))[0]
