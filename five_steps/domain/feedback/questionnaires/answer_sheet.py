"""An answer sheet (答卷): what somebody answers to the questions of a questionnaire."""

from collections.abc import Sequence
from dataclasses import dataclass

from five_steps.domain.feedback.questionnaires.question import CHOICES, Question, QuestionKind
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

_NUMBER = "answers.question"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a question: a score, options by their numbers, or a text.

    Questions and options are numbered from 1 on.
    """

    question: int
    score: int | None = None
    choices: tuple[int, ...] = ()
    text: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """Answers as events keep them: parallel lists, each naming its questions first."""

    score_questions: list[int]
    scores: list[int]
    choice_questions: list[int]
    choices: list[int]
    text_questions: list[int]
    texts: list[str]

    @classmethod
    def of(cls, questions: Sequence[Question], answers: Sequence[Answer]) -> "AnswerSheet":
        """The answers as given, if they answer the questions; texts are not sealed yet."""
        numbers = [answer.question for answer in answers]
        for number in numbers:
            checks.whole(_NUMBER, number, least=1, most=len(questions))
        if len(set(numbers)) < len(numbers):
            raise Refusal(RefusalCode.INVALID, _NUMBER, allowed="each question once")
        for number, question in enumerate(questions, 1):
            if question.required and number not in numbers:
                raise Refusal(RefusalCode.INVALID, "answers", allowed=f"question {number} answered")
        sheet = cls([], [], [], [], [], [])
        for answer in sorted(answers, key=lambda answer: answer.question):
            sheet._take(questions[answer.question - 1], answer)
        return sheet

    def _take(self, question: Question, answer: Answer) -> None:
        _require_kind(question.kind, answer)
        if question.kind is QuestionKind.SCALE:
            assert answer.score is not None
            self.score_questions.append(answer.question)
            self.scores.append(
                checks.whole("answers.score", answer.score, least=1, most=question.scale_max)
            )
        elif question.kind is QuestionKind.TEXT:
            assert answer.text is not None
            self.text_questions.append(answer.question)
            self.texts.append(checks.text("answers.text", answer.text))
        else:
            chosen = _chosen(question, answer.choices)
            self.choice_questions.extend([answer.question] * len(chosen))
            self.choices.extend(chosen)


def _require_kind(kind: QuestionKind, answer: Answer) -> None:
    """Refuse an answer that is empty, or of another kind than the question."""
    given = (answer.score is not None, bool(answer.choices), answer.text is not None)
    if given != (kind is QuestionKind.SCALE, kind in CHOICES, kind is QuestionKind.TEXT):
        wanted = "a score" if kind is QuestionKind.SCALE else "choices"
        wanted = "a text" if kind is QuestionKind.TEXT else wanted
        raise Refusal(
            RefusalCode.INVALID, "answers", actual=answer.question, allowed=f"{wanted} alone"
        )


def _chosen(question: Question, choices: Sequence[int]) -> list[int]:
    for choice in choices:
        checks.whole("answers.choices", choice, least=1, most=len(question.options))
    most = 1 if question.kind is QuestionKind.SINGLE_CHOICE else len(question.options)
    if len(choices) > most or len(set(choices)) < len(choices):
        allowed = "one option" if most == 1 else "each option once"
        raise Refusal(RefusalCode.INVALID, "answers.choices", allowed=allowed)
    return sorted(choices)
