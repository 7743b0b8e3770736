"""Drafting, publishing and closing questionnaires (问卷)."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.commands.feedback.questionnaires.blind_signatures import new_key_pair
from five_steps.commands.feedback.questionnaires.counting import answers_so_far
from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.feedback.questionnaires.question import Question
from five_steps.domain.feedback.questionnaires.questionnaire import Questionnaire
from five_steps.domain.feedback.questionnaires.questionnaire_state import Audience, Content
from five_steps.domain.kernel.aggregate import companion_id
from five_steps.domain.organisation.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedContent(Command):
    """What a version is to ask, of whom, when, and whether by name."""

    title: str
    introduction: str = ""
    audience: Audience
    anonymous: bool
    opens_at: datetime
    closes_at: datetime
    questions: tuple[Question, ...]

    def content(self) -> Content:
        """As the domain has it."""
        return Content(
            title=self.title,
            introduction=self.introduction,
            audience=self.audience,
            anonymous=self.anonymous,
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            questions=self.questions,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftQuestionnaire(DraftedContent):
    """Begin a questionnaire of a unit with the draft of its first version (拟定问卷)."""

    unit_id: UUID


@handles(DraftQuestionnaire)
async def draft_questionnaire(c: Context, command: DraftQuestionnaire) -> UUID:
    """Begin a questionnaire."""
    unit = await c.get(Unit, command.unit_id, "unitId")
    await scope.require_unit(c, unit.id, "unitId")
    unit.require_active()
    questionnaire = Questionnaire.begin(
        id=c.work.new_id(),
        at=c.now,
        unit_id=unit.id,
        content=command.content(),
        by=c.actor.subject,
    )
    c.work.add(questionnaire)
    return questionnaire.id


@dataclass(frozen=True, slots=True, kw_only=True)
class RedraftQuestionnaire(DraftedContent):
    """Draft the next version of a questionnaire, or draft it anew (修订问卷)."""

    questionnaire_id: UUID


@handles(RedraftQuestionnaire)
async def redraft_questionnaire(c: Context, command: RedraftQuestionnaire) -> UUID:
    """Draft the next version; the one that may be answered stays as it is."""
    questionnaire = await questionnaire_of_staff(c, command.questionnaire_id)
    questionnaire.redraft(command.content(), by=c.actor.subject, at=c.now)
    return questionnaire.id


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishQuestionnaire(Command):
    """Publish the draft as the version to be answered from now on (发布问卷)."""

    questionnaire_id: UUID


@handles(PublishQuestionnaire)
async def publish_questionnaire(c: Context, command: PublishQuestionnaire) -> UUID:
    """Publish a version; an anonymous one gets a key of its own to sign ballots with."""
    questionnaire = await questionnaire_of_staff(c, command.questionnaire_id)
    public, sealed = "", ""
    if questionnaire.draft is not None and questionnaire.draft.anonymous:
        public, private = await asyncio.to_thread(new_key_pair)
        sealed = await c.seal(ballot_key_owner(questionnaire.id), private, "questionnaireId")
    questionnaire.publish(
        rules=await c.service_rules(),
        answers_before=await answers_so_far(c, questionnaire),
        ballot_key=public,
        sealed_ballot_key=sealed,
        by=c.actor.subject,
        at=c.now,
    )
    return questionnaire.id


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseQuestionnaire(Command):
    """Close a questionnaire for answers: early by staff, in time by the deadline keeper (截止)."""

    questionnaire_id: UUID


@handles(CloseQuestionnaire)
async def close_questionnaire(c: Context, command: CloseQuestionnaire) -> UUID:
    """Close a questionnaire, with the number of its answers."""
    questionnaire = await questionnaire_of_staff(c, command.questionnaire_id)
    questionnaire.close(
        answers=await answers_so_far(c, questionnaire), by=c.actor.subject, at=c.now
    )
    return questionnaire.id


def ballot_key_owner(questionnaire_id: UUID) -> UUID:
    """Under whose key the private keys of a questionnaire's ballots are sealed.

    Not the questionnaire's own, which seals what people wrote: one can be erased without the other.
    """
    return companion_id(questionnaire_id, "ballot_key")


async def questionnaire_of_staff(c: Context, questionnaire_id: UUID) -> Questionnaire:
    """The questionnaire, if the actor is staff of its unit or of one above."""
    questionnaire = await c.get(Questionnaire, questionnaire_id, "questionnaireId")
    await scope.require_unit(c, questionnaire.unit_id, "questionnaireId")
    return questionnaire
