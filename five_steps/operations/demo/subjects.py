"""Who to be in the demo: somebody of every role."""

from typing import NamedTuple
from uuid import UUID

from five_steps.commands.kernel.actor import Role
from five_steps.operations.demo.district import INSTITUTES
from five_steps.operations.demo.staff import (
    operator_subject,
    resident_step,
    unit_step,
    volunteer_step,
)
from five_steps.operations.demo.step import Made

_INSTITUTE = INSTITUTES[0]


class Subject(NamedTuple):
    """What a token for somebody of the demo says."""

    role: Role
    subject: str
    unit_id: UUID | None
    told: str
    """Who that is, for the person who tries the service."""


STEPS_OF_SUBJECTS = (resident_step(0), volunteer_step(0), unit_step(_INSTITUTE.code))
"""The steps that make what the subjects are known by."""


def subjects(made: Made) -> tuple[Subject, ...]:
    """One of each role: people with a history, and the staff of the largest institute."""
    resident, volunteer, institute = (str(made[step]) for step in STEPS_OF_SUBJECTS)
    unit_id = UUID(institute)
    code, name = _INSTITUTE.code, _INSTITUTE.name
    return (
        Subject(Role.RESIDENT, resident, None, "群众: orders in every state"),
        Subject(Role.VOLUNTEER, volunteer, None, "志愿者: years of service, five stars"),
        Subject(Role.DISPATCHER, f"demo-dispatcher-{code}", unit_id, f"派单员: {name}"),
        Subject(Role.UNIT_ADMIN, f"demo-admin-{code}", unit_id, f"单位管理员: {name}"),
        Subject(Role.COUNTER, operator_subject(code), unit_id, f"兑换点操作员: {name}"),
        Subject(Role.AUDITOR, "demo-auditor", None, "审计员: reads everything"),
        Subject(Role.CENTRE_ADMIN, "demo-centre-admin", None, "区中心管理员: the district"),
    )
