"""What the parts of an inspection share: its state, and the questions they all ask of it."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from five_steps.domain.guarantee.inspections.inspection_state import (
    Check,
    CheckResult,
    InspectionKind,
    InspectionState,
    Veto,
)
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

if TYPE_CHECKING:
    from eventsourcing.domain import CanMutateAggregate


class Part:
    """Base of the parts. The `Inspection` is all of them together, and alone an aggregate."""

    if TYPE_CHECKING:

        def trigger_event(self, event_class: type[CanMutateAggregate[UUID]], **kwargs: Any) -> None:
            """The library's, which the inspection inherits beside the parts."""

    def __init__(self) -> None:
        self.state = InspectionState.PLANNED
        self.unit_id: UUID
        self.year = 0
        self.kind = InspectionKind.OTHER
        self.checks: dict[int, Check] = {}
        """By number."""
        self.veto: Veto | None = None

    def change_veto(self, **changes: Any) -> None:
        """Replace fields of the veto."""
        assert self.veto is not None
        self.veto = replace(self.veto, **changes)

    @property
    def findings(self) -> int:
        """How many items have something that is not rectified."""
        return sum(check.result is CheckResult.FINDING for check in self.checks.values())

    def finding(self, number: int) -> Check:
        """A finding that is not rectified yet."""
        self._require_state(InspectionState.CARRIED_OUT)
        check = self._check(number)
        assert check.result is not None
        checks.in_state("number", check.result, CheckResult.FINDING)
        return check

    def _check(self, number: int) -> Check:
        checks.whole("number", number, least=1, most=len(self.checks))
        return self.checks[number]

    def _require_state(self, *allowed: InspectionState) -> None:
        checks.in_state("inspectionId", self.state, *allowed)

    def _refuse(self, actual: str, allowed: str) -> None:
        raise Refusal(RefusalCode.WRONG_STATE, "inspectionId", actual=actual, allowed=allowed)
