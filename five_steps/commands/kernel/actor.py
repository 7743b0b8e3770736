"""Who asks for something (操作人)."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

SUBJECT_CHARS_MAX = 100


class Role(StrEnum):
    """In what capacity somebody acts (角色)."""

    RESIDENT = "RESIDENT"
    """A resident 群众."""
    VOLUNTEER = "VOLUNTEER"
    """A volunteer 志愿者."""
    DISPATCHER = "DISPATCHER"
    """Dispatches and looks after orders of a unit 派单员."""
    UNIT_ADMIN = "UNIT_ADMIN"
    """Administers a unit 单位管理员."""
    COUNTER = "COUNTER"
    """Works at a redemption counter 兑换点操作员."""
    AUDITOR = "AUDITOR"
    """Reads everything and changes nothing 审计员."""
    CENTRE_ADMIN = "CENTRE_ADMIN"
    """Administers the district centre 区中心管理员."""
    SYSTEM = "SYSTEM"
    """The service itself: deadlines, imports. No token ever carries this role 系统."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody in a role; staff for a unit and everything under it.

    `subject` names the person for ever: residents and volunteers are known by their own id.
    """

    subject: str
    role: Role
    unit_id: UUID | None = None

    def __post_init__(self) -> None:
        if checks.text("subject", self.subject, chars_max=SUBJECT_CHARS_MAX) != self.subject:
            raise Refusal(RefusalCode.INVALID, "subject", allowed="no surrounding blanks")

    def __str__(self) -> str:
        return f"{self.role} {self.subject}"

    @property
    def person_id(self) -> UUID:
        """The id that a resident or volunteer acts under."""
        try:
            return UUID(self.subject)
        except ValueError:
            raise Refusal(RefusalCode.FORBIDDEN, "subject", allowed="a UUID") from None

    def is_person(self, person_id: UUID) -> bool:
        """Whether this is that person."""
        return self.subject == str(person_id)
