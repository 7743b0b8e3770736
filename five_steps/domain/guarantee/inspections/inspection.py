"""An inspection (监督检查) of a unit: the plan, the checks, the rectification, the veto."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from five_steps.domain.guarantee.inspections import inspection_events as events
from five_steps.domain.guarantee.inspections.inspection_state import InspectionKind
from five_steps.domain.guarantee.inspections.parts.checking import Checking
from five_steps.domain.guarantee.inspections.parts.rectification import Rectification
from five_steps.domain.guarantee.inspections.parts.vetoing import Vetoing
from five_steps.domain.guarantee.party_roster import YEAR_LEAST, YEAR_MOST
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate

ITEMS_MAX = 50


class Inspection(Checking, Rectification, Vetoing, Aggregate):
    """An inspection of one unit for one year; each part of it has a file in `parts`."""

    TOPIC = "inspection"

    # Else the library would put classes of its own in the place of those that the parts trigger.
    Event = Aggregate.Event
    Created = events.Created
    Cancelled = events.Cancelled
    ItemChecked = events.ItemChecked
    CarriedOut = events.CarriedOut
    RectificationOrdered = events.RectificationOrdered
    Reinspected = events.Reinspected
    Closed = events.Closed
    VetoProposed = events.VetoProposed
    VetoDropped = events.VetoDropped
    Vetoed = events.Vetoed
    VetoObjected = events.VetoObjected
    VetoUpheld = events.VetoUpheld
    VetoLifted = events.VetoLifted

    @classmethod
    def plan(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        unit_id: UUID,
        year: int,
        kind: InspectionKind,
        title: str,
        checklist: Sequence[str],
        planned_at: datetime,
        by: str,
    ) -> "Inspection":
        """Plan an inspection, with the items that will be looked at."""
        checks.whole("checklist", len(checklist), least=1, most=ITEMS_MAX)
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            unit_id=unit_id,
            year=checks.whole("year", year, least=YEAR_LEAST, most=YEAR_MOST),
            kind=kind.value,
            title=checks.name("title", title),
            checklist=[checks.reason("checklist", item) for item in checklist],
            planned_at=checks.aware("plannedAt", planned_at),
            planned_by=by,
        )
