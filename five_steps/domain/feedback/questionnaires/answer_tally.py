"""How many answered a version of a questionnaire (答卷计数).

In several streams, so that people who answer in the same moment seldom want the same one; the
number is their sum. It is exact: an answer and its count are appended together.
"""

from datetime import datetime
from uuid import UUID

from five_steps.domain.kernel.aggregate import Aggregate, companion_id

SHARDS = 8


class AnswerTally(Aggregate):
    """One share of the count."""

    TOPIC = "answer_tally"

    class Created(Aggregate.Created):
        """The first answer of the share came in (开始计数)."""

        TOPIC = "answer_tally.created"
        questionnaire_id: UUID
        version: int

    class Counted(Aggregate.Event):
        """An answer came in (计数)."""

        TOPIC = "answer_tally.counted"

        def apply(self, tally: "AnswerTally") -> None:
            tally.answers += 1

    def __init__(self) -> None:
        self.answers = 0

    @classmethod
    def begin(
        cls, questionnaire_id: UUID, version: int, shard: int, *, at: datetime
    ) -> "AnswerTally":
        """Begin a share of the count."""
        return cls._create(
            cls.Created,
            id=answer_tally_id(questionnaire_id, version, shard),
            timestamp=at,
            questionnaire_id=questionnaire_id,
            version=version,
        )

    def count(self, *, at: datetime) -> None:
        """Count an answer."""
        self.trigger_event(self.Counted, timestamp=at)


def shard_of(answer_id: UUID) -> int:
    """The share that an answer is counted in."""
    return answer_id.int % SHARDS


def answer_tally_id(questionnaire_id: UUID, version: int, shard: int) -> UUID:
    """The id of a share of the count."""
    return companion_id(questionnaire_id, f"tally:{version}:{shard}")
