"""Questionnaires (问卷) and their versions."""

from datetime import datetime

import strawberry

from five_steps.domain.feedback.questionnaires.questionnaire_state import (
    Audience,
    QuestionnaireState,
)
from five_steps.graphql_api.feedback.questionnaires.ballot import Ballot, CastBallot
from five_steps.graphql_api.feedback.questionnaires.question import Question
from five_steps.graphql_api.kernel.access import (
    QUESTIONNAIRE,
    QUESTIONNAIRE_STAFF,
    QUESTIONNAIRE_TURNOUT,
    QUESTIONNAIRE_VERSION,
)
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import column, connection, entity, one, some
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.kernel.unit_subtree import UNDER_UNIT
from five_steps.graphql_api.organisation.unit import Unit

LATEST_QUESTIONNAIRE_FIRST = {"": Sort("{t}.created_at", "timestamptz", descending=True)}

_TURNOUT = (
    "coalesce((SELECT o.{counted} FROM read.turnouts o WHERE o.questionnaire_id ="
    " {t}.questionnaire_id AND o.version = {t}.version), 0)"
)
_OF_VERSION = "{t}.questionnaire_id = {parent}.questionnaire_id AND {t}.version = {parent}.version"


@strawberry.input(description="Which questionnaires to list; all that is given must hold.")
class QuestionnaireFilter:
    """Which questionnaires to list."""

    under: strawberry.ID | None = condition(
        UNDER_UNIT,
        "Of this unit and those under it 单位.",
        read=reads_id("Unit"),
    )
    state: list[QuestionnaireState] | None = condition(
        "{t}.state = ANY({p}::text[])", "In one of these states 状态."
    )
    open: bool | None = condition(
        "({t}.state = 'PUBLISHED' AND {t}.opens_at <= {now} AND {now} < {t}.closes_at)"
        " = {p}::boolean",
        "Whether it may be answered now 是否可作答.",
    )
    audience: list[Audience] | None = condition(
        "{t}.audience = ANY({p}::text[])", "For one of these audiences 对象."
    )


@entity(
    "read.questionnaire_versions",
    "A version of a questionnaire (问卷版本): frozen once it is published.",
    key={"questionnaire_id": "uuid", "version": "int"},
    visible=QUESTIONNAIRE_VERSION,
)
class QuestionnaireVersion:
    """A version of a questionnaire."""

    version: int = column("Number 版本号, from 1 on.")
    title: str = column("Title 标题.")
    introduction: str = column("What it is for 说明.")
    audience: Audience = column("Who may answer 对象.")
    anonymous: bool = column("Whether it is answered without a name 是否匿名.")
    opens_at: datetime = column("From when it may be answered 开始时间.")
    closes_at: datetime = column("Until when it may be answered 截止时间.")
    published_at: datetime | None = column("When it was published 发布时间; null for a draft.")
    published_by: str | None = column("Who published it 发布人.", seen_by=QUESTIONNAIRE_STAFF)
    closed_at: datetime | None = column("When it was closed or superseded 结束时间.")
    results_from: int | None = column(
        "From how many answers on anonymous results are shown 匿名结果公布下限."
    )
    ballot_key: str | None = column(
        "Public key of its ballots 凭证公钥, the base64 of a DER SubjectPublicKeyInfo; null unless "
        "it is anonymous."
    )
    answer_count: int | None = column(
        "How many answered 答卷数; of an anonymous one once it is closed.",
        _TURNOUT.replace("{counted}", "answers"),
        seen_by=QUESTIONNAIRE_TURNOUT,
    )
    ballot_count: int | None = column(
        "How many claimed a ballot 领取凭证数.",
        _TURNOUT.replace("{counted}", "ballots"),
        seen_by=QUESTIONNAIRE_STAFF,
    )
    position: Position = column("Log position of its last event.")
    questions: list[Question] = some(
        "What it asks 题目.",
        join=_OF_VERSION,
        sorts={"": Sort("{t}.number", "int", unique=None)},
    )
    cast_ballots: Connection[CastBallot] = connection(
        "The ballots that were cast 已投凭证; for auditors, who verify their signatures.",
        join=_OF_VERSION,
        sorts={"": Sort("{t}.id", "uuid", unique=None)},
    )


_OF = "{t}.questionnaire_id = {parent}.id"


@entity(
    "read.questionnaires", "A questionnaire of a unit (问卷), in versions.", visible=QUESTIONNAIRE
)
class Questionnaire(Node):
    """A questionnaire of a unit."""

    state: QuestionnaireState = column("Where it stands 状态.")
    title: str = column("Title of the latest version 标题.")
    audience: Audience = column("Who may answer 对象.")
    anonymous: bool = column("Whether it is answered without a name 是否匿名.")
    opens_at: datetime = column("From when it may be answered 开始时间.")
    closes_at: datetime = column("Until when it may be answered 截止时间.")
    created_by: str | None = column("Who drafted it first 建立人.", seen_by=QUESTIONNAIRE_STAFF)
    created_at: datetime = column("When it was drafted first 建立时间.")
    answered_by_me: bool = column(
        "Whether the viewer answered the latest version by name 本人是否已实名作答.",
        "EXISTS (SELECT FROM read.named_answers n WHERE n.questionnaire_id = {t}.id"
        " AND n.version = {t}.version AND n.person_id = {viewer})",
    )
    position: Position = column("Log position of its last event.")
    unit: Unit | None = one("The unit that asks 发起单位.", join="{t}.id = {parent}.unit_id")
    current: QuestionnaireVersion | None = one(
        "The latest published version 当前版本.",
        join=f"{_OF} AND {{t}}.version = {{parent}}.version",
    )
    draft: QuestionnaireVersion | None = one(
        "The draft of the next version 草稿; for the unit's staff.",
        join=f"{_OF} AND {{t}}.version = {{parent}}.version + 1",
    )
    versions: list[QuestionnaireVersion] = some(
        "All versions that the viewer may see, the latest first 历次版本.",
        join=_OF,
        sorts={"": Sort("{t}.version", "int", descending=True, unique=None)},
    )
    my_ballot: Ballot | None = one(
        "The viewer's own ballot for the latest version 本人的匿名凭证.",
        join=f"{_OF} AND {{t}}.version = {{parent}}.version",
    )
