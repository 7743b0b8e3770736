"""§10 Six activity lines 六大活动: their forms, and an activity from sign-up to rating."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from five_steps.graphql_api.kernel.global_id import local_id
from tests.commands.activities import Activities
from tests.graphql_api.api import AUDITOR, gid
from tests.graphql_api.test_subscriptions import connected
from tests.mission.activity_story import (
    DAY,
    PHOTO,
    WEEK,
    check_in,
    code_of,
    hold,
    participant,
    plan,
    published,
    residents,
    sign_up,
)
from tests.mission.telling import done, refused, seen

if TYPE_CHECKING:
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

ACTIVITY = """query ($id: ID!) { activity(id: $id) { state placeCount waitingCount attendedCount
    attendance rating ratingsCount evidenceHashes dutyCount venue { id } } }"""
COVERAGE = """query ($unit: ID!, $year: Int!) { activityCoverage(unitId: $unit, year: $year) {
    line covered heldCount attendance subForms } }"""


async def planned_as(api: Api, line: str, *sub_forms: str, method: str | None = None) -> None:
    """Each of the forms can be planned in its line, and a form of another line cannot."""
    for sub_form in sub_forms:
        given = plan(api, line=line, subForm=sub_form, method=method)
        shown = await done(
            api, "createActivity", api.district.admin, given, "line", "subForm", "method"
        )
        assert (shown["line"], shown["subForm"], shown["method"]) == (line, sub_form, method)
    foreign = "CONVENIENT" if line != "THEORY_PREACHING" else "VILLAGE_GALA"
    given = plan(api, line=line, subForm=foreign, method=method)
    assert await refused(api, "createActivity", api.district.admin, given) == ("INVALID", "subForm")


# --- the six lines --------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["LECTURE", "TRAINING", "ONLINE", "TALK"])
async def test_theory_preaching_in_three_forms_and_four_ways(api: Api, method: str) -> None:
    forms = ("CONVENIENT", "PERFORMANCE", "A_LA_CARTE")
    await planned_as(api, "THEORY_PREACHING", *forms, method=method)


async def test_theory_preaching_says_how(api: Api) -> None:
    given = plan(api, line="THEORY_PREACHING", subForm="CONVENIENT")
    assert await refused(api, "createActivity", api.district.admin, given) == ("INVALID", "method")


async def test_moral_practice(api: Api) -> None:
    await planned_as(
        api,
        "MORAL_PRACTICE",
        "POVERTY_HELP",
        "LANXIAOCAO_MODELS",
        "MORALITY_LECTURE",
        "CIVILIZED_DINING",
        "CIVILIZED_TRAFFIC",
        "CIVILIZED_TOURISM",
        "CIVILIZED_ETIQUETTE",
        "SERVING_CHOPSTICKS",
    )


async def test_changing_customs(api: Api) -> None:
    await planned_as(api, "CHANGING_CUSTOMS", "FOLK_CUSTOMS_CODE", "SIX_ACTIONS")


async def test_civilized_city(api: Api) -> None:
    await planned_as(api, "CIVILIZED_CITY", "CITY_ENVIRONMENT", "PUBLIC_ORDER", "PUBLIC_FACILITIES")


async def test_civic_literacy(api: Api) -> None:
    courses = ("ETIQUETTE", "CULTURE", "POSTURE", "HEALTH", "LIFE_QUALITY", "SCIENCE")
    await planned_as(api, "CIVIC_LITERACY", *(f"COURSE_{topic}" for topic in courses))


async def test_culture_and_sports(api: Api) -> None:
    to_villages = (f"{art}_TO_VILLAGES" for art in ("SCIENCE", "FILM", "OPERA", "SQUARE_DANCE"))
    await planned_as(
        api, "CULTURE_SPORTS", "VILLAGE_SONG", "OUR_FESTIVALS", "VILLAGE_GALA", *to_villages
    )


async def test_coverage_of_the_six_lines_by_unit_and_year(api: Api) -> None:
    unit = gid("Unit", api.district.other_station)
    held = [
        ("CULTURE_SPORTS", "VILLAGE_GALA", 80),
        ("CULTURE_SPORTS", "VILLAGE_SONG", 20),
        ("CIVILIZED_CITY", "PUBLIC_ORDER", 9),
    ]
    year = api.district.now.year
    for line, sub_form, attendance in held:
        activity = await published(api, unitId=unit, line=line, subForm=sub_form)
        api.district.now = datetime.fromisoformat(activity["endsAt"])
        given = {"activityId": activity["id"], "attendance": attendance}
        await done(api, "recordActivityHeld", api.district.admin, given)
    lines = await seen(api, COVERAGE, None, unit=unit, year=year)
    assert [line["line"] for line in lines if line["covered"]] == [
        "CIVILIZED_CITY",
        "CULTURE_SPORTS",
    ]
    assert len(lines) == 6
    culture = lines[-1]
    assert (culture["heldCount"], culture["attendance"]) == (2, 100)
    assert culture["subForms"] == ["VILLAGE_GALA", "VILLAGE_SONG"]
    assert not any(
        line["covered"] for line in await seen(api, COVERAGE, None, unit=unit, year=year - 1)
    )
    months = await seen(
        api,
        """query ($unit: ID!, $year: Int!) { activityMonths(unitId: $unit, year: $year) {
            month line heldCount attendance } }""",
        None,
        unit=unit,
        year=year,
    )
    assert sum(month["heldCount"] for month in months) == 3
    assert {month["month"][:4] for month in months} == {str(year)}
    assert sum(month["attendance"] for month in months) == 109


# --- an activity ----------------------------------------------------------------------------------


async def test_a_venue_is_booked_within_its_hours_and_never_twice(api: Api) -> None:
    district = api.district
    hall = await done(
        api,
        "registerVenue",
        district.admin,
        {
            "unitId": gid("Unit", district.station),
            "name": "海霞村文化礼堂",
            "kind": "CULTURAL_HALL",
            "capacity": 120,
        },
    )
    first = await published(api, venueId=hall["id"])
    again = plan(api, venueId=hall["id"])
    assert await refused(api, "createActivity", district.admin, again) == ("OVERLAP", "startsAt")
    crowd = plan(api, venueId=hall["id"], capacity=121)
    assert await refused(api, "createActivity", district.admin, crowd) == (
        "CAP_EXCEEDED",
        "capacity",
    )
    calling_off = {"activityId": first["id"], "reason": "台风"}
    await done(api, "cancelActivity", district.admin, calling_off)
    second = await published(api, venueId=hall["id"])
    shown = await seen(api, ACTIVITY, None, id=second["id"])
    assert shown["venue"] == {"id": hall["id"]}


async def test_a_draft_is_for_the_staff_until_it_is_published(api: Api) -> None:
    draft = await done(api, "createActivity", api.district.admin, plan(api))
    assert await seen(api, ACTIVITY, api.district.as_resident, id=draft["id"]) is None
    assert (await seen(api, ACTIVITY, api.district.dispatcher, id=draft["id"]))["state"] == "DRAFT"
    await done(api, "publishActivity", api.district.admin, {"activityId": draft["id"]})
    assert (await seen(api, ACTIVITY, None, id=draft["id"]))["state"] == "PUBLISHED"


async def test_sign_up_up_to_the_capacity_then_the_waiting_list(api: Api) -> None:
    activity = (await published(api))["id"]
    wu, lin, zhu = await residents(api, 3)
    for who in (wu, lin, zhu):
        await sign_up(api, activity, who)
    own = """{ viewer { signUps { edges { node { status waitingPlace activity { id } } } } } }"""
    waiting = {"status": "WAITING", "waitingPlace": 1, "activity": {"id": activity}}
    assert await seen(api, own, zhu) == {"signUps": {"edges": [{"node": waiting}]}}
    given = {"activityId": activity, "participantId": participant(zhu)}
    assert (await refused(api, "signUpForActivity", zhu, given))[0] == "DUPLICATE"
    leaving = {"activityId": activity, "participantId": participant(wu)}
    await done(api, "cancelSignUp", wu, leaving)
    moved_up = {"status": "SIGNED_UP", "waitingPlace": None, "activity": {"id": activity}}
    assert await seen(api, own, zhu) == {"signUps": {"edges": [{"node": moved_up}]}}


async def test_fifty_at_once_and_no_more_than_the_capacity(api: Api) -> None:
    activity = (await published(api, capacity=30))["id"]
    people = await residents(api, 50)
    await asyncio.gather(*(sign_up(api, activity, who) for who in people))
    shown = await seen(api, ACTIVITY, None, id=activity)
    assert (shown["placeCount"], shown["waitingCount"]) == (30, 20)


async def test_open_for_sign_up_is_listed(api: Api) -> None:
    start = api.district.now + 2 * DAY
    closing = (start - DAY).isoformat()
    activity = (await published(api, title="村歌大赛", signUpClosesAt=closing))["id"]
    query = """query ($open: Boolean) { activities(filter: { openForSignUp: $open,
        line: [CULTURE_SPORTS], search: "村歌大赛" }, orderBy: STARTS_FIRST) {
        edges { node { id } } } }"""
    listed = {"edges": [{"node": {"id": activity}}]}
    assert await seen(api, query, None, open=True) == listed
    api.district.now = start - DAY
    assert await seen(api, query, None, open=True) == {"edges": []}
    assert await seen(api, query, None, open=False) == listed


async def test_check_in_photos_and_rating(api: Api) -> None:
    activity = await published(api, capacity=3)
    wu, lin, absent = await residents(api, 3)
    for who in (wu, lin, absent):
        await sign_up(api, activity["id"], who)
    api.district.now = datetime.fromisoformat(activity["startsAt"])
    for who in (wu, lin):
        await check_in(api, activity["id"], who)
    early = {"activityId": activity["id"], "attendance": 80}
    assert (await refused(api, "recordActivityHeld", api.district.dispatcher, early))[
        0
    ] == "TOO_EARLY"
    api.district.now = datetime.fromisoformat(activity["endsAt"])
    held = await hold(api, activity["id"], 80, PHOTO)
    assert (held["state"], held["attendance"], held["evidenceHashes"]) == ("HELD", 80, [PHOTO])
    for who, score in ((wu, 5), (lin, 4)):
        given = {"activityId": activity["id"], "participantId": participant(who), "score": score}
        await done(api, "rateActivity", who, {**given, "comment": "热闹"})
        assert (await refused(api, "rateActivity", who, given))[0] == "DUPLICATE"
    stranger = {"activityId": activity["id"], "participantId": participant(absent), "score": 1}
    assert (await refused(api, "rateActivity", absent, stranger))[0] == "NOT_FOUND"
    shown = await seen(api, ACTIVITY, None, id=activity["id"])
    assert (shown["attendedCount"], shown["ratingsCount"], shown["rating"]) == (2, 2, 4.5)
    parts = """query ($id: ID!) { activity(id: $id) { participants {
        edges { node { status comment resident { id } } } } } }"""
    for viewer, comments in (
        (api.district.dispatcher, [None, "热闹", "热闹"]),
        (wu, ["热闹"]),
        (api.district.stranger, []),
        (None, []),
    ):
        listed = await seen(api, parts, viewer, id=activity["id"])
        edges = listed["participants"]["edges"]
        heard = [edge["node"]["comment"] for edge in edges]
        assert sorted(heard, key=str) == comments


async def test_volunteers_on_duty_get_hours_and_points_for_the_activity(api: Api) -> None:
    district = api.district
    volunteer = await district.volunteer()
    me, id_ = district.as_volunteer(volunteer), gid("Volunteer", volunteer)
    wanted = {"dutyHeadcount": 1, "dutyCategory": "CULTURE"}
    activity, other = await published(api, **wanted), await published(api, **wanted)
    duty = {"activityId": activity["id"], "volunteerId": id_}
    await done(api, "joinDuty", me, duty)
    elsewhere = {"activityId": other["id"], "volunteerId": id_}
    assert await refused(api, "joinDuty", me, elsewhere) == ("OVERLAP", "volunteerId")
    code = {"code": await code_of(api, activity["id"])}
    district.now = datetime.fromisoformat(activity["startsAt"])
    await done(api, "checkInDuty", me, {**duty, **code})
    district.now = datetime.fromisoformat(activity["endsAt"])
    await done(api, "checkOutDuty", me, {**duty, **code, "evidenceHash": PHOTO})
    submitted = await done(api, "submitDutyHours", me, duty, "minutes", "state")
    assert (submitted["minutes"], submitted["state"]) == (120, "SUBMITTED")
    assert await refused(api, "verifyDutyHours", me, duty) == ("FORBIDDEN", "role")
    await done(api, "verifyDutyHours", district.dispatcher, duty)
    record = await seen(
        api,
        """query ($activity: ID!) { serviceRecords(filter: { activity: $activity }) { edges {
            node { minutes state evidenceHash activity { id } order { id } } } } }""",
        me,
        activity=activity["id"],
    )
    assert [edge["node"] for edge in record["edges"]] == [
        {
            "minutes": 120,
            "state": "VERIFIED",
            "evidenceHash": PHOTO,
            "activity": {"id": activity["id"]},
            "order": None,
        }
    ]
    points = "query ($id: ID!) { pointsAccount(volunteerId: $id) { available } }"
    assert (await seen(api, points, me, id=id_))["available"] == 20


# --- series and courses ---------------------------------------------------------------------------


async def test_a_series_recurs_and_doubles_nothing(api: Api) -> None:
    admin = api.district.admin
    recurring = plan(api, frequency="WEEKLY", times=4, title="周末村歌")
    series = (await done(api, "planActivitySeries", admin, recurring))["id"]
    until = {"seriesId": series, "until": (api.district.now + 2 * WEEK).isoformat()}
    made = await done(api, "extendActivitySeries", admin, until, "activityCount")
    assert made["activityCount"] == 2
    assert await refused(api, "extendActivitySeries", admin, until) == ("DUPLICATE", "until")
    until["until"] = (api.district.now + 10 * WEEK).isoformat()
    made = await done(api, "extendActivitySeries", admin, until, "activityCount")
    assert made["activityCount"] == 4
    listed = await seen(
        api,
        """query ($series: ID!) { activities(filter: { series: $series }, orderBy: STARTS_FIRST) {
            edges { node { startsAt state series { title } } } } }""",
        None,
        series=series,
    )
    nodes = [edge["node"] for edge in listed["edges"]]
    starts = [datetime.fromisoformat(node["startsAt"]) for node in nodes]
    first = datetime.fromisoformat(recurring["startsAt"])
    assert starts == [first + n * WEEK for n in range(4)]
    assert {(node["state"], node["series"]["title"]) for node in nodes} == {
        ("PUBLISHED", "周末村歌")
    }
    ending = {"seriesId": series, "reason": "换季"}
    await done(api, "endActivitySeries", admin, ending)
    assert (await refused(api, "extendActivitySeries", admin, until))[0] == "WRONG_STATE"


async def test_a_course_is_enrolled_in_once_and_completed_by_attendance(api: Api) -> None:
    admin = api.district.admin
    etiquette: dict[str, Any] = plan(
        api, line="CIVIC_LITERACY", subForm="COURSE_ETIQUETTE", title="文明礼仪课"
    )
    recurring = {"frequency": "WEEKLY", "times": 2, "completionPercent": 100}
    course = (await done(api, "openCourse", admin, {**etiquette, **recurring}))["id"]
    diligent, idle, waiting = await residents(api, 3)
    for who in (diligent, idle, waiting):
        given = {"courseId": course, "participantId": participant(who)}
        await done(api, "enrolInCourse", who, given)
    query = """query ($id: ID!) { course(id: $id) { state completedCount sessionsHeld
        sessions { id startsAt endsAt } } }"""
    sessions = (await seen(api, query, None, id=course))["sessions"]
    single = {"activityId": sessions[0]["id"], "participantId": participant(waiting)}
    assert await refused(api, "signUpForActivity", waiting, single) == ("INVALID", "activityId")
    for session, present in zip(sessions, ((diligent, idle), (diligent,)), strict=True):
        api.district.now = datetime.fromisoformat(session["startsAt"])
        for who in present:
            await check_in(api, session["id"], who)
        api.district.now = datetime.fromisoformat(session["endsAt"])
        await hold(api, session["id"], len(present))
    await done(api, "completeCourse", api.district.dispatcher, {"courseId": course})
    shown = await seen(api, query, None, id=course)
    assert (shown["state"], shown["sessionsHeld"], shown["completedCount"]) == ("COMPLETED", 2, 1)
    own = "{ viewer { enrolments { edges { node { status attended } } } } }"
    for who, node in (
        (diligent, {"status": "COMPLETED", "attended": 2}),
        (idle, {"status": "NOT_COMPLETED", "attended": 1}),
        (waiting, {"status": "WAITING", "attended": 0}),
    ):
        assert await seen(api, own, who) == {"enrolments": {"edges": [{"node": node}]}}


# --- live -----------------------------------------------------------------------------------------


async def test_whoever_watches_an_activity_is_told(api: Api) -> None:
    activity = (await published(api, dutyHeadcount=1, dutyCategory="CULTURE"))["id"]
    query = "subscription ($id: ID!) { activityChanged(id: $id) { placeCount dutyCount } }"
    (wu,), volunteer = await residents(api, 1), await api.district.volunteer()
    await api.shown()
    async with connected(api, AUDITOR) as socket:
        await socket.subscribe("1", query, id=activity)
        first = await socket.data("1")
        assert first["activityChanged"] == {"placeCount": 0, "dutyCount": 0}
        await sign_up(api, activity, wu)
        second = await socket.data("1")
        assert second["activityChanged"] == {"placeCount": 1, "dutyCount": 0}
        await Activities(api.district).join(local_id("id", activity, "Activity"), volunteer)
        third = await socket.data("1")
        assert third["activityChanged"] == {"placeCount": 1, "dutyCount": 1}


async def test_taking_part_takes_no_volunteer_s_time_as_duty_does(api: Api) -> None:
    me = api.district.as_volunteer(await api.district.volunteer())
    for activity in (await published(api), await published(api)):
        assert (await sign_up(api, activity["id"], me, "placeCount"))["placeCount"] == 1
