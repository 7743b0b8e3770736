"""Counting the answers to a version, exactly, without making those who answer wait."""

from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.domain.feedback.questionnaires.answer_tally import (
    SHARDS,
    AnswerTally,
    answer_tally_id,
    shard_of,
)
from five_steps.domain.feedback.questionnaires.questionnaire import Questionnaire


async def count_answer(c: Context, questionnaire: Questionnaire, answer_id: UUID) -> None:
    """Count an answer in the append that it is in."""
    assert questionnaire.published is not None
    number, shard = questionnaire.published.number, shard_of(answer_id)
    tally = await c.work.find(AnswerTally, answer_tally_id(questionnaire.id, number, shard))
    if tally is None:
        tally = AnswerTally.begin(questionnaire.id, number, shard, at=c.now)
        c.work.add(tally)
    tally.count(at=c.now)


async def answers_so_far(c: Context, questionnaire: Questionnaire) -> int:
    """How many have answered the latest version; one more, and the decision is made again."""
    if questionnaire.published is None:
        return 0
    tallies = [
        await c.work.find(
            AnswerTally, answer_tally_id(questionnaire.id, questionnaire.published.number, shard)
        )
        for shard in range(SHARDS)
    ]
    return sum(tally.answers for tally in tallies if tally is not None)
