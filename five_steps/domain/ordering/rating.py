"""A rating as given by a requester (评价)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

SCORE_LEAST = 1
SCORE_MOST = 5
TAGS_MAX = 10
TAG_CHARS_MAX = 20


@dataclass(frozen=True, slots=True)
class RatingGiven:
    """Overall score and, where given, one per volunteer, 1–5; sealed comment; tags."""

    score: int
    volunteer_scores: Mapping[UUID, int] = field(default_factory=dict)
    comment: str = ""
    tags: Sequence[str] = ()

    def __post_init__(self) -> None:
        checks.whole("score", self.score, least=SCORE_LEAST, most=SCORE_MOST)
        for score in self.volunteer_scores.values():
            checks.whole("volunteerScores.score", score, least=SCORE_LEAST, most=SCORE_MOST)
        if len(self.tags) > TAGS_MAX:
            raise Refusal(RefusalCode.INVALID, "tags", allowed=f"at most {TAGS_MAX} tags")
        for tag in self.tags:
            checks.text("tags", tag, chars_max=TAG_CHARS_MAX)

    def scores_of(self, served: Iterable[UUID]) -> dict[UUID, int]:
        """The score of each volunteer who served: the overall one where none was given."""
        served = list(served)
        strangers = set(self.volunteer_scores).difference(served)
        if strangers:
            raise Refusal(
                RefusalCode.NOT_FOUND,
                "volunteerScores.volunteerId",
                allowed="volunteers with verified hours on the order",
            )
        return {
            volunteer_id: self.volunteer_scores.get(volunteer_id, self.score)
            for volunteer_id in served
        }
