"""What an answer says of others leaves a trace before it leaves itself."""

from five_steps.access_trail import Entry, EntryKind
from five_steps.graphql_api.kernel.context import RequestContext
from five_steps.graphql_api.kernel.viewer import Viewer

_ANYBODY = "ANONYMOUS"


async def leave_trace(context: RequestContext, operation: str, document: bytes | None) -> None:
    """Record what the request has read of others' personal data since the last time.

    Raises:
        TrailUnavailable: it could not be recorded in time, so nothing of it may leave.
    """
    trail = context.services.trail
    entries = [
        Entry(
            kind=EntryKind.READ,
            actor=_actor(context.viewer),
            unit_id=context.viewer.unit_id,
            request_id=context.request_id,
            operation=operation,
            document=document,
            fields=fields,
            persons=persons[start : start + trail.limits.persons_max],
        )
        for fields, persons in context.reads.take()
        for start in range(0, max(len(persons), 1), trail.limits.persons_max)
    ]
    if entries:
        await trail.record(entries)


def _actor(viewer: Viewer) -> str:
    return _ANYBODY if viewer.role is None else f"{viewer.role} {viewer.subject}"
