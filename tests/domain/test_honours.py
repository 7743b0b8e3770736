"""Honours 先进评选: nominated, reviewed, announced, and awarded if nobody objects with reason."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from five_steps.domain.incentives.honours.nomination import Nomination, nomination_id
from five_steps.domain.incentives.honours.nomination_state import NominationState
from five_steps.domain.incentives.honours.season import HonourCategory, HonourSeason
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.district import (
    CLERK,
    DAY,
    INSTANT,
    LAN,
    MEI,
    MONDAY,
    OBJECTION_ID,
    OTHER_CLERK,
    SEASON_ID,
)
from tests.domain.given_when_then import given, happened, made, refusal_of
from tests.domain.honours import (
    NOMINATION_ID,
    OVER,
    THIRD_CLERK,
    announce,
    award,
    consent,
    decide,
    decline,
    nominated,
    object_to,
    reject,
    review,
    revoke,
    season,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.domain.given_when_then import Verb

WRONG_STATE, NOT_ELIGIBLE = RefusalCode.WRONG_STATE, RefusalCode.NOT_ELIGIBLE
SECOND_PERSON, ITSELF = RefusalCode.SECOND_PERSON_REQUIRED, RefusalCode.SELF_VERIFICATION

UNDER_REVIEW = (consent(),)
REVIEWED = (*UNDER_REVIEW, review())
IN_PUBLICITY = (*REVIEWED, announce())
OBJECTED = (*IN_PUBLICITY, object_to())
AWARDED = (*IN_PUBLICITY, award())


# --- seasons --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("name", {"name": ""}),
        ("criteria", {"criteria": " "}),
        ("places", {"places": 0}),
        ("reviewsLeast", {"reviews_least": 0}),
        ("publicityDays", {"publicity_days": 0}),
        ("publicityDays", {"publicity_days": 91}),
        ("nominationsUntil", {"nominations_until": MONDAY}),
        ("nominationsUntil", {"at": MONDAY + 7 * DAY}),
    ],
)
def test_what_a_season_needs(field: str, changes: dict[str, object]) -> None:
    made(lambda: season(**changes)).then_refused(RefusalCode.INVALID, field)


def test_nominations_are_taken_in_their_time() -> None:
    season().require_nominating(MONDAY)
    season().require_nominating(MONDAY + 7 * DAY - INSTANT)
    early, late = MONDAY - INSTANT, MONDAY + 7 * DAY
    assert refusal_of(season().require_nominating, early).code is RefusalCode.TOO_EARLY
    assert refusal_of(season().require_nominating, late).code is RefusalCode.TOO_LATE


def test_no_more_are_announced_than_there_are_places() -> None:
    taken = given(season(places=1)).when(lambda s: s.take_place(NOMINATION_ID, at=MONDAY))
    full = taken.then(happened(HonourSeason.PlaceTaken, nomination_id=NOMINATION_ID))
    other = nomination_id(SEASON_ID, MEI)
    given(full).when(lambda s: s.take_place(other, at=MONDAY)).then_refused(
        RefusalCode.FULL, "nominationId", allowed=1, actual=1
    )
    free = given(full).when(lambda s: s.give_place_back(NOMINATION_ID, at=MONDAY))
    given(free.then(happened(HonourSeason.PlaceGivenBack))).when(
        lambda s: s.take_place(other, at=MONDAY)
    ).then(happened(HonourSeason.PlaceTaken))


def test_a_closed_season_announces_nothing_more() -> None:
    closed = given(season()).when(lambda s: s.close(reason="经费取消", at=MONDAY))
    over = closed.then(happened(HonourSeason.Closed, reason="经费取消"))
    assert refusal_of(over.require_nominating, MONDAY).code is WRONG_STATE
    for verb in (
        lambda s: s.take_place(NOMINATION_ID, at=MONDAY),
        lambda s: s.close(reason="再次", at=MONDAY),
    ):
        given(over).when(verb).then_refused(WRONG_STATE, "seasonId", actual="CLOSED")


# --- nomination and review ------------------------------------------------------------------------


def test_nobody_nominates_themselves_or_anybody_twice() -> None:
    made(nominated, by=str(LAN)).then_refused(ITSELF, "nomineeId")
    assert nominated().id == nominated().id == NOMINATION_ID


def test_a_volunteer_consents_first_and_a_team_or_unit_needs_not() -> None:
    assert nominated().state is NominationState.NOMINATED
    for category in (HonourCategory.TEAM, HonourCategory.UNIT):
        assert nominated(category).state is NominationState.UNDER_REVIEW
    given(nominated()).when(review()).then_refused(WRONG_STATE, "nominationId")
    given(nominated()).when(consent()).then(happened(Nomination.Consented))


def test_a_volunteer_may_decline_until_announced() -> None:
    given(nominated()).when(decline()).then(happened(Nomination.Declined))
    given(nominated(), *UNDER_REVIEW).when(decline()).then(happened(Nomination.Declined))
    given(nominated(), *IN_PUBLICITY).when(decline()).then_refused(WRONG_STATE, "nominationId")


def test_each_reviewer_reviews_once_and_the_nominator_never() -> None:
    once = given(nominated(), *UNDER_REVIEW).when(review(score=88))
    once.then(happened(Nomination.Reviewed, reviewer=OTHER_CLERK, score=88, recommended=True))
    given(nominated(), *REVIEWED).when(review()).then_refused(
        RefusalCode.DUPLICATE, "nominationId", actual=OTHER_CLERK
    )
    for score in (-1, 101):
        given(nominated(), *UNDER_REVIEW).when(review(score=score)).then_refused(
            RefusalCode.INVALID, "score"
        )


@pytest.mark.parametrize(
    ("before", "verb"),
    [
        (UNDER_REVIEW, review),
        (UNDER_REVIEW, reject),
        (REVIEWED, announce),
        (OBJECTED, lambda by: decide(by, upheld=False)),
        (IN_PUBLICITY, award),
        (AWARDED, revoke),
    ],
    ids=["review", "reject", "announce", "decide", "award", "revoke"],
)
def test_neither_nominator_nor_nominee_decides(
    before: tuple[Verb[Nomination], ...], verb: Callable[[str], Verb[Nomination]]
) -> None:
    given(nominated(), *before).when(verb(CLERK)).then_refused(SECOND_PERSON, "nominationId")
    given(nominated(), *before).when(verb(str(LAN))).then_refused(ITSELF, "nominationId")


def test_announced_is_what_most_of_enough_reviewers_recommend() -> None:
    given(nominated(), *UNDER_REVIEW).when(announce()).then_refused(NOT_ELIGIBLE, "nominationId")
    given(nominated(), *REVIEWED).when(announce(reviews_least=2)).then_refused(
        NOT_ELIGIBLE, "nominationId", actual="1 of 1"
    )
    against = review(THIRD_CLERK, recommended=False)
    given(nominated(), *REVIEWED, against).when(announce()).then_refused(
        NOT_ELIGIBLE, "nominationId", actual="1 of 2"
    )
    given(nominated(), *REVIEWED, against, review("clerk-4")).when(announce()).then(
        happened(Nomination.PublicityBegan, ends_at=OVER, announced_by=OTHER_CLERK)
    )


def test_what_is_not_chosen_ends_with_a_reason() -> None:
    given(nominated(), *UNDER_REVIEW).when(reject(reason="")).then_refused(
        RefusalCode.INVALID, "reason"
    )
    rejected = given(nominated(), *UNDER_REVIEW).when(reject()).then(happened(Nomination.Rejected))
    given(rejected).when(announce()).then_refused(WRONG_STATE, "nominationId", actual="REJECTED")


# --- publicity ------------------------------------------------------------------------------------


def test_anybody_objects_once_while_it_is_announced() -> None:
    given(nominated(), *REVIEWED).when(object_to()).then_refused(WRONG_STATE, "nominationId")
    given(nominated(), *IN_PUBLICITY).when(object_to(at=OVER - INSTANT)).then(
        happened(Nomination.ObjectionRaised, objection_id=OBJECTION_ID, raised_by="neighbour")
    )
    given(nominated(), *IN_PUBLICITY).when(object_to(at=OVER)).then_refused(
        RefusalCode.TOO_LATE, "nominationId"
    )
    given(nominated(), *OBJECTED).when(object_to(objection_id=UUID(int=9))).then_refused(
        RefusalCode.DUPLICATE, "nominationId"
    )


def test_an_open_objection_holds_the_award_back_until_it_is_dismissed() -> None:
    given(nominated(), *OBJECTED).when(award()).then_refused(
        WRONG_STATE, "nominationId", actual="1 open objections"
    )
    dismissed = (*OBJECTED, decide(upheld=False))
    given(nominated(), *dismissed).when(award()).then(happened(Nomination.Awarded))
    given(nominated(), *dismissed).when(decide(upheld=True)).then_refused(
        WRONG_STATE, "objectionId", actual="DECIDED"
    )


def test_an_objection_upheld_strikes_the_nomination_out() -> None:
    out = given(nominated(), *OBJECTED).when(decide(upheld=True, at=OVER + DAY))
    struck = out.then(happened(Nomination.ObjectionDecided, upheld=True, decided_by=OTHER_CLERK))
    assert struck.state is NominationState.STRUCK_OUT
    given(struck).when(award()).then_refused(WRONG_STATE, "nominationId", actual="STRUCK_OUT")


def test_who_objects_does_not_decide() -> None:
    given(nominated(), *IN_PUBLICITY, object_to(THIRD_CLERK)).when(
        decide(THIRD_CLERK, upheld=True)
    ).then_refused(SECOND_PERSON, "objectionId")
    given(nominated(), *OBJECTED).when(decide(upheld=True, objection_id=UUID(int=9))).then_refused(
        RefusalCode.NOT_FOUND, "objectionId"
    )


# --- award ----------------------------------------------------------------------------------------


def test_nothing_is_awarded_before_the_publicity_is_over() -> None:
    given(nominated(), *IN_PUBLICITY).when(award(at=OVER - INSTANT)).then_refused(
        RefusalCode.TOO_EARLY, "nominationId", allowed=OVER.isoformat()
    )
    given(nominated(), *IN_PUBLICITY).when(award()).then(
        happened(Nomination.Awarded, awarded_by=OTHER_CLERK)
    )


def test_an_honour_is_taken_back_with_a_reason() -> None:
    given(nominated(), *IN_PUBLICITY).when(revoke()).then_refused(WRONG_STATE, "nominationId")
    given(nominated(), *AWARDED).when(revoke(reason=" ")).then_refused(
        RefusalCode.INVALID, "reason"
    )
    revoked = given(nominated(), *AWARDED).when(revoke()).then(happened(Nomination.Revoked))
    given(revoked).when(revoke()).then_refused(WRONG_STATE, "nominationId", actual="REVOKED")
