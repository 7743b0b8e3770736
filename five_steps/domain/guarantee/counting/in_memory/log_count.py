"""Counts a log from its first event on."""

from functools import singledispatchmethod
from uuid import UUID

from five_steps.domain.guarantee.counted import Counted
from five_steps.domain.guarantee.counted_year import CountedYear
from five_steps.domain.guarantee.counting.in_memory.order_count import OrderCount
from five_steps.domain.guarantee.counting.in_memory.tally import Tally
from five_steps.domain.guarantee.counting.in_memory.task_count import TaskCount
from five_steps.domain.guarantee.counting.in_memory.volunteer_count import VolunteerCount
from five_steps.domain.guarantee.counting.in_memory.work_count import WorkCount
from five_steps.domain.guarantee.party_roster import PartyRoster, party_roster_id


class LogCount:
    """What was counted for every unit's year, up to the last event that it was given."""

    def __init__(self) -> None:
        self._tally = Tally()
        self._volunteers = VolunteerCount(self._tally)
        self._work = WorkCount(self._tally)
        self._parts = (
            self._volunteers,
            self._work,
            OrderCount(self._tally),
            TaskCount(self._tally),
        )
        self._rosters: dict[UUID, frozenset[str]] = {}
        self._position = 0

    def apply(self, event: object, position: int) -> None:
        """Count the next event."""
        self._count(event)
        for part in self._parts:
            part.count(event)
        self._position = position

    def of(self, unit_id: UUID, year: int) -> CountedYear:
        """What was counted for a unit's year."""
        members = self._rosters.get(party_roster_id(unit_id, year), frozenset())
        minutes = [self._volunteers.minutes_of(id_hash, year) for id_hash in members]
        counts = {
            **self._tally.totals(unit_id, year),
            Counted.PARTY_MEMBERS: len(members),
            Counted.PARTY_MEMBERS_ACTIVE: sum(served > 0 for served in minutes),
            Counted.PARTY_MINUTES: sum(minutes),
            Counted.LINES_HELD: self._work.lines_held(unit_id, year),
        }
        return CountedYear(
            {counted: amount for counted, amount in counts.items() if amount}, self._position
        )

    @singledispatchmethod
    def _count(self, event: object) -> None:
        """Other events than those of rosters are the parts' matter."""

    @_count.register
    def _(self, event: PartyRoster.Recorded) -> None:
        self._rosters[event.originator_id] = frozenset(event.member_hashes)
