"""Anonymous answers: ballots are claimed and cast once the questionnaires' keys are in the log."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from five_steps.commands.feedback.questionnaires.balloting import CastBallot, ClaimBallot
from five_steps.domain.feedback.questionnaires.ballot import Ballot
from five_steps.domain.feedback.questionnaires.questionnaire import Questionnaire
from five_steps.event_store import EventStore
from five_steps.operations.demo import staff
from five_steps.operations.demo.dice import dice
from five_steps.operations.demo.feedback.questionnaires import ended
from five_steps.operations.demo.feedback.surveys import SURVEYS, Answering, Survey, answering
from five_steps.operations.demo.feedback.voter import Voter
from five_steps.operations.demo.roster import Roster
from five_steps.operations.demo.step import Made, Step

_CLAIMED_BEFORE: Final = timedelta(days=1)


async def anonymous_answers(
    store: EventStore, roster: Roster, now: datetime, made: Made
) -> AsyncIterator[list[Step]]:
    """All claim before it opens, then each casts when they like; then it closes."""
    for survey in SURVEYS:
        if not survey.anonymous or survey.open_for is None:
            continue
        questionnaire = await store.repository.get(Questionnaire, made[survey.name])
        assert questionnaire.published is not None
        key = questionnaire.published.ballot_key
        voting = [
            (one, Voter(key, dice(roster.seed, survey.name, "ballot", one.who)))
            for one in answering(survey, roster)
        ]
        claimed_at = survey.opens_at(now) - _CLAIMED_BEFORE
        yield [_claim(survey, one, voter, claimed_at) for one, voter in voting]
        yield [await _cast(store, survey, one, voter, now, made) for one, voter in voting]
        yield list(ended(survey, now))


def _claimed(survey: Survey, one: Answering) -> str:
    return f"{survey.name} claimed {one.who}"


def _claim(survey: Survey, one: Answering, voter: Voter, at: datetime) -> Step:
    message = voter.blinded_message()
    return Step(
        _claimed(survey, one),
        at,
        (),
        lambda made: ClaimBallot(questionnaire_id=made[survey.name], blinded_message=message),
        one.actor,
    )


async def _cast(
    store: EventStore, survey: Survey, one: Answering, voter: Voter, now: datetime, made: Made
) -> Step:
    ballot = await store.repository.get(Ballot, made[_claimed(survey, one)])
    cast = partial(_ballot, survey, one, voter, ballot.blind_signature)
    # The step is named after the ballot: its command's id leads to nobody.
    return Step(
        f"{survey.name} cast {voter.serial}",
        survey.opens_at(now) + one.after,
        (survey.name,),
        cast,
        staff.system,
    )


def _ballot(
    survey: Survey, one: Answering, voter: Voter, blind_signature: str, made: Made
) -> CastBallot:
    return CastBallot(
        questionnaire_id=made[survey.name],
        serial=voter.serial,
        signature=voter.signature(blind_signature),
        answers=one.answers,
    )
