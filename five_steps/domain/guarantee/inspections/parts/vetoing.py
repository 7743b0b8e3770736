"""The veto (一票否决): proposed, decided by a second person, objected to, upheld or lifted."""

from datetime import datetime

from five_steps.domain.guarantee.inspections import inspection_events as events
from five_steps.domain.guarantee.inspections.inspection_state import (
    InspectionKind,
    InspectionState,
    Severity,
    Veto,
    VetoState,
)
from five_steps.domain.guarantee.inspections.parts.part import Part
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

_FIELD = "inspectionId"


class Vetoing(Part):
    """A unit's year may be vetoed once by an inspection, for a severe finding of ideology.

    No step is taken by whoever took the one before it, and the objection is decided by somebody
    who had no part in the veto.
    """

    def propose_veto(self, *, reason: str, by: str, at: datetime) -> None:
        """Propose it while the inspection is not closed."""
        checks.in_state(_FIELD, self.kind, InspectionKind.IDEOLOGY)
        self._require_state(InspectionState.CARRIED_OUT)
        if self.veto is not None:
            raise Refusal(RefusalCode.DUPLICATE, _FIELD, actual=self.veto.state.value)
        if all(check.severity is not Severity.SEVERE for check in self.checks.values()):
            self._refuse("no severe finding", "a severe finding")
        self.trigger_event(
            events.VetoProposed,
            timestamp=at,
            reason=checks.reason("reason", reason),
            proposed_by=by,
        )

    def decide_veto(self, *, vetoed: bool, reason: str, by: str, at: datetime) -> None:
        """Decide for or against it, as a second person."""
        veto = self._veto(VetoState.PROPOSED)
        _require_other_than(by, veto.proposed_by)
        reason = checks.reason("reason", reason)
        if not vetoed:
            self.trigger_event(events.VetoDropped, timestamp=at, reason=reason, dropped_by=by)
            return
        self.trigger_event(
            events.Vetoed,
            timestamp=at,
            unit_id=self.unit_id,
            year=self.year,
            reason=reason,
            proposed_by=veto.proposed_by,
            decided_by=by,
        )

    def object_to_veto(self, *, reason: str, by: str, at: datetime) -> None:
        """Object to it, once, for the unit."""
        self._veto(VetoState.IN_FORCE)
        self.trigger_event(
            events.VetoObjected,
            timestamp=at,
            reason=checks.reason("reason", reason),
            objected_by=by,
        )

    def uphold_veto(self, *, reason: str, by: str, at: datetime) -> None:
        """Leave it in force in spite of the objection."""
        self._require_impartial(self._veto(VetoState.OBJECTED), by)
        self.trigger_event(
            events.VetoUpheld, timestamp=at, reason=checks.reason("reason", reason), upheld_by=by
        )

    def lift_veto(self, *, reason: str, by: str, at: datetime) -> None:
        """Lift it, because of the objection or without one."""
        in_force = (VetoState.IN_FORCE, VetoState.OBJECTED, VetoState.UPHELD)
        self._require_impartial(self._veto(*in_force), by)
        self.trigger_event(
            events.VetoLifted,
            timestamp=at,
            unit_id=self.unit_id,
            year=self.year,
            reason=checks.reason("reason", reason),
            lifted_by=by,
        )

    def _veto(self, *allowed: VetoState) -> Veto:
        if self.veto is None:
            raise Refusal(RefusalCode.NOT_FOUND, _FIELD, allowed="an inspection with a veto")
        checks.in_state(_FIELD, self.veto.state, *allowed)
        return self.veto

    def _require_impartial(self, veto: Veto, by: str) -> None:
        _require_other_than(by, veto.proposed_by, veto.decided_by, veto.objected_by)


def _require_other_than(by: str, *others: str) -> None:
    if by in others:
        raise Refusal(RefusalCode.SECOND_PERSON_REQUIRED, _FIELD)
