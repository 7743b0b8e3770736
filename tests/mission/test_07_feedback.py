"""§7 Feedback and supervision 评价监督: each row, told over GraphQL."""

from __future__ import annotations

from base64 import b64decode
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from five_steps.commands.feedback.questionnaires.blind_signatures import is_signed
from five_steps.domain.kernel.district_time import local_day
from tests.graphql_api.api import AUDITOR, CENTRE, gid
from tests.graphql_api.mutating import result
from tests.graphql_api.test_subscriptions import connected
from tests.mission.feedback_story import (
    RESULTS,
    SCALE,
    TEXT,
    answers,
    ballot,
    complained,
    draft,
    everything_is_drawn,
    neighbours,
    published,
    rated,
    said,
    sample,
    see_case,
    see_task,
    task_of,
    told,
)
from tests.mission.order_story import DAY, HOUR, local
from tests.mission.telling import done, refused, seen, time_passes

if TYPE_CHECKING:
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")


# --- questionnaires 问卷 -------------------------------------------------------------------------


async def test_a_published_version_is_frozen_and_a_new_one_takes_its_place(api: Api) -> None:
    about = await published(api, SCALE)
    admin = api.district.admin
    second = {**draft(api, SCALE, TEXT, title="第二版"), **about}
    del second["unitId"]
    await done(api, "redraftQuestionnaire", admin, second)
    versions = (
        "query ($id: ID!) { questionnaire(id: $id)"
        " { versions { version title publishedAt closedAt questions { text } } } }"
    )
    everybody = await seen(api, versions, None, id=about["questionnaireId"])
    assert [(v["version"], v["title"]) for v in everybody["versions"]] == [(1, "服务满意度问卷")]
    await done(api, "publishQuestionnaire", admin, about)
    latest, first = (await seen(api, versions, None, id=about["questionnaireId"]))["versions"]
    assert [question["text"] for question in first["questions"]] == [SCALE["text"]]
    assert first["closedAt"] == latest["publishedAt"]
    assert (latest["title"], latest["closedAt"], len(latest["questions"])) == ("第二版", None, 2)


async def test_questions_of_scale_choice_and_text_are_counted(api: Api) -> None:
    about = await published(api)
    one, two, three = await neighbours(api, 3)
    for who, given in (
        (one, answers(5, 1, 1, 3)),
        (two, answers(5, 2, 1)),
        (three, answers(2, 2, text="多办几场")),
    ):
        await done(api, "answerQuestionnaire", who, {**about, **given})
    shown = await seen(api, RESULTS, api.district.dispatcher, id=about["questionnaireId"])
    scale, choice, choices, text = shown["current"]["questions"]
    assert shown["current"]["answerCount"] == 3
    assert (scale["answered"], scale["mean"]) == (3, 4.0)
    assert [share["answers"] for share in scale["distribution"]] == [0, 1, 0, 0, 2]
    assert [(s["option"], s["answers"]) for s in choice["distribution"]] == [
        ("公众号", 1),
        ("邻居", 2),
    ]
    assert (choice["mean"], choices["answered"]) == (None, 2)
    assert [share["answers"] for share in choices["distribution"]] == [2, 0, 1]
    written = text["written"]["edges"][0]["node"]
    assert written == {"text": "多办几场", "resident": {"id": gid("Resident", three.person_id)}}
    # What people answer is for the unit's staff, and for nobody else.
    for stranger in (None, one, api.district.stranger):
        hidden = await seen(api, RESULTS, stranger, id=about["questionnaireId"])
        assert hidden["current"]["answerCount"] is None
        assert hidden["current"]["questions"][0]["mean"] is None
        assert hidden["current"]["questions"][3]["written"]["edges"] == []


async def test_everybody_answers_once_and_in_time(api: Api) -> None:
    about = await published(api)
    given = {**about, **answers(4)}
    (who,) = await neighbours(api, 1)
    await done(api, "answerQuestionnaire", who, given)
    assert await refused(api, "answerQuestionnaire", who, given) == ("DUPLICATE", "questionnaireId")
    mine = "query ($id: ID!) { questionnaire(id: $id) { answeredByMe } }"
    assert await seen(api, mine, who, id=about["questionnaireId"]) == {"answeredByMe": True}
    await time_passes(api, api.district.now + 7 * DAY)
    shown = await seen(api, RESULTS, api.district.dispatcher, id=about["questionnaireId"])
    assert shown["state"] == "CLOSED"
    assert await refused(api, "answerQuestionnaire", api.district.as_resident, given) == (
        "WRONG_STATE",
        "questionnaireId",
    )


async def test_an_anonymous_answer_needs_a_ballot_and_nobody_to_cast_it(api: Api) -> None:
    about = await published(api, anonymous=True)
    (who,) = await neighbours(api, 1)
    assert await refused(api, "answerQuestionnaire", who, {**about, **answers(4)}) == (
        "WRONG_STATE",
        "questionnaireId",
    )
    own = await ballot(api, about, who)
    api.district.now += HOUR
    given = {**about, **own, **answers(4, text="灯太暗")}
    cast = await result(api, "castBallot", given, None)
    assert cast["__typename"] == "QuestionnaireChanged"
    again = await result(api, "castBallot", given, None)
    assert (again["code"], again["field"]) == ("DUPLICATE", "serial")
    assert await refused(api, "claimBallot", who, {**about, "blindedMessage": "AAAA"}) == (
        "DUPLICATE",
        "questionnaireId",
    )


async def test_a_token_that_is_sent_along_with_a_ballot_is_not_looked_at(api: Api) -> None:
    about = await published(api, anonymous=True)
    (who,) = await neighbours(api, 1)
    given = {**about, **await ballot(api, about, who), **answers(4)}
    cast = await result(api, "castBallot", given, who)
    actor = await api.district.store.pool.fetchval(
        "SELECT actor FROM public.stored_events WHERE notification_id = $1", cast["position"]
    )
    assert actor == "SYSTEM ballot-box"


async def test_anonymous_results_are_shown_when_it_is_over_and_enough_answered(api: Api) -> None:
    few, enough = await published(api, anonymous=True), await published(api, anonymous=True)
    everybody = await neighbours(api, 5)
    for about, voters in ((few, everybody[:4]), (enough, everybody)):
        for score, who in enumerate(voters, 1):
            cast = {**about, **await ballot(api, about, who), **answers(score, text="匿名")}
            assert "position" in await result(api, "castBallot", cast, None)
        while_open = await seen(api, RESULTS, CENTRE, id=about["questionnaireId"])
        assert while_open["current"]["answerCount"] is None
        assert while_open["current"]["ballotCount"] == len(voters)
        await done(api, "closeQuestionnaire", api.district.admin, about)
    hidden = (await seen(api, RESULTS, CENTRE, id=few["questionnaireId"]))["current"]
    assert hidden["answerCount"] == 4
    assert hidden["questions"][0] == {
        "answered": None,
        "mean": None,
        "distribution": [],
        "written": {"edges": []},
    }
    shown = (await seen(api, RESULTS, CENTRE, id=enough["questionnaireId"]))["current"]
    scale, _, choices, text = shown["questions"]
    assert (shown["answerCount"], scale["answered"], scale["mean"]) == (5, 5, 3.0)
    assert choices["answered"] is None, "nobody answered this question"
    assert {edge["node"]["resident"] for edge in text["written"]["edges"]} == {None}


async def test_auditors_verify_every_ballot_and_find_nobody(api: Api) -> None:
    about = await published(api, anonymous=True)
    for who in await neighbours(api, 2):
        own = await ballot(api, about, who)
        await result(api, "castBallot", {**about, **own, **answers(3)}, None)
    query = (
        "query ($id: ID!) { questionnaire(id: $id) { myBallot { id } current"
        " { ballotKey castBallots { totalCount edges { node { serial signature } } } } } }"
    )
    shown = await seen(api, query, AUDITOR, id=about["questionnaireId"])
    assert shown["myBallot"] is None
    found = [edge["node"] for edge in shown["current"]["castBallots"]["edges"]]
    assert len(found) == 2
    for one in found:
        serial, signature = b64decode(one["serial"]), b64decode(one["signature"])
        assert is_signed(shown["current"]["ballotKey"], serial, signature)


async def test_what_a_questionnaire_shows_becomes_a_task(api: Api) -> None:
    about = await published(api)
    due = (api.district.now + 30 * DAY).isoformat()
    given = {**about, "owner": "王主任", "matter": "增加戏曲场次", "dueAt": due}
    admin = api.district.admin
    assert await refused(api, "improveOnQuestionnaire", admin, given) == (
        "WRONG_STATE",
        "questionnaireId",
    )
    await done(api, "answerQuestionnaire", api.district.as_resident, {**about, **answers(2)})
    await done(api, "closeQuestionnaire", admin, about)
    task = await done(api, "improveOnQuestionnaire", admin, given, "sourceKind", "matter")
    assert (task["sourceKind"], task["matter"]) == ("QUESTIONNAIRE", "增加戏曲场次")


# --- follow-ups 回访 -----------------------------------------------------------------------------


async def test_a_share_of_the_closed_orders_is_drawn_by_a_rule_anybody_recomputes(api: Api) -> None:
    await everything_is_drawn(api)
    story = await rated(api)
    period = local_day(api.district.now).strftime("%Y-%m")
    drawn = (await sample(api, period=period))[story.id]
    assert drawn["state"] == "OPEN"
    closed_at = datetime.fromisoformat(drawn["closedAt"])
    assert datetime.fromisoformat(drawn["dueAt"]) == closed_at + 14 * DAY
    # An auditor's own sum: the first eight bytes of the hash, below the share of 2^64.
    microseconds = int(closed_at.timestamp()) * 1_000_000 + closed_at.microsecond
    lot = f"{local(story.id)} {microseconds} {drawn['rulesVersion']}"
    assert int(sha256(lot.encode()).hexdigest()[:16], 16) < 1.0 * 2**64
    assert story.id not in await sample(api, period="2020")


async def test_a_drawn_order_is_followed_up_in_time_or_overdue(api: Api) -> None:
    await everything_is_drawn(api)
    asked, forgotten = await rated(api), await rated(api)
    await asked.do("followUpOrder", api.district.dispatcher, **said(complaint=False))
    assert (await sample(api))[asked.id]["state"] == "DONE"
    await time_passes(api, api.district.now + 15 * DAY)
    late = await sample(api, state=["OVERDUE"])
    assert forgotten.id in late
    assert asked.id not in late
    await forgotten.do("followUpOrder", api.district.dispatcher, **said(complaint=False))
    assert (await sample(api))[forgotten.id]["state"] == "DONE"


async def test_a_complaint_at_a_follow_up_becomes_a_task_due_by_rule(api: Api) -> None:
    story = await rated(api)
    await story.do("followUpOrder", api.district.dispatcher, **said(complaint=True))
    query = (
        "query ($order: ID!) { improvementTasks(filter: {order: $order}) { edges { node"
        " { matter state dueAt sourceKind owner order { id } askerResident { id } } } } }"
    )
    shown = await seen(api, query, api.district.dispatcher, order=story.id)
    (task,) = [edge["node"] for edge in shown["edges"]]
    assert datetime.fromisoformat(task.pop("dueAt")) == api.district.now + 15 * DAY
    assert task == {
        "matter": "来晚了一小时",
        "state": "OPEN",
        "sourceKind": "FOLLOW_UP",
        "owner": "dispatcher",
        "order": {"id": story.id},
        "askerResident": {"id": gid("Resident", api.district.resident)},
    }


# --- complaints 投诉, suggestions 建议 ------------------------------------------------------------


async def test_a_resident_complains_and_staff_file_for_who_calls(api: Api) -> None:
    district = api.district
    case = await complained(api)
    seen_by_asker = await see_case(
        api, case, "text state kind unit { id } filedBy", district.as_resident
    )
    assert seen_by_asker == {
        "text": "文化礼堂周末没有开门",
        "state": "OPEN",
        "kind": "COMPLAINT",
        "unit": {"id": gid("Unit", district.station)},
        "filedBy": None,
    }
    (neighbour,) = await neighbours(api, 1)
    for_neighbour = {
        "kind": "SUGGESTION",
        "aboutId": gid("Unit", district.station),
        "askerId": gid("Resident", neighbour.person_id),
        "text": "加一场夜校",
    }
    filed = await done(api, "fileFeedback", district.dispatcher, for_neighbour, "filedBy", "kind")
    assert (filed["filedBy"], filed["kind"]) == ("dispatcher", "SUGGESTION")
    assert await see_case(api, filed["id"], "text", neighbour) == {"text": "加一场夜校"}
    for stranger in (district.as_resident, district.stranger):
        assert await see_case(api, filed["id"], "text", stranger) is None
    assert await refused(api, "fileFeedback", district.as_resident, for_neighbour) == (
        "FORBIDDEN",
        "askerId",
    )


async def test_a_complaint_about_an_order_goes_to_who_handles_it(api: Api) -> None:
    story = await rated(api)
    case = await complained(api, aboutId=story.id)
    shown = await see_case(api, case, "topic order { id } unit { id }", api.district.dispatcher)
    assert shown == {
        "topic": "ORDER",
        "order": {"id": story.id},
        "unit": {"id": gid("Unit", api.district.station)},
    }


async def test_an_answer_reaches_the_asker_who_says_whether_it_will_do(api: Api) -> None:
    district, case = api.district, await complained(api)
    answer = {"caseId": case, "text": "周末改为九点开门"}
    await done(api, "answerFeedback", district.dispatcher, answer)
    confirmed = {"caseId": case, "satisfied": False, "comment": "还是太晚"}
    assert (await refused(api, "confirmOutcome", district.as_resident, confirmed))[0] == (
        "WRONG_STATE"
    )
    await done(api, "informOfAnswer", district.dispatcher, told(api, caseId=case))
    shown = await see_case(
        api, case, "state answer informedChannel informedAt", district.as_resident
    )
    assert (shown["state"], shown["answer"]) == ("INFORMED", "周末改为九点开门")
    assert shown["informedChannel"] == "PHONE"
    await done(api, "confirmOutcome", district.as_resident, confirmed)
    query = "{ feedbackCases(filter: {satisfied: false}) { edges { node { id comment } } } }"
    unhappy = [edge["node"] for edge in (await seen(api, query, district.admin))["edges"]]
    assert {"id": case, "comment": "还是太晚"} in unhappy


async def test_a_complaint_that_nobody_answers_is_overdue(api: Api) -> None:
    case = await complained(api)
    await time_passes(api, api.district.now + 7 * DAY)
    under = gid("Unit", api.district.institute)
    query = (
        "query ($under: ID!) { feedbackCases(filter: {under: $under, overdue: true},"
        " orderBy: DUE_FIRST, first: 100) { edges { node { id } } } }"
    )
    late = [edge["node"]["id"] for edge in (await seen(api, query, CENTRE, under=under))["edges"]]
    assert case in late


# --- improvement tasks 整改 ----------------------------------------------------------------------


async def test_a_task_has_owner_due_date_result_and_proof_that_the_asker_was_told(api: Api) -> None:
    district, case = api.district, await complained(api)
    task = await task_of(api, case)
    about = {"taskId": task}
    await done(api, "noteImprovementProgress", district.dispatcher, {**about, "note": "已排班"})
    finished = {**about, "result": "周末已开放", "evidenceHash": "ab" * 32}
    await done(api, "finishImprovement", district.dispatcher, finished)
    assert await refused(
        api, "informOfImprovement", district.dispatcher, told(api, taskId=task)
    ) == ("WRONG_STATE", "taskId")
    await done(api, "acceptImprovement", district.admin, about)
    await done(api, "informOfImprovement", district.dispatcher, told(api, taskId=task))
    full = (
        "owner state result evidenceHash informedChannel informedProof doneBy checkedBy"
        " notes { note }"
    )
    assert await see_task(api, task, full, district.dispatcher) == {
        "owner": "王主任",
        "state": "ACCEPTED",
        "result": "周末已开放",
        "evidenceHash": "ab" * 32,
        "informedChannel": "PHONE",
        "informedProof": "通话记录 2026-0032",
        "doneBy": "dispatcher",
        "checkedBy": "admin",
        "notes": [{"note": "已排班"}],
    }
    # The asker sees what came of it, and not who in the office did what.
    assert await see_task(api, task, full, district.as_resident) == {
        "owner": None,
        "state": "ACCEPTED",
        "result": "周末已开放",
        "evidenceHash": "ab" * 32,
        "informedChannel": "PHONE",
        "informedProof": None,
        "doneBy": None,
        "checkedBy": None,
        "notes": [],
    }
    assert await see_case(api, case, "state task { id }", district.as_resident) == {
        "state": "INFORMED",
        "task": {"id": task},
    }
    assert await see_task(api, task, "state", district.stranger) is None


async def test_a_second_person_checks_and_sends_back_what_is_not_good_enough(api: Api) -> None:
    district = api.district
    about = {"taskId": await task_of(api, await complained(api))}
    await done(api, "finishImprovement", district.admin, {**about, "result": "周末已开放"})
    assert await refused(api, "acceptImprovement", district.admin, about) == (
        "SECOND_PERSON_REQUIRED",
        "taskId",
    )
    due = (district.now + 20 * DAY).isoformat()
    back = {**about, "reason": "周日仍关门", "dueAt": due}
    task = await done(api, "sendImprovementBack", CENTRE, back, "state", "sentBackReason")
    assert (task["state"], task["sentBackReason"]) == ("OPEN", "周日仍关门")


async def test_a_task_that_is_not_done_in_time_is_on_the_overdue_list(api: Api) -> None:
    task = await task_of(api, await complained(api))
    await time_passes(api, api.district.now + 11 * DAY)
    query = (
        "query ($under: ID!) { improvementTasks(filter: {under: $under, overdue: true,"
        " state: [OPEN], sourceKind: [COMPLAINT]}, orderBy: DUE_FIRST, first: 100)"
        " { edges { node { id } } } }"
    )
    under = gid("Unit", api.district.institute)
    late = await seen(api, query, api.district.admin, under=under)
    assert task in [edge["node"]["id"] for edge in late["edges"]]


async def test_whoever_watches_a_task_is_told_when_it_changes(api: Api) -> None:
    task = await task_of(api, await complained(api))
    query = "subscription ($id: ID!) { improvementTaskChanged(taskId: $id) { owner } }"
    async with connected(api, api.district.admin) as socket:
        await socket.subscribe("1", query, id=task)
        assert await socket.data("1") == {"improvementTaskChanged": {"owner": "王主任"}}
        handed = {"taskId": task, "owner": "李副主任"}
        await done(api, "handOverImprovement", api.district.admin, handed)
        assert await socket.data("1") == {"improvementTaskChanged": {"owner": "李副主任"}}
