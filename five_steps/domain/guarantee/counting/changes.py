"""What an event changes: some numbers, each by an amount."""

from typing import TypeAlias

from five_steps.domain.guarantee.counted import Counted

Changes: TypeAlias = tuple[tuple[Counted, int], ...]

NOTHING: Changes = ()
