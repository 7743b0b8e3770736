"""What counts for whom and when: the rules by which a log becomes an assessment's numbers."""

from __future__ import annotations

from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from five_steps.domain.activities.line import ActivityLine
from five_steps.domain.guarantee.counted import Counted
from five_steps.domain.guarantee.counting.in_memory.log_count import LogCount
from five_steps.domain.guarantee.formulas import RATIOS, Formula, Fraction
from five_steps.domain.guarantee.indicators import (
    DEFAULT_INDICATORS,
    FORMULAS_OF,
    Indicator,
    IndicatorRule,
)
from five_steps.domain.guarantee.measuring import measure
from five_steps.domain.guarantee.party_roster import PartyRoster
from five_steps.domain.incentives.service_book import ServiceBook
from five_steps.domain.organisation.tiers import PointKind, Tier
from tests.domain import activities, books, feedback, inspections, meetings, orders, projects
from tests.domain.assessments import assessment_rules
from tests.domain.district import (
    BEIAO_ID,
    DAY,
    LAN,
    MEI,
    MONDAY,
    OTHER_RECORD_ID,
    OTHER_STATION_ID,
    RECORD_ID,
    STATION_ID,
    approved,
    moment,
)
from tests.domain.given_when_then import given

if TYPE_CHECKING:
    from five_steps.domain.kernel.aggregate import Aggregate

EVERYBODY = assessment_rules()


def counted(*aggregates: Aggregate, unit: UUID = STATION_ID, year: int = 2026) -> dict[str, int]:
    """What a log of the aggregates' events counts for a unit's year, but for the volunteers."""
    positions = count(1)
    log = LogCount()
    for aggregate in aggregates:
        for event in aggregate.pending_events:
            log.apply(event, next(positions))
    found = log.of(unit, year)
    assert found.position == next(positions) - 1
    return {number.value: amount for number, amount in found.counts.items()}


def lived(aggregate: Aggregate, *verbs: Any) -> Aggregate:
    """An aggregate that has been through all this."""
    return given(aggregate, *verbs).aggregate


# --- activities, projects, tasks, vetoes ----------------------------------------------------------


def test_a_line_counts_once_in_the_year_its_first_activity_began() -> None:
    held = [lived(activities.published(), activities.hold()) for _ in range(2)]
    assert counted(activities.published()) == {}
    assert counted(lived(activities.published(), activities.cancel())) == {}
    assert counted(*held) == {"LINES_HELD": 1}
    assert counted(*held, year=2027) == counted(*held, unit=OTHER_STATION_ID) == {}


def test_coverage_is_of_the_six_lines() -> None:
    assert RATIOS[Formula.LINES_HELD].of({Counted.LINES_HELD: 3}, _share()) == Fraction(
        _share(3), _share(len(ActivityLine))
    )


def test_a_project_is_due_in_the_year_it_is_planned_to_end() -> None:
    due = projects.established()
    assert counted(due) == {"PROJECTS_DUE": 1}
    closed = lived(projects.established(), *projects.LEARNT, projects.close())
    assert counted(closed) == {"PROJECTS_DUE": 1, "PROJECTS_CLOSED": 1}
    given_up = lived(projects.established(), projects.abandon())
    assert counted(given_up) == {"PROJECTS_DUE": 1}


def test_a_new_plan_moves_a_project_to_another_year() -> None:
    start = moment(6, 1, year=2027)
    moved = lived(
        projects.established(), projects.replan(planned_start=start, planned_end=start + 30 * DAY)
    )
    assert counted(moved) == {}
    assert counted(moved, year=2027) == {"PROJECTS_DUE": 1}


def test_a_meeting_task_counts_once_it_is_done_or_overdue() -> None:
    assert counted(meetings.task()) == {}
    in_time = lived(meetings.task(), meetings.accept(), meetings.do())
    assert counted(in_time) == {"MEETING_TASKS_DUE": 1, "MEETING_TASKS_DONE": 1}
    late = {"MEETING_TASKS_DUE": 1, "MEETING_TASKS_LATE": 1}
    overdue = lived(meetings.task(), meetings.accept(), meetings.mark_overdue())
    assert counted(overdue) == late
    done_late = lived(overdue, meetings.do(meetings.DUE + DAY))
    assert counted(done_late) == {**late, "MEETING_TASKS_DONE": 1}
    sent_back = lived(done_late, meetings.send_back(at=meetings.DUE + DAY))
    assert counted(sent_back) == late


def test_a_task_taken_back_is_nobodys_failing() -> None:
    overdue = lived(meetings.task(), meetings.mark_overdue())
    assert counted(lived(overdue, meetings.withdraw(meetings.DUE + DAY))) == {}


def test_an_improvement_counts_likewise() -> None:
    assert counted(feedback.task()) == {}
    done = lived(feedback.task(), feedback.finish())
    assert counted(done) == {"IMPROVEMENTS_DUE": 1, "IMPROVEMENTS_DONE": 1}
    assert counted(lived(done, feedback.send_back())) == {"IMPROVEMENTS_DUE": 1}
    overdue = lived(feedback.task(), lambda t: t.mark_overdue(at=feedback.DUE))
    assert counted(overdue) == {"IMPROVEMENTS_DUE": 1}


def test_a_veto_stands_until_it_is_lifted() -> None:
    vetoed = lived(inspections.inspection(), *inspections.VETOED)
    unit, year = vetoed.unit_id, vetoed.year  # type: ignore[attr-defined]
    assert counted(vetoed, unit=unit, year=year) == {"VETOES": 1}
    lifted = lived(vetoed, inspections.object_to(), inspections.lift())
    assert counted(lifted, unit=unit, year=year) == {}


# --- rosters --------------------------------------------------------------------------------------


def roster(*hashes: tuple[str, ...]) -> PartyRoster:
    """The station's roster, recorded anew for each of the lists."""
    made = PartyRoster.begin(STATION_ID, 2026, at=MONDAY)
    for members in hashes:
        made.record(STATION_ID, 2026, members, at=MONDAY)
    return made


def test_a_roster_recorded_anew_names_whom_it_names_last() -> None:
    assert counted(roster(("a", "b"), ("b", "c", "d"))) == {"PARTY_MEMBERS": 3}
    assert counted(roster(("a",), ())) == {}


def served_by(volunteer_id: UUID, record_id: UUID) -> Aggregate:
    """Two verified hours of somebody of the station."""
    book = ServiceBook.open(volunteer_id, at=MONDAY)
    verify = books.verify(record_id, volunteer=approved(volunteer_id))
    return lived(book, books.submit(record_id), verify)


def test_members_count_once_however_often_they_registered() -> None:
    """Both are registered under one id number, and so are one member of the party."""
    log = (
        *(approved(volunteer) for volunteer in (LAN, MEI)),
        served_by(LAN, RECORD_ID),
        served_by(MEI, OTHER_RECORD_ID),
        roster(("hash", "another")),
    )
    assert counted(*log) == {
        "VOLUNTEERS": 2,
        "VOLUNTEERS_ACTIVE": 2,
        "PARTY_MEMBERS": 2,
        "PARTY_MEMBERS_ACTIVE": 1,
        "PARTY_MINUTES": 240,
    }
    assert counted(*log, year=2027) == {"VOLUNTEERS": 2}


def test_minutes_taken_back_make_nobody_active() -> None:
    corrected = lived(served_by(LAN, RECORD_ID), books.correct(0))
    frozen = lived(served_by(LAN, RECORD_ID), books.freeze())
    for book in (corrected, frozen):
        assert counted(approved(), book, roster(("hash",))) == {
            "VOLUNTEERS": 1,
            "PARTY_MEMBERS": 1,
        }


def test_a_member_who_moves_still_counts_where_the_roster_names_them() -> None:
    moved = approved()
    moved.transfer(OTHER_STATION_ID, reason="搬家", at=MONDAY)
    log = (moved, served_by(LAN, RECORD_ID), roster(("hash",)))
    assert counted(*log)["PARTY_MINUTES"] == 120
    assert counted(*log, unit=OTHER_STATION_ID) == {"VOLUNTEERS": 1}


# --- orders ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stage", "numbers"),
    [
        ("PLACED", {}),
        ("CANCELLED", {}),
        ("COMPLETED", {"ORDERS_COMPLETED": 1}),
        ("RATED", {"ORDERS_COMPLETED": 1, "RATINGS": 1, "RATING_SCORES": 5}),
        ("UNRATED", {"ORDERS_COMPLETED": 1, "ORDERS_UNRATED": 1}),
        (
            "FOLLOWED_UP",
            {"ORDERS_COMPLETED": 1, "RATINGS": 1, "RATING_SCORES": 5, "FOLLOW_UPS": 1},
        ),
        ("EXPIRED", {"ORDERS_EXPIRED": 1}),
    ],
)
def test_orders(stage: str, numbers: dict[str, int]) -> None:
    order = orders.order_at(stage)
    assert counted(order) == numbers
    assert counted(order, unit=OTHER_STATION_ID) == {}


def test_an_order_counts_for_the_unit_that_handled_it_last() -> None:
    escalated = lived(orders.placed(), orders.escalate(), orders.expire())
    assert counted(escalated) == {}
    assert counted(escalated, unit=BEIAO_ID) == {"ORDERS_EXPIRED": 1, "ORDERS_LATE": 1}


def test_an_amended_rating_takes_the_place_of_the_first() -> None:
    amended = lived(orders.order_at("RATED"), orders.amend(3))
    assert counted(amended)["RATING_SCORES"] == 3


# --- measuring ------------------------------------------------------------------------------------


def _share(number: int = 0) -> Decimal:
    return Decimal(number)


def test_every_indicator_has_a_formula_that_can_be_measured() -> None:
    for rule in DEFAULT_INDICATORS:
        assert rule.formula is FORMULAS_OF[rule.indicator][0]
    assert set(RATIOS) == set(Formula) == {f for fitting in FORMULAS_OF.values() for f in fitting}


@pytest.mark.parametrize(
    ("tiers", "kinds", "point_kind", "applies"),
    [
        (tuple(Tier), (), PointKind.SCHOOL, True),
        ((Tier.STATION,), (), PointKind.SCHOOL, False),
        ((Tier.POINT,), (PointKind.SCHOOL,), PointKind.SCHOOL, True),
        ((Tier.POINT,), (PointKind.SCHOOL,), PointKind.HOSPITAL, False),
    ],
)
def test_an_indicator_applies_to_tiers_and_kinds_of_points(
    tiers: tuple[Tier, ...],
    kinds: tuple[PointKind, ...],
    point_kind: PointKind,
    applies: bool,
) -> None:
    first = DEFAULT_INDICATORS[0]
    rule = IndicatorRule(first.indicator, 100, first.target, first.formula, tiers, kinds)
    assert rule.applies_to(Tier.POINT, point_kind) is applies
    measured = measure(
        {Counted.ORDERS_COMPLETED: 1},
        assessment_rules(indicators=[rule]),
        tier=Tier.POINT,
        point_kind=point_kind,
        follow_up_share=_share(),
        year_over=False,
    )
    assert measured[Indicator.ORDER_COMPLETION].applicable is applies


def test_a_year_begins_with_what_is_done_or_missed_and_counts_in_full_once_over() -> None:
    def measured(counts: dict[Counted, int], *, over: bool) -> dict[Indicator, Fraction]:
        return measure(
            counts,
            EVERYBODY,
            tier=Tier.STATION,
            point_kind=None,
            follow_up_share=_share(),
            year_over=over,
        )

    settled = {Counted.VOLUNTEERS: 3, Counted.PARTY_MEMBERS: 2, Counted.PROJECTS_DUE: 1}
    assert measured(settled, over=False) == {}
    assert measured(settled, over=True)[Indicator.ACTIVE_VOLUNTEERS] == Fraction(
        _share(), _share(3)
    )
    begun = settled | {Counted.LINES_HELD: 1}
    assert set(measured(begun, over=False)) == set(Indicator)
