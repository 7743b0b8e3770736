"""From rows whose seals do not hold to what must have happened to them.

A row that stands in the wrong place is intact, and its seal holds after the row that it was sealed
after. So for each broken row that one is looked for. It need not be sought in the whole log: it
stands before another broken row, or is the last of all, or is near by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from five_steps.event_store.seals import GENESIS, seal_body
from five_steps.event_store.verification.findings import Finding, FindingKind
from five_steps.event_store.verification.part_check import BEFORE_ALL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from five_steps.event_store.verification.part_check import BrokenRow

DIAGNOSED_MAX: Final = 500
"""Of more broken rows than these it is only told that they are: each is tried after each."""


def diagnose(broken: Sequence[BrokenRow], last: tuple[int, bytes]) -> list[Finding]:
    """What happened.

    Args:
        broken: in the order of positions.
        last: position and seal of the last event.
    """
    told = [
        Finding(row.position, FindingKind.CHANGED, "not looked into: too many do not hold")
        for row in broken[DIAGNOSED_MAX:]
    ]
    return [*_Diagnosis(broken[:DIAGNOSED_MAX], last).findings(), *told]


class _Diagnosis:
    def __init__(self, broken: Sequence[BrokenRow], last: tuple[int, bytes]) -> None:
        self._rows = {row.position: row for row in broken}
        self._last = last[0]
        self._next = {row.before: row.position for row in broken}
        """The broken row right after a position."""
        self._explained: set[int] = set()
        self._findings: list[Finding] = []
        seals = {GENESIS: BEFORE_ALL, last[1]: last[0]}
        for row in broken:
            seals |= {seal: position for position, seal in row.seals_before}
            seals[row.seal] = row.position
        self._after = _sealed_after(broken, seals)
        """For an intact row, the position of the one that it was sealed after."""
        self._after_due = _sealed_after(
            [row for row in broken if row.position not in self._after],
            {row.seal_due: row.position for row in broken},
        )
        """The same where that row's own seal was changed."""

    def findings(self) -> list[Finding]:
        self._find_changed_seals()
        self._find_swapped()
        self._find_inserted()
        for position, row in self._rows.items():
            if position in self._explained:
                continue
            after = self._after.get(position)
            if after is not None:
                where = "as the first" if after == BEFORE_ALL else f"after what is at {after}"
                self._find(position, FindingKind.MOVED, f"sealed {where}")
            elif position > (due := max(row.before, 0) + 1):
                self._find(due, FindingKind.REMOVED, f"missing: {due} to {position - 1}")
            else:
                self._find(position, FindingKind.CHANGED)
        return sorted(self._findings)

    def _find_changed_seals(self) -> None:
        for follower, position in self._after_due.items():
            self._find(position, FindingKind.CHANGED, "its seal; the content is as it was")
            self._explained |= {position, follower}

    def _find_swapped(self) -> None:
        for left in self._after:
            for right in self._after:
                if left < right and self._are_swapped(left, right):
                    self._find(left, FindingKind.SWAPPED, f"with position {right}")
                    behind = {self._next.get(left, left), self._next.get(right, right)}
                    self._explained |= {left, right} | behind

    def _are_swapped(self, left: int, right: int) -> bool:
        """Whether all is in order once the two have changed places again."""
        before_left, before_right = self._rows[left].before, self._rows[right].before
        neighbours = before_right == left
        return (
            self._after[right] == before_left
            and self._after[left] == (right if neighbours else before_right)
            and (neighbours or self._goes_on(left, right))
            and self._goes_on(right, left)
        )

    def _goes_on(self, position: int, with_: int) -> bool:
        """Whether what stands after one was sealed after the other."""
        follower = self._next.get(position)
        if follower is None:
            return position == self._last
        return self._after.get(follower) == with_

    def _find_inserted(self) -> None:
        for position, after in self._after.items():
            row = self._rows[position]
            if position in self._explained or after >= row.before:
                continue
            # What stands between does not belong there, unless it only was moved there.
            first = self._next.get(after) or _first_above(after, row)
            if first not in self._after:
                until = f"up to {row.before}" if row.before > first else ""
                self._find(first, FindingKind.INSERTED, until)
                between = {other for other in self._rows if first <= other <= position}
                self._explained |= between - self._after.keys() | {position}

    def _find(self, position: int, kind: FindingKind, detail: str = "") -> None:
        self._findings.append(Finding(position, kind, detail))


def _first_above(after: int, row: BrokenRow) -> int:
    return next((position for position, _ in row.seals_before if position > after), after + 1)


def _sealed_after(rows: Sequence[BrokenRow], seals: Mapping[bytes, int]) -> dict[int, int]:
    found = {}
    for row in rows:
        for seal, position in seals.items():
            if seal_body(seal, row.body) == row.seal:
                found[row.position] = position
                break
    return found
