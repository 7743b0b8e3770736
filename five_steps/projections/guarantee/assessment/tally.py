"""What a batch touched, beside what its lines tell: to be worked out and scored again."""

from __future__ import annotations

from five_steps.projections.kernel.values import Id

UnitYear = tuple[Id, int]


class Tally:
    """Notes what is to be worked out again after the batch."""

    def __init__(self) -> None:
        self.moved: set[Id] = set()
        """Units that are new, or roll up others than before: in any year."""
        self.opened: set[UnitYear] = set()
        """Units' years that are to be shown even if nothing is counted in them."""
        self.rosters: set[UnitYear] = set()
        """Units' years whose rosters of party members changed."""
        self.held: set[UnitYear] = set()
        """Units' years in which an activity was held."""

    def forget(self) -> None:
        """Forget everything: it was worked out, or not committed."""
        self.moved.clear()
        self.opened.clear()
        self.rosters.clear()
        self.held.clear()
