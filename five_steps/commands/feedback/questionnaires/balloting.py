"""Answering without a name (匿名答卷), in two steps that nothing connects.

Somebody whom the questionnaire is for claims a ballot, by name, and gets a blind signature. Later
they cast it without a name: the signature shows that it is somebody's ballot, and not whose.
"""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.feedback.questionnaires.answering import sealed_sheet
from five_steps.commands.feedback.questionnaires.audience import require_asked
from five_steps.commands.feedback.questionnaires.blind_signatures import (
    MODULUS_BYTES,
    is_signed,
    read_bytes,
    sign_blinded,
)
from five_steps.commands.feedback.questionnaires.counting import count_answer
from five_steps.commands.feedback.questionnaires.drafting import ballot_key_owner
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.feedback.questionnaires.anonymous_answer import (
    AnonymousAnswer,
    anonymous_answer_id,
)
from five_steps.domain.feedback.questionnaires.answer_sheet import Answer, AnswerSheet
from five_steps.domain.feedback.questionnaires.ballot import Ballot, ballot_id
from five_steps.domain.feedback.questionnaires.questionnaire import Questionnaire
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

SERIAL_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimBallot(Command):
    """Claim one's ballot for an anonymous questionnaire, once a version (领取匿名答卷凭证).

    `blinded_message` is the serial number as one's own device has blinded it; requesters name an
    order of theirs.
    """

    questionnaire_id: UUID
    order_id: UUID | None = None
    blinded_message: str


@handles(ClaimBallot)
async def claim_ballot(c: Context, command: ClaimBallot) -> UUID:
    """Sign somebody's ballot without seeing it; returns the ballot."""
    questionnaire = await c.get(Questionnaire, command.questionnaire_id, "questionnaireId")
    version = questionnaire.version_to_claim(at=c.now)
    person_id = await require_asked(c, questionnaire, version.content.audience, command.order_id)
    claimed_id = ballot_id(questionnaire.id, version.number, person_id)
    if await c.work.find(Ballot, claimed_id) is not None:
        raise Refusal(RefusalCode.DUPLICATE, "questionnaireId", allowed="one ballot a person")
    owner = ballot_key_owner(questionnaire.id)
    private_key = await c.open(owner, version.sealed_ballot_key, "questionnaireId")
    ballot = Ballot.claim(
        questionnaire_id=questionnaire.id,
        version=version.number,
        person_id=person_id,
        blinded_message=command.blinded_message,
        blind_signature=sign_blinded(private_key, "blindedMessage", command.blinded_message),
        at=c.now,
    )
    c.work.add(ballot)
    return ballot.id


@dataclass(frozen=True, slots=True, kw_only=True)
class CastBallot(Command):
    """Answer an anonymous questionnaire with a ballot (匿名答卷); nobody says who they are."""

    questionnaire_id: UUID
    serial: str
    signature: str
    answers: tuple[Answer, ...]


@handles(CastBallot)
async def cast_ballot(c: Context, command: CastBallot) -> UUID:
    """Take a ballot; what was written is sealed with the questionnaire's key."""
    questionnaire = await c.get(Questionnaire, command.questionnaire_id, "questionnaireId")
    version = questionnaire.version_to_answer(anonymous=True, at=c.now)
    serial = read_bytes("serial", command.serial, SERIAL_BYTES)
    signature = read_bytes("signature", command.signature, MODULUS_BYTES)
    if not is_signed(version.ballot_key, serial, signature):
        raise Refusal(RefusalCode.INVALID, "signature", allowed="that of a claimed ballot")
    answer_id = anonymous_answer_id(questionnaire.id, version.number, command.serial)
    if await c.work.find(AnonymousAnswer, answer_id) is not None:
        raise Refusal(RefusalCode.DUPLICATE, "serial", allowed="one answer a ballot")
    sheet = AnswerSheet.of(version.content.questions, command.answers)
    answer = AnonymousAnswer.cast(
        questionnaire_id=questionnaire.id,
        version=version.number,
        serial=command.serial,
        signature=command.signature,
        sheet=await sealed_sheet(c, questionnaire.id, sheet),
        at=c.now,
    )
    c.work.add(answer)
    await count_answer(c, questionnaire, answer.id)
    return questionnaire.id
