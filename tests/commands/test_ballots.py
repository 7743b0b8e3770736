"""Answering without a name: one ballot each, and no way back from the answer to the person."""

from __future__ import annotations

import asyncio
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from five_steps.commands import Actor, Role
from five_steps.commands.feedback.questionnaires.balloting import CastBallot, ClaimBallot
from five_steps.commands.feedback.questionnaires.blind_signatures import (
    MODULUS_BYTES,
    is_signed,
    new_key_pair,
    sign_blinded,
)
from five_steps.commands.feedback.questionnaires.drafting import (
    CloseQuestionnaire,
    PublishQuestionnaire,
    RedraftQuestionnaire,
)
from five_steps.domain.feedback.questionnaires.ballot import Ballot, ballot_id
from five_steps.domain.feedback.questionnaires.questionnaire import Questionnaire
from five_steps.domain.feedback.questionnaires.questionnaire_state import Audience
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from tests.graphql_api import feedback
from tests.graphql_api.feedback import ANSWERS, DAY, QUESTIONS, ReadyBallot
from tests.refusals import refused

if TYPE_CHECKING:
    from uuid import UUID

    from tests.commands.district import District

INVALID = RefusalCode.INVALID
BALLOT_BOX = Actor("ballot-box", Role.SYSTEM)


def cast(questionnaire_id: UUID, ballot: ReadyBallot, **changes: Any) -> CastBallot:
    fields: dict[str, Any] = {
        "questionnaire_id": questionnaire_id,
        "serial": ballot.serial,
        "signature": ballot.signature,
        "answers": ANSWERS,
    }
    return CastBallot(**{**fields, **changes})


async def anonymous(district: District, **changes: Any) -> UUID:
    return await feedback.published(
        district, anonymous=True, audience=Audience.EVERYBODY, **changes
    )


# --- one each -------------------------------------------------------------------------------------


async def test_a_person_has_one_ballot_and_a_ballot_one_answer(district: District) -> None:
    questionnaire_id = await anonymous(district)
    ballot = await feedback.ballot(district, questionnaire_id, district.as_resident)
    with refused(RefusalCode.DUPLICATE, "questionnaireId"):
        await feedback.ballot(district, questionnaire_id, district.as_resident)
    outcomes = await asyncio.gather(
        *(district.run(cast(questionnaire_id, ballot), BALLOT_BOX) for _ in range(3)),
        return_exceptions=True,
    )
    refusals = [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
    assert {(r.code, r.field) for r in refusals} == {(RefusalCode.DUPLICATE, "serial")}
    assert len(refusals) == 2
    await district.give(CloseQuestionnaire(questionnaire_id=questionnaire_id), district.admin)
    closed = await district.store.repository.get(Questionnaire, questionnaire_id, fresh=True)
    assert closed.answers == 1


async def test_a_ballot_in_another_spelling_is_none(district: District) -> None:
    questionnaire_id = await anonymous(district)
    ballot = await feedback.ballot(district, questionnaire_id, district.as_resident)
    await district.give(cast(questionnaire_id, ballot), BALLOT_BOX)
    # The last of the 43 digits has bits to spare; decoders take what stands in them for nothing.
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = digits[digits.index(ballot.serial[42]) ^ 1]
    respelt = f"{ballot.serial[:42]}{last}="
    assert b64decode(respelt) == b64decode(ballot.serial)
    with refused(INVALID, "serial"):
        await district.give(cast(questionnaire_id, ballot, serial=respelt), BALLOT_BOX)


async def test_a_ballot_that_nobody_claimed_is_none(district: District) -> None:
    questionnaire_id = await anonymous(district)
    ballot = await feedback.ballot(district, questionnaire_id, district.as_resident)
    other = b64encode(bytes(32)).decode()
    with refused(INVALID, "signature"):
        await district.give(cast(questionnaire_id, ballot, serial=other), BALLOT_BOX)
    with refused(INVALID, "signature"):
        forged = b64encode(bytes(MODULUS_BYTES)).decode()
        await district.give(cast(questionnaire_id, ballot, signature=forged), BALLOT_BOX)


async def test_a_ballot_is_good_for_its_own_version(district: District) -> None:
    questionnaire_id = await anonymous(district)
    ballot = await feedback.ballot(district, questionnaire_id, district.as_resident)
    redraft = RedraftQuestionnaire(
        questionnaire_id=questionnaire_id,
        title="第二版",
        audience=Audience.EVERYBODY,
        anonymous=True,
        opens_at=district.now,
        closes_at=district.now + DAY,
        questions=QUESTIONS,
    )
    await district.give(redraft, district.admin)
    await district.give(PublishQuestionnaire(questionnaire_id=questionnaire_id), district.admin)
    with refused(INVALID, "signature"):
        await district.give(cast(questionnaire_id, ballot), BALLOT_BOX)
    await feedback.ballot(district, questionnaire_id, district.as_resident)


async def test_ballots_are_claimed_before_it_opens_and_cast_after(district: District) -> None:
    questionnaire_id = await anonymous(district, opens_at=district.now + DAY)
    ballot = await feedback.ballot(district, questionnaire_id, district.as_resident)
    with refused(RefusalCode.TOO_EARLY, "questionnaireId"):
        await district.give(cast(questionnaire_id, ballot), BALLOT_BOX)
    district.now += DAY
    await district.give(cast(questionnaire_id, ballot), BALLOT_BOX)


async def test_who_is_not_asked_gets_no_ballot(district: District) -> None:
    questionnaire_id = await feedback.published(
        district, anonymous=True, audience=Audience.VOLUNTEERS
    )
    with refused(RefusalCode.FORBIDDEN, "questionnaireId"):
        await feedback.ballot(district, questionnaire_id, district.as_resident)


async def test_what_is_too_large_to_be_signed(district: District) -> None:
    questionnaire_id = await anonymous(district)
    for message in ("", "AAAA", b64encode(b"\xff" * MODULUS_BYTES).decode()):
        command = ClaimBallot(questionnaire_id=questionnaire_id, blinded_message=message)
        with refused(INVALID, "blindedMessage"):
            await district.give(command, district.as_resident)


# --- no way back ----------------------------------------------------------------------------------


async def test_what_is_recorded_of_an_answer_comes_from_nobody(district: District) -> None:
    questionnaire_id = await anonymous(district)
    ballot = await feedback.ballot(district, questionnaire_id, district.as_resident)
    claimed = await district.store.repository.get(
        Ballot, ballot_id(questionnaire_id, 1, district.resident)
    )
    before = await district.position()
    district.now += DAY
    outcome = await district.run(cast(questionnaire_id, ballot), BALLOT_BOX)
    rows = await district.store.pool.fetch(
        "SELECT e.topic, e.state, e.actor, c.actor AS giver, c.answer"
        " FROM public.stored_events e JOIN public.commands c USING (command_id)"
        " WHERE notification_id > $1",
        before,
    )
    assert outcome.object_id == questionnaire_id
    assert {row["topic"] for row in rows} == {
        "anonymous_answer.created",
        "answer_tally.created",
        "answer_tally.counted",
    }
    assert {(row["actor"], row["giver"]) for row in rows} == {(str(BALLOT_BOX), str(BALLOT_BOX))}
    recorded = b"".join(row["state"] for row in rows).decode()
    for known in (
        district.resident.hex,
        str(district.resident),
        claimed.blind_signature,
        ANSWERS[3].text,
    ):
        assert known is not None
        assert known not in recorded


async def test_every_claim_could_be_every_answers(district: District) -> None:
    """For each pair there is a mask that would have made the one of the other."""
    questionnaire_id = await anonymous(district)
    volunteers = [district.as_volunteer(await district.volunteer()) for _ in range(3)]
    questionnaire = await district.store.repository.get(Questionnaire, questionnaire_id)
    assert questionnaire.published is not None
    key = serialization.load_der_public_key(b64decode(questionnaire.published.ballot_key))
    assert isinstance(key, rsa.RSAPublicKey)
    n, e = key.public_numbers().n, key.public_numbers().e
    cast_signatures, claims = [], []
    for actor in volunteers:
        voter = await feedback.voter(district, questionnaire_id, actor.subject)
        ballot = await feedback.ballot(district, questionnaire_id, actor)
        cast_signatures.append(int.from_bytes(b64decode(ballot.signature)))
        claimed = await district.store.repository.get(
            Ballot, ballot_id(questionnaire_id, 1, actor.person_id)
        )
        blinded = int.from_bytes(b64decode(voter.blinded_message()))
        claims.append((blinded, int.from_bytes(b64decode(claimed.blind_signature))))
    for blinded, blind_signature in claims:
        for signature in cast_signatures:
            mask = blind_signature * pow(signature, -1, n) % n
            message = pow(signature, e, n)
            assert message * pow(mask, e, n) % n == blinded


def test_a_signature_is_one_of_its_own_key_alone() -> None:
    public, private = new_key_pair()
    other_public, _ = new_key_pair()
    blinded = b64encode((12345).to_bytes(MODULUS_BYTES)).decode()
    signature = b64decode(sign_blinded(private, "blindedMessage", blinded))
    # Unblinded by nobody it is the plain RSA signature of the number, and no PSS signature.
    key = serialization.load_der_public_key(b64decode(public))
    assert isinstance(key, rsa.RSAPublicKey)
    numbers = key.public_numbers()
    assert pow(int.from_bytes(signature), numbers.e, numbers.n) == 12345
    assert not is_signed(public, bytes(32), signature)
    assert not is_signed(other_public, bytes(32), signature)
