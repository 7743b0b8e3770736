"""Values that nothing behind the commands could carry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from five_steps.commands.kernel.input_checks import check_values
from five_steps.commands.ordering.rating import RateOrder, VolunteerScore
from five_steps.domain.kernel.refusal import RefusalCode
from tests.refusals import refused


@dataclass(frozen=True, slots=True)
class Sample:
    some_value: Any


@pytest.mark.parametrize(
    "value",
    [
        "a\x00b",
        "half \ud83d pair",
        "x" * 20_001,
        2**63,
        -(2**70),
        pytest.param(10**5000, id="more digits than Python prints"),
        datetime(2026, 1, 1),  # noqa: DTZ001 - a time without a zone is what is refused
        datetime(9999, 12, 31, tzinfo=UTC),
        datetime(1, 1, 1, tzinfo=UTC),
        Decimal("NaN"),
        Decimal("Infinity"),
        Decimal("0.0000001"),
        ("fine", "a\x00b"),
        ("x",) * 20_001,
    ],
)
def test_what_is_refused(value: object) -> None:
    with refused(RefusalCode.INVALID, "someValue"):
        check_values(Sample(value))


@pytest.mark.parametrize(
    "value",
    [None, True, "文化礼堂 🎭", 2**62, Decimal("4.5"), datetime(2026, 1, 1, tzinfo=UTC), ()],
)
def test_what_is_let_in(value: object) -> None:
    check_values(Sample(value))


def test_a_value_inside_a_list_is_named() -> None:
    rating = RateOrder(
        order_id=uuid4(), score=5, volunteer_scores=(VolunteerScore(uuid4(), 2**70),)
    )
    with refused(RefusalCode.INVALID, "volunteerScores.score"):
        check_values(rating)
