"""What projects, the purchase list and the budget show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from five_steps.domain.projects.project_state import ProgressKind
from tests.projections.budgeting import FIRST, LINE, SECOND, THIRD, WHY
from tests.projections.district import District
from tests.projections.log import append
from tests.projections.projects import LEADER, MONTH

if TYPE_CHECKING:
    from asyncpg import Connection, Record

    from tests.projections.conftest import StartViews


@pytest.fixture
def district() -> District:
    made = District()
    made.populate(volunteers=2)
    return made


async def show(district: District, dsn: str, start_views: StartViews) -> None:
    position = await append(dsn, district.log)
    views = await start_views()
    assert await views.wait_for(position, timeout=20)


async def rows(connection: Connection[Record], table: str, order: str) -> list[dict[str, Any]]:
    found = await connection.fetch(f"SELECT * FROM read.{table} ORDER BY {order}")
    return [dict(row) for row in found]


async def test_a_project_over_two_rounds(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    projects, (lan, mei) = district.projects, district.volunteers
    order = district.place()
    project = projects.establish()
    late_at = district.now + MONTH
    project.mark_overdue(at=late_at)
    projects.replan(project)
    projects.recruit(project)
    for volunteer in (lan, mei):
        projects.join(project, volunteer.id)
    project.leave(lan.id, reason="搬家", at=district.now)
    projects.keep()
    projects.join(project, lan.id)
    project.leave(mei.id, reason="外出", at=district.now)
    projects.keep()
    projects.start(project)
    projects.record(project)
    projects.record(project, ProgressKind.REPORT)
    projects.link(project, order.id)
    district.tick(hours=1)
    survey = projects.evaluate(project)
    projects.learn(project, "增加晚间班次")
    projects.learn(project, "再招十人")
    second = projects.next_round(project)
    projects.join(project, mei.id)
    projects.start(project)
    projects.link(project, order.id)
    await show(district, postgres_dsn, start_views)

    (shown,) = await rows(connection, "projects", "id")
    assert (shown["stage"], shown["round"], shown["member_count"]) == ("IMPLEMENT", 2, 1)
    assert (shown["aims"], shown["lead"]) == ("每天有人上门", "文书")
    assert (shown["planned_end"], shown["volunteers_max"]) == (second + MONTH, 5)
    first_round, second_round = await rows(connection, "project_rounds", "number")
    assert first_round["questionnaire_ids"] == [survey]
    assert first_round["changes"] == ["增加晚间班次", "再招十人"]
    assert (first_round["outcome"], first_round["answers"]) == ("PARTLY", 12)
    assert second_round["recruiting_since"] == second
    assert (first_round["overdue_at"], second_round["overdue_at"]) == (late_at, None)
    assert shown["overdue_at"] is None, "planned anew"
    assert (second_round["outcome"], second_round["changes"]) == (None, [])
    members = await rows(connection, "project_members", "round, joined_at, left_at NULLS FIRST")
    assert [(m["round"], m["volunteer_id"], m["leave_reason"]) for m in members] == [
        (1, lan.id, None),
        (1, mei.id, "外出"),
        (2, mei.id, None),
    ]
    progress = await rows(connection, "project_progress", "position")
    assert [(p["kind"], p["round"]) for p in progress] == [("MILESTONE", 1), ("REPORT", 1)]
    (work,) = await rows(connection, "project_work", "work_id")
    assert (work["work_id"], work["kind"], work["round"]) == (order.id, "ORDER", 2)
    steps = await rows(connection, "project_steps", "position")
    assert [(s["stage"], s["round"], s["taken_by"]) for s in steps] == [
        (stage, number, LEADER)
        for stage, number in [
            ("ESTABLISH", 1),
            ("RECRUIT", 1),
            ("IMPLEMENT", 1),
            ("EVALUATE", 1),
            ("OPTIMISE", 1),
            ("RECRUIT", 2),
            ("IMPLEMENT", 2),
        ]
    ]


async def test_how_projects_end(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    projects = district.projects
    closed, abandoned = projects.establish(), projects.establish()
    projects.recruit(closed)
    projects.join(closed, district.volunteers[0].id)
    projects.start(closed)
    projects.record(closed)
    projects.evaluate(closed)
    projects.learn(closed)
    closed.close(result="推广", by=LEADER, at=district.now)
    abandoned.abandon(reason="经费取消", by=LEADER, at=district.now)
    projects.keep()
    await show(district, postgres_dsn, start_views)

    shown = await rows(connection, "projects", "stage")
    assert [(p["stage"], p["result"], p["ended_reason"]) for p in shown] == [
        ("ABANDONED", None, "经费取消"),
        ("CLOSED", "推广", None),
    ]
    assert all(p["ended_at"] == district.now for p in shown)


async def test_a_budget_its_lines_and_its_entries(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    budgeting, unit = district.budgeting, district.units[0]
    budgeting.adopt(cents=1_000_00)
    account = budgeting.allocate(unit.id, 600_00)
    budgeting.withdraw(unit.id, 50_00)
    budgeting.spend(account, 100_00)
    budgeting.refund(account, 20_00)
    amended = budgeting.amend(900_00)
    rejected = budgeting.amend(2_000_00, approved=False)
    await show(district, postgres_dsn, start_views)

    (shown,) = await rows(connection, "budgets", "id")
    assert (shown["state"], shown["drawn_up_by"], shown["adopted_by"]) == ("ADOPTED", FIRST, SECOND)
    lines = await rows(connection, "budget_lines", "line")
    assert [(r["line"], r["amount_cents"], r["allocated_cents"]) for r in lines] == [
        (LINE, 900_00, 550_00),
        ("2079999", 1_000_00, 0),
    ]
    (part,) = await rows(connection, "budget_accounts", "id")
    balances = [f"{name}_cents" for name in ("allocated", "free", "committed", "spent")]
    assert [part[name] for name in balances] == [550_00, 470_00, 0, 80_00]
    amendments = await rows(connection, "budget_amendments", "position")
    assert [(a["id"], a["state"], a["previous_cents"]) for a in amendments] == [
        (amended, "APPROVED", 1_000_00),
        (rejected, "REJECTED", 900_00),
    ]
    entries = await rows(connection, "budget_entries", "position")
    assert [
        (e["cause"], e["debit"], e["credit"], e["amount_cents"], e["unit_id"]) for e in entries
    ] == [
        ("LINE", "UNALLOCATED", "OUTSIDE", 1_000_00, None),
        ("LINE", "UNALLOCATED", "OUTSIDE", 1_000_00, None),
        ("ALLOCATION", "FREE", "UNALLOCATED", 600_00, unit.id),
        ("WITHDRAWAL", "UNALLOCATED", "FREE", 50_00, unit.id),
        ("SPENDING", "SPENT", "FREE", 100_00, unit.id),
        ("REFUND", "FREE", "SPENT", 20_00, unit.id),
        ("AMENDMENT", "OUTSIDE", "UNALLOCATED", 100_00, None),
    ]
    assert [e["voucher"] for e in entries if e["cause"] in {"SPENDING", "REFUND"}] == [
        "记-1",
        "退-1",
    ]


async def test_a_purchase_and_what_it_does_to_the_budget(
    district: District,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    budgeting, unit = district.budgeting, district.units[0]
    budgeting.allocate(unit.id, 500_00)
    bought, ended, cancelled = (budgeting.list_item(unit.id) for _ in range(3))
    budgeting.sign(bought)
    late_at = bought.milestones[0].due_at
    bought.mark_overdue(1, at=late_at)
    budgeting.deliver(bought, 1)
    budgeting.reject(bought, 1)
    for milestone in (1, 2):
        budgeting.deliver(bought, milestone)
        budgeting.accept(bought, milestone)
        budgeting.pay(bought, milestone)
    budgeting.sign(ended)
    budgeting.terminate(ended)
    cancelled.cancel(reason=WHY, by=FIRST, at=district.now)
    budgeting.keep()
    await show(district, postgres_dsn, start_views)

    items = await rows(connection, "purchase_items", "listed_at, position")
    by_id = {item["id"]: item for item in items}
    assert [by_id[item.id]["state"] for item in (bought, ended, cancelled)] == [
        "COMPLETED",
        "TERMINATED",
        "CANCELLED",
    ]
    assert (by_id[bought.id]["sum_cents"], by_id[bought.id]["paid_cents"]) == (90_00, 90_00)
    assert by_id[cancelled.id]["ended_reason"] == WHY
    first, second, *_ = await rows(
        connection, f"purchase_milestones WHERE purchase_item_id = '{bought.id}'", "number"
    )
    assert (first["state"], first["amount_cents"], first["accepted_by"]) == ("PAID", 45_00, THIRD)
    assert (first["overdue_at"], second["overdue_at"]) == (late_at, None)
    assert (first["rejection_reason"], second["rejection_reason"]) == (WHY, None)
    entries = await rows(
        connection, "budget_entries WHERE purchase_item_id IS NOT NULL", "position"
    )
    assert [(e["cause"], e["amount_cents"], e["milestone"]) for e in entries] == [
        ("COMMITMENT", 90_00, None),
        ("PAYMENT", 45_00, 1),
        ("PAYMENT", 45_00, 2),
        ("COMMITMENT", 90_00, None),
        ("RELEASE", 90_00, None),
    ]
    (part,) = await rows(connection, "budget_accounts", "id")
    assert (part["free_cents"], part["committed_cents"], part["spent_cents"]) == (410_00, 0, 90_00)
