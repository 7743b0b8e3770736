"""Questions (题目), and what was answered to them as far as it may be shown."""

from five_steps.domain.feedback.questionnaires.question import QuestionKind
from five_steps.graphql_api.kernel.access import QUESTIONNAIRE_RESULT
from five_steps.graphql_api.kernel.collection import Sort
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import column, connection, entity, one, some
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.people.resident import Resident
from five_steps.graphql_api.people.volunteer import Volunteer

_ASKED = (
    "{t}.questionnaire_id = {parent}.questionnaire_id AND {t}.version = {parent}.version"
    " AND {t}.question = {parent}.number"
)
# Anonymous answers are shown when no more can come, and only those of questions that enough
# answered. `answered` is how many answered the question.
_QUESTIONS = """(
    SELECT q.*, v.unit_id, coalesce(c.answers, 0) AS answered,
        NOT v.anonymous OR v.closed_at IS NOT NULL AND coalesce(c.answers, 0) >= v.results_from
            AS shown
    FROM read.questions q
    JOIN read.questionnaire_versions v USING (questionnaire_id, version)
    LEFT JOIN read.answer_counts c ON c.questionnaire_id = q.questionnaire_id
        AND c.version = q.version AND c.question = q.number AND c.value = 0
)"""
_SHARES = f"""(
    SELECT q.questionnaire_id, q.version, q.number AS question, q.unit_id, q.shown,
        s.value, q.options[s.value] AS option, coalesce(c.answers, 0) AS answers
    FROM {_QUESTIONS} q
    CROSS JOIN LATERAL generate_series(1, greatest(q.scale_max, cardinality(q.options))) s (value)
    LEFT JOIN read.answer_counts c ON c.questionnaire_id = q.questionnaire_id
        AND c.version = q.version AND c.question = q.number AND c.value = s.value
)"""  # noqa: S608
_WRITTEN = f"""(
    SELECT w.*, q.unit_id, q.shown
    FROM read.written_answers w
    JOIN {_QUESTIONS} q ON q.questionnaire_id = w.questionnaire_id
        AND q.version = w.version AND q.number = w.question
)"""  # noqa: S608


@entity(
    _SHARES,
    "How many gave a score, or chose an option (答案分布).",
    key={"questionnaire_id": "uuid", "version": "int", "question": "int", "value": "int"},
    visible=QUESTIONNAIRE_RESULT,
)
class AnswerShare:
    """How many gave a score, or chose an option."""

    value: int = column("The score, or the number of the option from 1 on 分值或选项序号.")
    option: str | None = column("The option 选项; null for a score.")
    answers: int = column("How many answered so 人数.", "{t}.answers::int")


@entity(
    _WRITTEN,
    "What somebody wrote (简答).",
    key={"answer_id": "uuid", "question": "int"},
    visible=QUESTIONNAIRE_RESULT,
    person="{t}.person_id",
)
class WrittenAnswer:
    """What somebody wrote."""

    text: str | None = column("What they wrote 内容; null once erased.", personal=True)
    resident: Resident | None = one(
        "The resident who wrote it 群众; null where it was written without a name.",
        join="{t}.id = {parent}.person_id",
    )
    volunteer: Volunteer | None = one(
        "The volunteer who wrote it 志愿者; null where it was written without a name.",
        join="{t}.id = {parent}.person_id",
    )


# Reached through the version alone, and seen by whoever sees that.
@entity(
    _QUESTIONS,
    "A question of a questionnaire (题目), with what was answered to it. Answers without a name "
    "are shown once the version is closed and enough answered.",
    key={"questionnaire_id": "uuid", "version": "int", "number": "int"},
    visible=PUBLIC,
)
class Question:
    """A question of a questionnaire."""

    number: int = column("Number 题号, from 1 on.")
    kind: QuestionKind = column("How it is answered 题型.")
    text: str = column("What is asked 题目.")
    required: bool = column("Whether it has to be answered 是否必答.")
    scale_max: int | None = column(
        "Highest step of a scale 量表最大值; null unless it is one.", "nullif({t}.scale_max, 0)"
    )
    options: list[str] = column("What to choose from 选项.")
    answered: int | None = column(
        "How many answered it 作答人数.", "{t}.answered::int", seen_by=QUESTIONNAIRE_RESULT
    )
    mean: float | None = column(
        "Mean score 平均分; null unless it is a scale that somebody answered.",
        "(SELECT sum(m.value * m.answers)::float8 / nullif(sum(m.answers), 0)"
        " FROM read.answer_counts m WHERE m.questionnaire_id = {t}.questionnaire_id"
        " AND m.version = {t}.version AND m.question = {t}.number AND m.value > 0"
        " AND {t}.scale_max > 0)",
        seen_by=QUESTIONNAIRE_RESULT,
    )
    distribution: list[AnswerShare] = some(
        "How many answered what 答案分布; empty for a text, or where it may not be shown.",
        join=_ASKED,
        sorts={"": Sort("{t}.value", "int", unique=None)},
    )
    written: Connection[WrittenAnswer] = connection(
        "What people wrote, in no telling order 简答内容.",
        join=_ASKED,
        # Not by answer: who is first in one question's list would be so in the next one's.
        sorts={"": Sort("md5({t}.answer_id::text || {t}.question)", "text", unique=None)},
    )
