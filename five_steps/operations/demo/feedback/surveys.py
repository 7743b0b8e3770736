"""The district's questionnaires (问卷) of the year: what they ask, of whom, when."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from five_steps.domain.feedback.questionnaires.answer_sheet import Answer
from five_steps.domain.feedback.questionnaires.question import Question, QuestionKind
from five_steps.domain.feedback.questionnaires.questionnaire_state import Audience
from five_steps.operations.demo.dice import dice, drawn
from five_steps.operations.demo.district import DISTRICT_CODE, INSTITUTES
from five_steps.operations.demo.roster import Resident, Roster, Volunteer
from five_steps.operations.demo.staff import ActorOf, resident, volunteer
from five_steps.operations.demo.wanted import YEAR

SATISFACTION: Final = (
    Question(QuestionKind.SCALE, "您对文明实践服务总体满意吗？", scale_max=5),
    Question(
        QuestionKind.MULTIPLE_CHOICE,
        "您参加过哪些活动？",
        options=("理论宣讲", "教育服务", "文化服务", "科普服务", "健身服务", "文明创建"),
    ),
    Question(
        QuestionKind.SINGLE_CHOICE,
        "您从哪里得知服务信息？",
        options=("微信公众号", "村社公告栏", "邻居介绍", "志愿者上门"),
    ),
    Question(QuestionKind.TEXT, "您还有什么意见和建议？", required=False),
)
TRAINING: Final = (
    Question(
        QuestionKind.SINGLE_CHOICE,
        "您最需要哪类培训？",
        options=("急救知识", "沟通技巧", "心理疏导", "垃圾分类"),
    ),
    Question(QuestionKind.SCALE, "您对现有培训满意吗？", scale_max=10),
    Question(QuestionKind.TEXT, "您希望在什么时间参加培训？", required=False),
)
_SCORES: Final = {5: 50, 4: 32, 3: 12, 2: 4, 1: 2}
_WORDS: Final = (
    "希望多办几场戏曲下乡",
    "活动通知可以再早一点",
    "志愿者很热情，谢谢",
    "周末晚上更方便参加",
    "希望增加老年人手机课",
)


@dataclass(frozen=True, slots=True)
class Survey:
    """A questionnaire of the year; `open_for` is None for one that is a draft still.

    `asked_each` says of how many people one answers, `limit` how many answer at most, `to_improve`
    what is to become better because of it.
    """

    number: int
    unit_code: str
    title: str
    audience: Audience
    anonymous: bool
    opens_before: timedelta
    open_for: timedelta | None
    questions: tuple[Question, ...]
    asked_each: int = 1
    limit: int = 1_000
    to_improve: str = ""

    @property
    def name(self) -> str:
        """The step that begins it."""
        return f"survey {self.number}"

    def opens_at(self, now: datetime) -> datetime:
        """From when on it may be answered."""
        return now - self.opens_before

    def closes_at(self, now: datetime) -> datetime:
        """Until when it may be answered."""
        return self.opens_at(now) + (self.open_for or timedelta(days=30))


_DAY: Final = timedelta(days=1)
SURVEYS: Final = (
    Survey(
        1, DISTRICT_CODE, "上半年群众满意度匿名问卷", Audience.EVERYBODY, True,
        YEAR / 2, 20 * _DAY, SATISFACTION, asked_each=9,
    ),
    Survey(
        2, DISTRICT_CODE, "志愿者培训需求调查", Audience.VOLUNTEERS, False,
        120 * _DAY, 30 * _DAY, TRAINING, asked_each=4, to_improve="增开周末急救培训",
    ),
    Survey(
        3, INSTITUTES[0].code, "四季度服务满意度问卷", Audience.RESIDENTS, False,
        9 * _DAY, 21 * _DAY, SATISFACTION, asked_each=2, limit=60,
    ),
    Survey(
        4, INSTITUTES[-1].code, "文化礼堂开放时间匿名意见", Audience.RESIDENTS, True,
        60 * _DAY, 14 * _DAY, SATISFACTION[:1], limit=3,
    ),
    Survey(
        5, DISTRICT_CODE, "年终群众满意度匿名问卷", Audience.EVERYBODY, True,
        -3 * _DAY, None, SATISFACTION,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answering:
    """Somebody who answers, and what; `after` the questionnaire opened."""

    who: str
    actor: ActorOf
    after: timedelta
    answers: tuple[Answer, ...]


def answering(survey: Survey, roster: Roster) -> list[Answering]:
    """Those who answer, in the order of time."""
    assert survey.open_for is not None
    people: list[Resident | Volunteer] = []
    if survey.audience is not Audience.VOLUNTEERS:
        people += roster.residents
    if survey.audience is not Audience.RESIDENTS:
        people += roster.volunteers
    stations = {i.code: i.stations for i in INSTITUTES}.get(survey.unit_code)
    near = [who for who in people if stations is None or who.station in stations]
    chosen = near[:: survey.asked_each][: survey.limit]
    told = [_answer(survey, who, dice(roster.seed, survey.name, who)) for who in chosen]
    return sorted(told, key=lambda one: one.after)


def _answer(survey: Survey, who: Resident | Volunteer, throw: random.Random) -> Answering:
    name, actor = f"r{who.number}", resident(who.number)
    if isinstance(who, Volunteer):
        name, actor = f"v{who.number}", volunteer(who.number)
    assert survey.open_for is not None
    # Whoever answers does so by the day before yesterday, however long it stays open.
    latest = min(survey.open_for, survey.opens_before) - 2 * _DAY
    return Answering(
        who=name,
        actor=actor,
        after=latest * throw.uniform(0.1, 1),
        answers=tuple(_answers(survey.questions, throw)),
    )


def _answers(questions: Sequence[Question], throw: random.Random) -> list[Answer]:
    answers = []
    for number, question in enumerate(questions, 1):
        match question.kind:
            case QuestionKind.SCALE:
                score = drawn(_SCORES, throw) * question.scale_max // 5
                answers.append(Answer(number, score=score))
            case QuestionKind.TEXT:
                if throw.random() < 0.2:
                    answers.append(Answer(number, text=throw.choice(_WORDS)))
            case _:
                most = 1 if question.kind is QuestionKind.SINGLE_CHOICE else 3
                numbers = range(1, len(question.options) + 1)
                chosen = throw.sample(numbers, throw.randint(1, most))
                answers.append(Answer(number, choices=tuple(chosen)))
    return answers
