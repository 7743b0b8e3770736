"""Questions (题目) of a questionnaire: what may be asked, and how it is to be answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

QUESTIONS_MAX = 50
OPTIONS_MAX = 20
SCALE_MAX = 10
QUESTION_CHARS_MAX = 500


class QuestionKind(StrEnum):
    """How a question is answered (题型)."""

    SCALE = "SCALE"
    """By a number from 1 up to a most 量表."""
    SINGLE_CHOICE = "SINGLE_CHOICE"
    """By one of the options 单选."""
    MULTIPLE_CHOICE = "MULTIPLE_CHOICE"
    """By one or more of the options 多选."""
    TEXT = "TEXT"
    """In one's own words 简答."""


CHOICES = frozenset({QuestionKind.SINGLE_CHOICE, QuestionKind.MULTIPLE_CHOICE})


@dataclass(frozen=True, slots=True)
class Question:
    """A question; `scale_max` is 0 unless it is a scale, `options` are empty unless a choice."""

    kind: QuestionKind
    text: str
    required: bool = True
    scale_max: int = 0
    options: tuple[str, ...] = ()

    def checked(self, field: str) -> "Question":
        """The question as given, if it can be asked."""
        return Question(
            kind=self.kind,
            text=checks.text(f"{field}.text", self.text, chars_max=QUESTION_CHARS_MAX),
            required=self.required,
            scale_max=self._checked_scale(f"{field}.scaleMax"),
            options=self._checked_options(f"{field}.options"),
        )

    def _checked_scale(self, field: str) -> int:
        if self.kind is QuestionKind.SCALE:
            return checks.whole(field, self.scale_max, least=2, most=SCALE_MAX)
        if self.scale_max:
            raise Refusal(RefusalCode.INVALID, field, allowed="only for a scale")
        return 0

    def _checked_options(self, field: str) -> tuple[str, ...]:
        if self.kind not in CHOICES:
            if self.options:
                raise Refusal(RefusalCode.INVALID, field, allowed="only for a choice")
            return ()
        options = tuple(checks.name(field, option) for option in self.options)
        if not 2 <= len(options) <= OPTIONS_MAX or len(set(options)) < len(options):
            raise Refusal(RefusalCode.INVALID, field, allowed=f"2–{OPTIONS_MAX} different options")
        return options


def checked_questions(questions: Sequence[Question]) -> tuple[Question, ...]:
    """The questions as given, if they can be asked."""
    if not 1 <= len(questions) <= QUESTIONS_MAX:
        raise Refusal(RefusalCode.INVALID, "questions", allowed=f"1–{QUESTIONS_MAX} questions")
    return tuple(question.checked("questions") for question in questions)
