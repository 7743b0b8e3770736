"""What a year's budget consists of. All amounts are in 分 (CNY cents)."""

from dataclasses import dataclass
from enum import StrEnum

from five_steps.domain.kernel import checks

AMOUNT_CENTS_MAX = 1_000_000_000_000
CODE_CHARS_MAX = 32


class BudgetState(StrEnum):
    """Where a year's budget stands (预算状态)."""

    DRAFT = "DRAFT"
    """Being drawn up; nothing is allocated yet 编制中."""
    ADOPTED = "ADOPTED"
    """Adopted; its lines change by amendment alone 已批复."""


@dataclass(frozen=True, slots=True)
class Line:
    """A budget line (预算科目): amount = unallocated + allocated to units."""

    amount_cents: int
    allocated_cents: int = 0

    @property
    def unallocated_cents(self) -> int:
        """What no unit has yet."""
        return self.amount_cents - self.allocated_cents


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a line's amount shall be, once a second person approves."""

    line: str
    amount_cents: int
    proposed_by: str


def line_code(field: str, value: str) -> str:
    """The code of a line: 1–32 characters."""
    return checks.text(field, value, chars_max=CODE_CHARS_MAX)


def amount(field: str, cents: int, *, least: int = 1) -> int:
    """An amount that one posting moves."""
    return checks.whole(field, cents, least=least, most=AMOUNT_CENTS_MAX)
