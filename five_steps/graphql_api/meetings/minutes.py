"""Published minutes of joint meetings (会议纪要)."""

from datetime import datetime

from five_steps.graphql_api.kernel.access import MEETING_PART
from five_steps.graphql_api.kernel.entity import column, entity
from five_steps.graphql_api.kernel.scalars import Position


@entity(
    "read.meeting_minutes",
    "A published version of a meeting's minutes (会议纪要); a correction is a later version.",
    key={"position": "bigint"},
    visible=MEETING_PART,
)
class MeetingMinutes:
    """A published version of a meeting's minutes."""

    version: int = column("Number of the version 版本, from 1.")
    text: str = column("What they say 正文.")
    sha256: str = column(
        "SHA-256 of all that was published 哈希: the text, attendance and what became of each "
        "matter."
    )
    reason: str = column("Why there is a later version 修订原因; empty for the first.")
    published_by: str = column("Who published it 发布人.")
    published_at: datetime = column("When it was published 发布时间.")
    position: Position = column("Log position of the event.")
