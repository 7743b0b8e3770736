"""The service menu 服务菜单."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.menu_item import HEADCOUNT_MAX, MINUTES_MAX, MenuItem
from tests.domain.district import MONDAY, STATION_ID
from tests.domain.given_when_then import Verb, given, happened, made, refusal_of


def put_on(**changes: Any) -> MenuItem:
    item: dict[str, Any] = {
        "id": UUID(int=601),
        "at": MONDAY,
        "unit_id": STATION_ID,
        "category": Category.FITNESS,
        "title": "太极拳教学",
        "description": "",
        "minutes": 90,
        "headcount": 2,
    }
    return MenuItem.put_on(**(item | changes))


def take_off(*, reason: str = "师资不足") -> Verb[MenuItem]:
    return lambda item: item.take_off(reason=reason, at=MONDAY)


def test_an_item_is_offered_until_it_is_taken_off() -> None:
    item = made(put_on).then(
        happened(MenuItem.Created, category="FITNESS", title="太极拳教学", minutes=90, headcount=2)
    )
    item.require_offered()
    gone = given(item).when(take_off()).then(happened(MenuItem.TakenOff, reason="师资不足"))
    given(gone).when(take_off()).then_refused(
        RefusalCode.WRONG_STATE, "menuItemId", actual="TAKEN_OFF"
    )
    assert refusal_of(gone.require_offered).field == "menuItemId"
    given(item).when(take_off(reason="")).then_refused(RefusalCode.INVALID, "reason")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("minutes", 0),
        ("minutes", MINUTES_MAX + 1),
        ("headcount", 0),
        ("headcount", HEADCOUNT_MAX + 1),
        ("description", "长" * 2001),
    ],
)
def test_limits_of_an_item(field: str, value: object) -> None:
    made(lambda: put_on(**{field: value})).then_refused(RefusalCode.INVALID, field)
