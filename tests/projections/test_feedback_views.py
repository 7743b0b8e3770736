"""What complaints, improvement tasks, questionnaires and follow-ups by draw show."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.projections.district import District
from tests.projections.feedback import CLERK, OTHER_CLERK, Feedback
from tests.projections.log import append

if TYPE_CHECKING:
    from asyncpg import Connection, Record

    from tests.projections.conftest import PlainOpener, StartViews

DAY = timedelta(days=1)


@pytest.fixture
def feedback() -> Feedback:
    district = District()
    district.populate(volunteers=4)
    return district.feedback


async def show(feedback: Feedback, dsn: str, start_views: StartViews) -> None:
    position = await append(dsn, feedback.district.log)
    views = await start_views()
    assert await views.wait_for(position, timeout=20)


async def rows(connection: Connection[Record], table: str, order: str = "1") -> list[Any]:
    return [
        dict(row) for row in await connection.fetch(f"SELECT * FROM read.{table} ORDER BY {order}")
    ]


async def test_a_complaint_that_is_answered_and_one_that_becomes_a_task(
    feedback: Feedback,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    now = feedback.district.now
    answered, improved = feedback.file("没开门"), feedback.file("灯坏了")
    feedback.answer(answered, "已改")
    answered.inform_of_answer(feedback.told(), by=CLERK, at=now)
    feedback.confirm(answered, satisfied=False, comment="还没改")
    task = feedback.improve(improved, matter="换灯")
    task.mark_overdue(at=now + 3 * DAY)
    task.note_progress(note=feedback.sealed(task, "已订购"), by=CLERK, at=now)
    task.finish(result=feedback.sealed(task, "已换"), evidence_hash=None, by=CLERK, at=now)
    task.accept(by=OTHER_CLERK, at=now)
    task.inform_asker(feedback.told(), by=CLERK, at=now)
    improved.inform_of_improvement(feedback.told(), by=CLERK, at=now)
    feedback.keep()
    await show(feedback, postgres_dsn, start_views)

    cases = {row["id"]: row for row in await rows(connection, "feedback_cases")}
    shown = cases[answered.id]
    assert (shown["text"], shown["answer"], shown["state"]) == ("没开门", "已改", "CONFIRMED")
    assert (shown["satisfied"], shown["comment"]) == (False, "还没改")
    assert (shown["informed_at"], shown["due_at"]) == (now, now + 7 * DAY)
    assert (cases[improved.id]["state"], cases[improved.id]["task_id"]) == ("INFORMED", task.id)
    (done,) = await rows(connection, "improvement_tasks")
    assert (done["matter"], done["result"], done["state"]) == ("换灯", "已换", "ACCEPTED")
    assert (done["overdue"], done["informed_proof"]) == (True, "通话 17")
    assert (done["done_by"], done["checked_by"]) == (CLERK, OTHER_CLERK)
    (note,) = await rows(connection, "improvement_notes")
    assert (note["task_id"], note["note"]) == (task.id, "已订购")


async def test_what_is_sent_back_is_due_anew(
    feedback: Feedback,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    now = feedback.district.now
    task = feedback.improve()
    task.hand_over(owner="李副主任", by=CLERK, at=now)
    task.mark_overdue(at=now + 3 * DAY)
    task.finish(result="已办", evidence_hash=None, by=CLERK, at=now)
    task.send_back(reason="未见效", due_at=now + 9 * DAY, by=OTHER_CLERK, at=now)
    feedback.keep()
    await show(feedback, postgres_dsn, start_views)

    (shown,) = await rows(connection, "improvement_tasks")
    assert (shown["state"], shown["overdue"], shown["due_at"]) == ("OPEN", False, now + 9 * DAY)
    assert (shown["sent_back_reason"], shown["times_sent_back"]) == ("未见效", 1)
    assert (shown["owner"], shown["matter"]) == ("李副主任", "延长开放时间")


async def test_an_erased_asker_leaves_the_task_without_words(
    feedback: Feedback,
    postgres_dsn: str,
    opener: PlainOpener,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    case = feedback.file()
    feedback.improve(case)
    opener.erased = {case.asker_id}
    await show(feedback, postgres_dsn, start_views)
    (shown,) = await rows(connection, "feedback_cases")
    (task,) = await rows(connection, "improvement_tasks")
    assert (shown["text"], shown["state"]) == (None, "IN_IMPROVEMENT")
    assert (task["matter"], task["state"], task["owner"]) == (None, "OPEN", "王主任")


async def test_versions_of_a_questionnaire_and_their_drafts(
    feedback: Feedback,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    now = feedback.district.now
    questionnaire = feedback.draft()
    only_one = feedback.content(title="改", questions=feedback.content().questions[:1])
    questionnaire.redraft(only_one, by=CLERK, at=now)
    feedback.publish(questionnaire)
    questionnaire.redraft(feedback.content(title="第二版", anonymous=True), by=CLERK, at=now)
    feedback.keep()
    await show(feedback, postgres_dsn, start_views)

    (shown,) = await rows(connection, "questionnaires")
    assert (shown["state"], shown["title"], shown["version"]) == ("PUBLISHED", "改", 1)
    assert (shown["has_draft"], shown["anonymous"]) == (True, False)
    first, second = await rows(connection, "questionnaire_versions", "version")
    assert (first["title"], first["results_from"], first["closed_at"]) == ("改", 5, None)
    assert (second["title"], second["published_at"]) == ("第二版", None)
    asked = [(row["version"], row["number"]) for row in await rows(connection, "questions", "2, 3")]
    assert asked == [(1, 1), (2, 1), (2, 2), (2, 3)]


@pytest.mark.parametrize("anonymous", [False, True], ids=["by name", "without a name"])
async def test_answers_are_counted_by_question(
    feedback: Feedback,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
    *,
    anonymous: bool,
) -> None:
    questionnaire = feedback.draft(anonymous=anonymous)
    feedback.publish(questionnaire)
    feedback.answer_all(questionnaire, 5, 1, 3)
    feedback.answer_all(questionnaire, 5, 1)
    feedback.answer_all(questionnaire, 2, 2, text="多办几场")
    questionnaire.close(answers=3, by=CLERK, at=feedback.district.now)
    feedback.keep()
    await show(feedback, postgres_dsn, start_views)

    counts = {
        (row["question"], row["value"]): row["answers"]
        for row in await rows(connection, "answer_counts")
    }
    assert counts == {
        (1, 0): 3, (1, 5): 2, (1, 2): 1,
        (2, 0): 3, (2, 1): 2, (2, 2): 1, (2, 3): 1,
        (3, 0): 1,
    }  # fmt: skip
    (turnout,) = await rows(connection, "turnouts")
    assert (turnout["answers"], turnout["ballots"]) == (3, 3 if anonymous else 0)
    (written,) = await rows(connection, "written_answers")
    assert (written["text"], written["person_id"] is None) == ("多办几场", anonymous)
    assert len(await rows(connection, "cast_ballots")) == (3 if anonymous else 0)
    assert len(await rows(connection, "named_answers")) == (0 if anonymous else 3)


async def test_the_rows_of_an_anonymous_answer_tell_neither_when_nor_who(
    connection: Connection[Record], start_views: StartViews
) -> None:
    await start_views()
    tables = ("cast_ballots", "answer_counts", "written_answers", "turnouts")
    columns = await connection.fetch(
        "SELECT table_name, column_name, data_type FROM information_schema.columns"
        " WHERE table_schema = 'read' AND table_name = ANY ($1::text[])",
        list(tables),
    )
    assert {row["table_name"] for row in columns} == set(tables)
    assert not [row for row in columns if "time" in row["data_type"]]
    assert not [row for row in columns if row["column_name"] in {"position", "actor"}]


async def test_which_orders_are_drawn_and_what_became_of_it(
    feedback: Feedback,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    district = feedback.district
    feedback.draw("0")
    district.complete_order()
    feedback.draw("1")
    done, disputed, late = [district.complete_order() for _ in range(3)]
    feedback.follow_up(done)
    district.tick(hours=24)
    disputed.dispute(by="somebody", reason="时长不符", at=district.now)
    district.tick(hours=48)
    disputed.decide_dispute(
        upheld=False, minutes={}, reason="属实", by=OTHER_CLERK, at=district.now
    )
    district.keep(disputed)
    district.tick(hours=14 * 24)
    feedback.mark_overdue(late)
    await show(feedback, postgres_dsn, start_views)

    assert late.closed_at is not None
    assert disputed.closed_at is not None
    shown = {row["order_id"]: row for row in await rows(connection, "follow_ups")}
    assert set(shown) == {done.id, disputed.id, late.id}
    assert shown[done.id]["done_at"] is not None
    assert shown[late.id]["overdue_at"] == district.now
    assert shown[late.id]["due_at"] == late.closed_at + 14 * DAY
    assert shown[disputed.id]["due_at"] == disputed.closed_at + 16 * DAY
    assert shown[disputed.id]["overdue_at"] is None
    assert {row["rules_version"] for row in shown.values()} == {3}
