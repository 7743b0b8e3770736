"""Points 积分: half-even per record, by the version credited, frozen with a dispute."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from five_steps.domain.incentives.points_account import (
    AdjustmentCause,
    PointsAccount,
    expiry,
    points_for,
)
from five_steps.domain.incentives.service_record import RecordKind
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.accounts import EXPIRY, credit, freeze, opened, reprice, unfreeze
from tests.domain.district import (
    DAY,
    INCENTIVES,
    INSTANT,
    LAN,
    MONDAY,
    OTHER_RECORD_ID,
    RECORD_ID,
    incentive_policy,
    incentive_rules,
    moment,
)
from tests.domain.given_when_then import given, happened, made

# --- what a record is worth -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "coefficient", "points"),
    [
        (60, "1.0", 10),
        (0, "1.0", 0),
        (1, "1.0", 0),
        (3, "1.0", 0),  # 0.5
        (9, "1.0", 2),  # 1.5
        (15, "1.0", 2),  # 2.5
        (21, "1.0", 4),  # 3.5
        (45, "1.0", 8),  # 7.5
        (16, "1.0", 3),  # 2.67
        (30, "0.5", 2),  # 2.5
        (42, "0.5", 4),  # 3.5
        (60, "1.2", 12),
        (90, "1.2", 18),
        (60, "0.8", 8),
    ],
)
def test_points_are_whole_and_rounded_half_even(
    minutes: int, coefficient: str, points: int
) -> None:
    assert points_for(minutes, Decimal(coefficient), INCENTIVES) == points


@pytest.mark.parametrize(
    ("score", "coefficient"),
    [(5, "1.2"), (4, "1.0"), (3, "0.8"), (2, "0.5"), (1, "0.5"), (None, "1.0")],
)
def test_the_missions_coefficients(score: int | None, coefficient: str) -> None:
    assert INCENTIVES.coefficient(score) == Decimal(coefficient)


def test_a_rule_may_cap_what_one_record_earns() -> None:
    rules = incentive_rules(record_minutes_max=120)
    assert points_for(480, Decimal(1), rules) == 20


minutes_of_a_day = st.integers(0, 24 * 60)
coefficients = st.decimals(0, 10, places=6)


@for_all(minutes_of_a_day, minutes_of_a_day, coefficients, st.integers(0, 1000))
def test_more_minutes_are_never_worth_less(
    minutes: int, other: int, coefficient: Decimal, per_hour: int
) -> None:
    rules = incentive_rules(points_per_hour=per_hour)
    fewer, more = sorted((minutes, other))
    assert points_for(fewer, coefficient, rules) <= points_for(more, coefficient, rules)


@for_all(minutes_of_a_day, coefficients, coefficients)
def test_a_better_coefficient_is_never_worth_less(
    minutes: int, one: Decimal, other: Decimal
) -> None:
    lower, higher = sorted((one, other))
    assert points_for(minutes, lower, INCENTIVES) <= points_for(minutes, higher, INCENTIVES)


# --- which records earn, and until when -----------------------------------------------------------


def test_only_credited_hours_earn_points_by_default() -> None:
    earning = [kind for kind in RecordKind if INCENTIVES.earns_points(kind)]
    assert earning == [RecordKind.CREDITED]


def test_a_rule_may_let_back_entered_hours_earn_but_never_imported_ones() -> None:
    rules = incentive_rules(points_for_back_entry=True)
    earning = [kind for kind in RecordKind if rules.earns_points(kind)]
    assert earning == [RecordKind.CREDITED, RecordKind.BACK_ENTERED]


@pytest.mark.parametrize(("years", "year"), [(1, 2027), (2, 2028), (3, 2029)])
def test_lots_expire_with_the_calendar_year(years: int, year: int) -> None:
    rules = incentive_rules(lot_years=years)
    assert expiry(moment(1, 1), rules) == moment(1, 1, year=year)
    assert expiry(moment(1, 1, year=2027) - INSTANT, rules) == moment(1, 1, year=year)
    assert expiry(moment(1, 1, year=2027), rules) == moment(1, 1, year=year + 1)


# --- the account ----------------------------------------------------------------------------------


def test_each_volunteer_has_one_account() -> None:
    account = made(opened).then(happened(PointsAccount.Created, volunteer_id=LAN))
    assert account.id == opened().id
    assert (account.issued, account.available) == (0, 0)


def test_verified_minutes_are_credited() -> None:
    account = (
        given(opened())
        .when(credit(120))
        .then(
            happened(
                PointsAccount.Credited,
                lot_id=RECORD_ID,
                points=20,
                minutes=120,
                coefficient=Decimal("1.0"),
                expires_at=EXPIRY,
                policy_version=1,
            )
        )
    )
    assert (account.issued, account.available, account.frozen) == (20, 20, 0)


def test_a_record_is_credited_once() -> None:
    given(opened(), credit()).when(credit()).then_refused(RefusalCode.DUPLICATE, "recordId")


def test_lots_add_up() -> None:
    account = given(opened(), credit(120), credit(60, lot_id=OTHER_RECORD_ID), freeze()).aggregate
    assert (account.issued, account.frozen, account.available) == (30, 20, 30)
    assert account.spendable(MONDAY) == 10


@pytest.mark.parametrize(("score", "difference"), [(5, 4), (3, -4), (2, -10), (1, -10)])
def test_a_rating_reprices_the_lot(score: int, difference: int) -> None:
    account = (
        given(opened(), credit())
        .when(reprice(score=score))
        .then(happened(PointsAccount.Adjusted, points=difference, cause="RATING"))
    )
    assert account.issued == 20 + difference


def test_what_changes_nothing_is_no_event() -> None:
    given(opened(), credit()).when(reprice(score=4)).then_nothing()


def test_a_correction_reprices_at_the_score_given() -> None:
    account = (
        given(opened(), credit(), reprice(score=5))
        .when(reprice(minutes=60, score=5, cause=AdjustmentCause.CORRECTION))
        .then(happened(PointsAccount.Adjusted, points=-12, minutes=60, cause="CORRECTION"))
    )
    assert account.issued == 12


def test_a_lot_keeps_the_rules_it_was_credited_by() -> None:
    policy = incentive_policy()
    policy.publish(effective_from=MONDAY + DAY, by="centre", at=MONDAY, points_per_hour=100)
    given(opened(), credit()).when(reprice(score=5, policy=policy)).then(
        happened(PointsAccount.Adjusted, points=4)
    )
    newer = policy.in_force(MONDAY + DAY)
    given(opened(), credit(60, newer)).when(reprice(minutes=60, score=5, policy=policy)).then(
        happened(PointsAccount.Adjusted, points=20)
    )


def test_a_record_without_a_lot_has_nothing_to_change() -> None:
    for verb in (reprice(score=5), freeze(), unfreeze()):
        given(opened()).when(verb).then_nothing()


def test_a_dispute_freezes_a_lot_until_it_is_decided() -> None:
    frozen = (
        given(opened(), credit())
        .when(freeze())
        .then(happened(PointsAccount.LotFrozen, lot_id=RECORD_ID, points=20))
    )
    assert (frozen.issued, frozen.frozen, frozen.available) == (20, 20, 20)
    assert frozen.spendable(MONDAY) == 0
    given(frozen).when(freeze()).then_nothing()
    free = given(frozen).when(unfreeze()).then(happened(PointsAccount.LotReleased, points=20))
    assert (free.frozen, free.spendable(MONDAY)) == (0, 20)
    given(free).when(unfreeze()).then_nothing()
