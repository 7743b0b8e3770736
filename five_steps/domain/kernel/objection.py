"""Objections (异议) to what was announced: once a person, and each is decided by somebody else."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from five_steps.domain.kernel.refusal import Refusal, RefusalCode


@dataclass(frozen=True, slots=True)
class Objection:
    """Somebody's objection; `upheld` is none until it is decided."""

    raised_by: str
    upheld: bool | None = None

    def require_open(self) -> None:
        """Refuse if it was decided already."""
        if self.upheld is not None:
            raise Refusal(RefusalCode.WRONG_STATE, "objectionId", actual="DECIDED", allowed="OPEN")

    def require_other(self, by: str) -> None:
        """Refuse whoever raised it."""
        if by == self.raised_by:
            raise Refusal(RefusalCode.SECOND_PERSON_REQUIRED, "objectionId")


def objection_of(objections: Mapping[UUID, Objection], objection_id: UUID) -> Objection:
    """The objection of that id."""
    objection = objections.get(objection_id)
    if objection is None:
        raise Refusal(RefusalCode.NOT_FOUND, "objectionId")
    return objection


def require_first_by(objections: Mapping[UUID, Objection], by: str, field: str) -> None:
    """Refuse whoever has objected already; `field` names what to."""
    if any(objection.raised_by == by for objection in objections.values()):
        raise Refusal(RefusalCode.DUPLICATE, field, actual=by)


def require_all_decided(objections: Mapping[UUID, Objection], field: str) -> None:
    """Refuse as long as an objection is open; `field` names what to."""
    undecided = sum(objection.upheld is None for objection in objections.values())
    if undecided:
        raise Refusal(
            RefusalCode.WRONG_STATE,
            field,
            actual=f"{undecided} open objections",
            allowed="all objections decided",
        )
