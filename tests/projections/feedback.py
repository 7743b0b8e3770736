"""Feedback in the random district of the views' tests."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from five_steps.domain.feedback.feedback_case import FeedbackCase
from five_steps.domain.feedback.feedback_state import (
    Asker,
    AskerKind,
    Concern,
    FeedbackKind,
    FeedbackTopic,
)
from five_steps.domain.feedback.improvement_state import ImprovementSource, InformChannel
from five_steps.domain.feedback.improvement_task import ImprovementTask
from five_steps.domain.feedback.informing import Told
from five_steps.domain.feedback.questionnaires.anonymous_answer import AnonymousAnswer
from five_steps.domain.feedback.questionnaires.answer_sheet import Answer, AnswerSheet
from five_steps.domain.feedback.questionnaires.ballot import Ballot
from five_steps.domain.feedback.questionnaires.question import Question, QuestionKind
from five_steps.domain.feedback.questionnaires.questionnaire import Questionnaire
from five_steps.domain.feedback.questionnaires.questionnaire_answer import QuestionnaireAnswer
from five_steps.domain.feedback.questionnaires.questionnaire_state import Audience, Content
from five_steps.domain.ordering.order_state import FollowUpChannel

if TYPE_CHECKING:
    from five_steps.domain.kernel.aggregate import Aggregate
    from five_steps.domain.ordering.order import Order
    from tests.projections.district import District

CLERK, OTHER_CLERK = "clerk", "other clerk"
QUESTIONS = (
    Question(QuestionKind.SCALE, "满意吗?", scale_max=5),
    Question(QuestionKind.MULTIPLE_CHOICE, "想要什么?", options=("戏曲", "义诊", "讲座")),
    Question(QuestionKind.TEXT, "还想说什么?", required=False),
)


class Feedback:
    """Asks, complains and improves, with the district's clock, dice and log."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.cases: list[FeedbackCase] = []
        self.tasks: list[ImprovementTask] = []
        self.questionnaires: list[Questionnaire] = []

    def keep(self) -> None:
        """Put what happened into the log; after a refusal, what was done before it."""
        kept: list[list[Aggregate]] = [[*self.cases], [*self.tasks], [*self.questionnaires]]
        for aggregates in kept:
            self.district.keep(*aggregates)

    # --- complaints and tasks -------------------------------------------------------------------

    def file(self, text: str = "大门没有开") -> FeedbackCase:
        district = self.district
        asker = district.random.choice(district.residents)
        unit_id = district.stations()[0].id
        case = FeedbackCase.file(
            id=district.id(),
            at=district.now,
            kind=district.random.choice(list(FeedbackKind)),
            concern=Concern(FeedbackTopic.UNIT, unit_id, unit_id),
            asker=Asker(AskerKind.RESIDENT, asker.id),
            text=district.seal(asker.id, text),
            rules=district.rules,
            by=str(asker.id),
        )
        self.cases.append(case)
        self.keep()
        return case

    def answer(self, case: FeedbackCase, text: str = "已延长") -> None:
        sealed = self.district.seal(case.asker_id, text)
        case.answer(text=sealed, by=CLERK, at=self.district.now)
        self.keep()

    def told(self) -> Told:
        return Told(InformChannel.PHONE, self.district.now, "通话 17")

    def confirm(self, case: FeedbackCase, *, satisfied: bool = True, comment: str = "谢谢") -> None:
        sealed = self.district.seal(case.asker_id, comment)
        case.confirm(satisfied=satisfied, comment=sealed, at=self.district.now)
        self.keep()

    def improve(
        self, case: FeedbackCase | None = None, *, matter: str = "延长开放时间"
    ) -> ImprovementTask:
        """A task made of a case, or of an inspection's finding."""
        district = self.district
        asker_id = case.asker_id if case else None
        task = ImprovementTask.create(
            id=district.id(),
            at=district.now,
            unit_id=district.stations()[0].id,
            owner="王主任",
            matter=matter if asker_id is None else district.seal(asker_id, matter),
            source_kind=ImprovementSource(case.kind) if case else ImprovementSource.INSPECTION,
            source_id=case.id if case else district.id(),
            asker_id=asker_id,
            due_at=district.now + timedelta(days=3),
            by=CLERK,
        )
        if case:
            case.open_task(task.id, by=CLERK, at=district.now)
        self.tasks.append(task)
        self.keep()
        return task

    def sealed(self, task: ImprovementTask, text: str) -> str:
        return text if task.asker_id is None else self.district.seal(task.asker_id, text)

    # --- questionnaires -------------------------------------------------------------------------

    def draft(self, *, anonymous: bool = False) -> Questionnaire:
        district = self.district
        questionnaire = Questionnaire.begin(
            id=district.id(),
            at=district.now,
            unit_id=district.stations()[0].id,
            content=self.content(anonymous=anonymous),
            by=CLERK,
        )
        self.questionnaires.append(questionnaire)
        self.keep()
        return questionnaire

    def content(self, **changes: Any) -> Content:
        fields: dict[str, Any] = {
            "title": "满意度",
            "introduction": "",
            "audience": Audience.EVERYBODY,
            "anonymous": False,
            "opens_at": self.district.now,
            "closes_at": self.district.now + timedelta(days=7),
            "questions": QUESTIONS,
        }
        return Content(**{**fields, **changes})

    def publish(self, questionnaire: Questionnaire) -> None:
        questionnaire.publish(
            rules=self.district.rules,
            answers_before=0,
            ballot_key="key",
            sealed_ballot_key="sealed key",
            by=CLERK,
            at=self.district.now,
        )
        self.keep()

    def answer_all(
        self, questionnaire: Questionnaire, score: int = 4, *choices: int, text: str = ""
    ) -> None:
        """Somebody answers, by name or without as the questionnaire has it."""
        district = self.district
        assert questionnaire.published is not None
        content, number = questionnaire.published.content, questionnaire.published.number
        person_id = district.id()
        answers = [Answer(1, score=score), Answer(2, choices=choices or (1,))]
        if text:
            owner = questionnaire.id if content.anonymous else person_id
            answers.append(Answer(3, text=district.seal(owner, text)))
        sheet = AnswerSheet.of(content.questions, answers)
        of: dict[str, Any] = {
            "questionnaire_id": questionnaire.id,
            "version": number,
            "at": district.now,
        }
        if not content.anonymous:
            district.keep(QuestionnaireAnswer.give(person_id=person_id, sheet=sheet, **of))
            return
        ballot = Ballot.claim(
            person_id=person_id, blinded_message="blinded", blind_signature="signed", **of
        )
        serial = str(district.id())
        district.keep(ballot, AnonymousAnswer.cast(serial=serial, signature="s", sheet=sheet, **of))

    # --- follow-ups -----------------------------------------------------------------------------

    def draw(self, share: str) -> None:
        """From the next moment on this share of the closed orders is drawn."""
        district = self.district
        district.tick()
        policy = district.service_policy
        policy.publish(
            effective_from=district.now + timedelta(seconds=1),
            by=CLERK,
            at=district.now,
            follow_up_share=Decimal(share),
        )
        district.keep(policy)
        district.tick()

    def follow_up(self, order: Order) -> None:
        order.follow_up(
            channel=FollowUpChannel.PHONE,
            satisfied=True,
            complaint=False,
            result=self.district.seal(order.requester_id, "满意"),
            by=CLERK,
            at=self.district.now,
        )
        self.district.keep(order)

    def mark_overdue(self, order: Order) -> None:
        assert order.closed_at is not None
        rules = self.district.service_policy.in_force(order.closed_at)
        order.mark_follow_up_overdue(rules_at_close=rules, at=self.district.now)
        self.district.keep(order)

    # --- living at random -----------------------------------------------------------------------

    def step(self) -> None:
        """Something at random; what the rules refuse does not happen."""
        steps = [self._case, self._task, self._task, self._questionnaire, self._follow_up]
        self.district.random.choice(steps)()

    def _case(self) -> None:
        dice, at = self.district.random, self.district.now
        if not self.cases or dice.random() < 0.3:
            self.file()
            return
        case = dice.choice(self.cases[-4:])
        match dice.randrange(5):
            case 0:
                self.answer(case)
            case 1:
                case.inform_of_answer(self.told(), by=CLERK, at=at)
            case 2:
                self.confirm(case, satisfied=dice.random() < 0.5)
            case 3:
                case.mark_overdue(at=at)
            case _:
                self.improve(case)
        self.keep()

    def _task(self) -> None:
        dice, at = self.district.random, self.district.now
        if not self.tasks:
            self.improve()
        task = dice.choice(self.tasks[-4:])
        match dice.randrange(7):
            case 0:
                task.hand_over(owner="李副主任", by=CLERK, at=at)
            case 1:
                task.note_progress(note=self.sealed(task, "进行中"), by=CLERK, at=at)
            case 2:
                task.mark_overdue(at=at)
            case 3:
                task.accept(by=OTHER_CLERK, at=at)
            case 4:
                due_at = at + timedelta(days=2)
                reason = self.sealed(task, "未见效")
                task.send_back(reason=reason, due_at=due_at, by=OTHER_CLERK, at=at)
            case 5:
                task.inform_asker(self.told(), by=CLERK, at=at)
            case _:
                result = self.sealed(task, "已办结")
                task.finish(result=result, evidence_hash="ab" * 32, by=CLERK, at=at)
        self.keep()

    def _questionnaire(self) -> None:
        dice, at = self.district.random, self.district.now
        if not self.questionnaires or dice.random() < 0.1:
            self.publish(self.draft(anonymous=dice.random() < 0.5))
        questionnaire = dice.choice(self.questionnaires[-2:])
        match dice.randrange(8):
            case 0:
                questionnaire.redraft(self.content(title="修订"), by=CLERK, at=at)
            case 1:
                self.publish(questionnaire)
            case 2:
                questionnaire.close(answers=3, by=CLERK, at=at)
            case _:
                text = dice.choice(["", "多办几场"])
                self.answer_all(questionnaire, dice.randint(1, 5), dice.randint(1, 3), text=text)
        self.keep()

    def _follow_up(self) -> None:
        dice = self.district.random
        closed = [order for order in self.district.orders if order.closed_at is not None]
        if not closed or dice.random() < 0.2:
            self.draw(dice.choice(["0.3", "1"]))
            return
        dice.choice([self.follow_up, self.mark_overdue, self.mark_overdue])(dice.choice(closed))
