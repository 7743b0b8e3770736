"""Erasing what is known of a person (删除个人信息): asked for by one, done by another."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.permissions import REACH, Reach
from five_steps.commands.kernel.registry import Command, handles
from five_steps.commands.kernel.scope import require_self
from five_steps.commands.people.privacy.persons import close_registration, registered_person
from five_steps.domain.incentives.points_account import PointsAccount, points_account_id
from five_steps.domain.incentives.service_book import ServiceBook, service_book_id
from five_steps.domain.incentives.service_record import RecordState
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.people.privacy.erasure import Erasure, erasure_id
from five_steps.domain.people.privacy.erasure_state import (
    ErasureGround,
    ErasureRefusal,
    PersonKind,
)
from five_steps.domain.people.privacy.matters import Matter
from five_steps.domain.people.resident import Resident
from five_steps.domain.people.volunteer import Volunteer


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestErasure(Command):
    """Ask to have what is known of a person erased (申请删除个人信息).

    A person asks for themselves; the centre for whoever asked on paper, or must be asked for.
    """

    person_kind: PersonKind
    person_id: UUID
    reason: str
    ground: ErasureGround = ErasureGround.CONSENT_WITHDRAWN


@handles(RequestErasure)
async def request_erasure(c: Context, command: RequestErasure) -> UUID:
    """Ask for an erasure, which the centre decides in time."""
    if REACH[c.actor.role] is Reach.OWN:
        require_self(c, command.person_id, "personId")
    person = await registered_person(c, command.person_kind, command.person_id)
    erasure = await _erasure(c, command.person_kind, person)
    reason = checks.reason("reason", command.reason)
    erasure.request(
        command.ground,
        reason=await c.seal(person.id, reason, "personId"),
        by=c.actor.subject,
        rules=await c.retention_rules(),
        at=c.now,
    )
    return erasure.id


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawErasureRequest(Command):
    """Take back what one asked for, while nobody has decided (撤回删除申请)."""

    person_id: UUID


@handles(WithdrawErasureRequest)
async def withdraw_erasure_request(c: Context, command: WithdrawErasureRequest) -> UUID:
    """Withdraw a request."""
    erasure = await _requested(c, command.person_id)
    if c.actor.subject != erasure.requested_by:
        raise Refusal(RefusalCode.FORBIDDEN, "personId", allowed="whoever asked for it")
    erasure.withdraw(at=c.now)
    return erasure.id


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseErasure(Command):
    """Refuse an erasure, with a reason that the person is told, as a second person (不予删除)."""

    person_id: UUID
    ground: ErasureRefusal
    reason: str


@handles(RefuseErasure)
async def refuse_erasure(c: Context, command: RefuseErasure) -> UUID:
    """Refuse a request."""
    erasure = await _requested(c, command.person_id)
    reason = checks.reason("reason", command.reason)
    erasure.refuse(
        command.ground,
        reason=await c.seal(command.person_id, reason, "personId"),
        by=c.actor.subject,
        at=c.now,
    )
    return erasure.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasePerson(Command):
    """Erase what is known of a person who asked for it, as a second person (删除个人信息).

    For ever: the key that everything personal is sealed with is destroyed. Hours, points and all
    other figures stay, of somebody whom nobody can name.
    """

    person_id: UUID


@handles(ErasePerson)
async def erase_person(c: Context, command: ErasePerson) -> UUID:
    """Erase a person, of whom nothing is left to settle."""
    erasure = await _requested(c, command.person_id)
    person = await registered_person(c, erasure.person_kind, command.person_id)
    await _require_settled(c, person)
    erasure.execute(by=c.actor.subject, at=c.now)
    close_registration(c, person)
    return erasure.id


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseInTime(Command):
    """Erase what is known of a person because it is kept no longer (到期删除); the keeper's."""

    person_kind: PersonKind
    person_id: UUID


@handles(EraseInTime)
async def erase_in_time(c: Context, command: EraseInTime) -> UUID:
    """Erase a person who left, or was not heard of, for longer than the rules say."""
    person = await registered_person(c, command.person_kind, command.person_id)
    erasure = await _erasure(c, command.person_kind, person)
    await _require_settled(c, person)
    erasure.execute_in_time(by=c.actor.subject, at=c.now)
    close_registration(c, person)
    return erasure.id


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkErasureOverdue(Command):
    """Note that a request to erase was not decided in time (删除申请逾期); the keeper's."""

    person_id: UUID


@handles(MarkErasureOverdue)
async def mark_erasure_overdue(c: Context, command: MarkErasureOverdue) -> UUID:
    """Mark a request overdue."""
    erasure = await _requested(c, command.person_id)
    erasure.mark_overdue(at=c.now)
    return erasure.id


async def _erasure(c: Context, kind: PersonKind, person: Volunteer | Resident) -> Erasure:
    erasure = await c.work.find(Erasure, erasure_id(person.id))
    if erasure is None:
        erasure = Erasure.begin(person.id, kind, unit_id=person.unit_id, at=c.now)
        c.work.add(erasure)
    return erasure


async def _requested(c: Context, person_id: UUID) -> Erasure:
    return await c.get(Erasure, erasure_id(person_id), "personId")


async def _require_settled(c: Context, person: Volunteer | Resident) -> None:
    """Refuse while somebody still needs to know whom to serve, answer, pay or hear."""
    matters = set(await c.open_matters.of(person.id))
    if isinstance(person, Volunteer):
        matters |= await _matters_of_volunteer(c, person.id)
    if matters:
        raise Refusal(
            RefusalCode.WRONG_STATE,
            "personId",
            actual=", ".join(sorted(matters)),
            allowed="nothing left to settle",
        )


async def _matters_of_volunteer(c: Context, volunteer_id: UUID) -> set[Matter]:
    """What the volunteer's own streams say, at the version that the append insists on."""
    matters = set()
    book = await c.work.find(ServiceBook, service_book_id(volunteer_id))
    account = await c.work.find(PointsAccount, points_account_id(volunteer_id))
    if book is not None and book.duties:
        matters.add(Matter.DUTY)
    if book is not None and any(
        record.state in (RecordState.SUBMITTED, RecordState.FROZEN)
        for record in book.records.values()
    ):
        matters.add(Matter.HOURS)
    if account is not None and account.holds:
        matters.add(Matter.REDEMPTION)
    return matters
