"""The major matters of a joint meeting (重大事项): put on the agenda, decided or deferred."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.meetings.joint_meeting import JointMeeting
from five_steps.domain.organisation.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class PutMatterOnAgenda(Command):
    """Put a major matter on the agenda, raised by a unit or the centre itself (列入议题)."""

    meeting_id: UUID
    title: str
    background: str = ""
    raised_by_unit_id: UUID | None = None


@handles(PutMatterOnAgenda)
async def put_matter_on_agenda(c: Context, command: PutMatterOnAgenda) -> UUID:
    """Put a matter on the agenda; answers with its id."""
    meeting = await c.get(JointMeeting, command.meeting_id, "meetingId")
    if command.raised_by_unit_id is not None:
        await c.get(Unit, command.raised_by_unit_id, "raisedByUnitId")
    matter_id = c.work.new_id()
    meeting.put_on_agenda(
        matter_id,
        title=command.title,
        background=command.background,
        raised_by_unit_id=command.raised_by_unit_id,
        at=c.now,
    )
    return matter_id


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeMatterOffAgenda(Command):
    """Take a matter off the agenda before the meeting (撤下议题)."""

    meeting_id: UUID
    matter_id: UUID
    reason: str


@handles(TakeMatterOffAgenda)
async def take_matter_off_agenda(c: Context, command: TakeMatterOffAgenda) -> UUID:
    """Take a matter off the agenda."""
    meeting = await c.get(JointMeeting, command.meeting_id, "meetingId")
    meeting.take_off_agenda(command.matter_id, reason=command.reason, at=c.now)
    return command.meeting_id


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideMatter(Command):
    """Record what was decided of a matter, and the measures to take (决策与措施)."""

    meeting_id: UUID
    matter_id: UUID
    decision: str
    discussion: str = ""
    measures: tuple[str, ...] = ()


@handles(DecideMatter)
async def decide_matter(c: Context, command: DecideMatter) -> UUID:
    """Decide a matter."""
    meeting = await c.get(JointMeeting, command.meeting_id, "meetingId")
    meeting.decide_matter(
        command.matter_id,
        discussion=command.discussion,
        decision=command.decision,
        measures=command.measures,
        at=c.now,
    )
    return command.matter_id


@dataclass(frozen=True, slots=True, kw_only=True)
class DeferMatter(Command):
    """Put a matter off to a later meeting (暂缓决策)."""

    meeting_id: UUID
    matter_id: UUID
    reason: str
    discussion: str = ""


@handles(DeferMatter)
async def defer_matter(c: Context, command: DeferMatter) -> UUID:
    """Defer a matter."""
    meeting = await c.get(JointMeeting, command.meeting_id, "meetingId")
    meeting.defer_matter(
        command.matter_id, discussion=command.discussion, reason=command.reason, at=c.now
    )
    return command.matter_id
