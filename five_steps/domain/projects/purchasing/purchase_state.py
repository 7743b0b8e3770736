"""Where an item of the purchase list stands."""

from enum import StrEnum


class PurchaseState(StrEnum):
    """Where an item of the purchase list stands (采购状态)."""

    LISTED = "LISTED"
    """On the list, without a contract 待签约."""
    CONTRACTED = "CONTRACTED"
    """Under contract 履约中."""
    COMPLETED = "COMPLETED"
    """All milestones are paid 已完成."""
    TERMINATED = "TERMINATED"
    """The contract ended before all of it was paid 合同解除."""
    CANCELLED = "CANCELLED"
    """Taken off the list before a contract 已撤销."""
