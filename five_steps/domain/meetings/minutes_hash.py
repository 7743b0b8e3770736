"""What the hash of published minutes is taken over."""

import json
from collections.abc import Mapping
from hashlib import sha256
from uuid import UUID

from five_steps.domain.meetings.meeting_state import Matter, Presence


def minutes_hash(
    *,
    meeting_id: UUID,
    version: int,
    presences: Mapping[UUID, Presence],
    matters: Mapping[UUID, Matter],
    text: str,
) -> str:
    """The SHA-256 of all that a version of the minutes says, in hexadecimal.

    It is taken over one JSON array in UTF-8, written without blanks and with nothing escaped but
    what JSON demands: the meeting's id, the version, a list `[unit id, attendance, headcount]` of
    each unit by id, a list `[title, state, discussion, decision or reason, measures]` of each
    matter in the order of the agenda, and the text. Whoever reads these can take it again.
    """
    attendance = [
        [str(unit_id), presence.attendance.value, presence.headcount]
        for unit_id, presence in sorted(presences.items())
    ]
    agenda = [
        [matter.title, matter.state.value, matter.discussion, matter.outcome, matter.measures]
        for matter in matters.values()
    ]
    said = [str(meeting_id), version, attendance, agenda, text]
    document = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return sha256(document.encode()).hexdigest()
