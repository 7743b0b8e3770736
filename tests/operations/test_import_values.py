from datetime import date, datetime, time, timedelta

import pytest

from five_steps.domain.ordering.category import Category
from five_steps.domain.organisation.tiers import PointKind, Tier
from five_steps.operations.importing import values
from five_steps.operations.importing.errors import BadValue, Problem
from five_steps.operations.importing.people import checked_id_number, checked_phone
from five_steps.operations.importing.tables import Cell

# Spreadsheets know no time zones.
EXCEL_MOMENT = datetime(2024, 3, 5, 9, 30)  # noqa: DTZ001
ID_NUMBER = "990305199003070011"


@pytest.mark.parametrize(
    "cell",
    [
        "2024-03-05",
        "2024/3/5",
        "2024.3.5",
        "2024年3月5日",
        "２０２４年３月５日",
        " 20240305 ",
        20240305,
        "2024-3-5 09:30",
        "2024/03/05T09:30:00",
        date(2024, 3, 5),
        EXCEL_MOMENT,
        45356,
        45356.4,
        "45356",
    ],
)
def test_dates(cell: Cell) -> None:
    assert values.day(cell, "date") == date(2024, 3, 5)


@pytest.mark.parametrize("cell", ["2024-13-01", "2024-02-30", "昨天", "5/3/2024", "240305", 3.5])
def test_no_dates(cell: Cell) -> None:
    with pytest.raises(BadValue) as raised:
        values.day(cell, "date")
    assert raised.value.problem is Problem.DATE


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("9:30", time(9, 30)),
        ("09:30:15", time(9, 30)),
        ("９：３０", time(9, 30)),
        ("9点30分", time(9, 30)),
        ("9时", time(9, 0)),
        ("下午2:05", time(14, 5)),
        ("2024-03-05 14:05", time(14, 5)),
        (time(9, 30, 12), time(9, 30)),
        (EXCEL_MOMENT, time(9, 30)),
        (0.75, time(18, 0)),
        ("", None),
        (None, None),
    ],
)
def test_times(cell: Cell, expected: time | None) -> None:
    assert values.time_of_day(cell, "start") == expected


@pytest.mark.parametrize("cell", ["25:00", "9:75", "早上", "9"])
def test_no_times(cell: Cell) -> None:
    with pytest.raises(BadValue) as raised:
        values.time_of_day(cell, "start")
    assert raised.value.problem is Problem.TIME


@pytest.mark.parametrize(
    ("cell", "in_one", "expected"),
    [
        ("3小时30分", 60, 210),
        ("3.5小时", 60, 210),
        ("3个小时", 60, 180),
        ("90分钟", 60, 90),
        ("３．５", 60, 210),
        (3.5, 60, 210),
        (2, 60, 120),
        ("2.33", 60, 140),
        ("3:30", 60, 210),
        (time(3, 30), 60, 210),
        (timedelta(hours=25), 60, 1500),
        (90, 1, 90),
        ("2h", 60, 120),
        (" ", 60, None),
    ],
)
def test_durations(cell: Cell, in_one: int, expected: int | None) -> None:
    assert values.minutes(cell, "hours", minutes_in_one=in_one) == expected


@pytest.mark.parametrize("cell", ["-1", 0, "许多", "1e99", "NaN", "Infinity", "小时"])
def test_no_durations(cell: Cell) -> None:
    with pytest.raises(BadValue) as raised:
        values.minutes(cell, "hours", minutes_in_one=60)
    assert raised.value.problem is Problem.DURATION


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("是", True), ("中共党员", True), (True, True), (1, True), ("群众", False), (None, False)],
)
def test_yes_and_no(cell: Cell, expected: bool) -> None:
    assert values.yes_no(cell, "party_member") is expected


def test_neither_yes_nor_no() -> None:
    with pytest.raises(BadValue, match="YES_NO"):
        values.yes_no("不详", "party_member")


def test_words_of_the_domain() -> None:
    assert values.tier("实践所", "tier") is Tier.INSTITUTE
    assert values.tier("point", "tier") is Tier.POINT
    assert values.point_kind("百姓书屋", "point_kind") is PointKind.BOOK_HOUSE
    assert values.point_kind("", "point_kind") is None
    assert values.category("科技科普服务", "category") is Category.SCIENCE
    assert values.category("文明创建", "category") is Category.CIVILITY
    assert values.category("THEORY", "category") is Category.THEORY
    assert values.listed("宣讲、急救,宣讲;书法", "skills") == ("宣讲", "急救", "书法")
    assert values.year("2024年度", "year") == 2024


def test_numbers_of_people() -> None:
    assert checked_id_number(f" {ID_NUMBER[:6]} {ID_NUMBER[6:]}") == ID_NUMBER
    assert checked_phone(19900000001.0) == "19900000001"
    assert checked_phone("１９９-0000-0001") == "19900000001"
    with pytest.raises(BadValue) as raised:
        checked_id_number(ID_NUMBER[:-1] + "9")
    assert raised.value.problem is Problem.ID_NUMBER
    assert ID_NUMBER[:-1] not in raised.value.en, "a report must not spread whole id numbers"
    with pytest.raises(BadValue, match="PHONE"):
        checked_phone("12345")


def test_reasons_are_told_in_both_languages() -> None:
    for problem in Problem:
        error = BadValue(problem, "date", "x")
        assert error.zh.endswith(":x")
        assert error.en.endswith(": x")
