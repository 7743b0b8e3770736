"""Written agreements with volunteers (志愿服务协议), which dangerous duty asks for."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.evidence import evidence_hash
from five_steps.commands.kernel.registry import Command, handles
from five_steps.commands.ordering.parties import order_of_staff


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAgreement(Command):
    """Record that an agreement was signed with a volunteer who has accepted (登记服务协议).

    `document_hash` is the SHA-256, in hexadecimal, of the signed sheet.
    """

    order_id: UUID
    volunteer_id: UUID
    document_hash: str


@handles(RecordAgreement)
async def record_agreement(c: Context, command: RecordAgreement) -> UUID:
    """Record an agreement."""
    order = await order_of_staff(c, command.order_id)
    order.record_agreement(
        command.volunteer_id,
        document_hash=evidence_hash("documentHash", command.document_hash),
        by=c.actor.subject,
        at=c.now,
    )
    return order.id
