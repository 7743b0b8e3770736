"""A season of honours (评选): what is awarded, by which criteria, when and how often."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

PLACES_MAX = 1000
PUBLICITY_DAYS_MAX = 90
REVIEWS_MAX = 20


class HonourCategory(StrEnum):
    """Who is honoured (评选类别)."""

    VOLUNTEER = "VOLUNTEER"
    """A volunteer 最美志愿者."""
    TEAM = "TEAM"
    """A team 最佳志愿服务队伍."""
    UNIT = "UNIT"
    """A unit 先进单位."""


class HonourSeason(Aggregate):
    """A season, held by a unit for what lies under it.

    A place is taken when a nomination goes to publicity: no more are announced than can be awarded.
    """

    TOPIC = "honour_season"

    class Created(Aggregate.Created):
        """The season was announced (启动评选)."""

        TOPIC = "honour_season.created"
        unit_id: UUID
        category: str
        name: str
        criteria: str
        places: int
        nominations_from: datetime
        nominations_until: datetime
        reviews_least: int
        publicity_days: int

        def apply(self, season: "HonourSeason") -> None:
            season.unit_id = self.unit_id
            season.category = HonourCategory(self.category)
            season.places = self.places
            season.nominations_from = self.nominations_from
            season.nominations_until = self.nominations_until
            season.reviews_least = self.reviews_least
            season.publicity_days = self.publicity_days

    class PlaceTaken(Aggregate.Event):
        """A nomination went to publicity and takes a place (占用名额)."""

        TOPIC = "honour_season.place_taken"
        nomination_id: UUID

        def apply(self, season: "HonourSeason") -> None:
            season.taken += 1

    class PlaceGivenBack(Aggregate.Event):
        """An objection struck a nomination out; its place is free again (退回名额)."""

        TOPIC = "honour_season.place_given_back"
        nomination_id: UUID

        def apply(self, season: "HonourSeason") -> None:
            season.taken -= 1

    class Closed(Aggregate.Event):
        """The season is over (结束评选): nothing more goes to publicity."""

        TOPIC = "honour_season.closed"
        reason: str

        def apply(self, season: "HonourSeason") -> None:
            season.closed = True

    def __init__(self) -> None:
        self.unit_id: UUID
        self.category = HonourCategory.VOLUNTEER
        self.places = 0
        self.nominations_from: datetime
        self.nominations_until: datetime
        self.reviews_least = 1
        self.publicity_days = 1
        self.taken = 0
        self.closed = False

    @classmethod
    def announce(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        unit_id: UUID,
        category: HonourCategory,
        name: str,
        criteria: str,
        places: int,
        nominations_from: datetime,
        nominations_until: datetime,
        reviews_least: int,
        publicity_days: int,
    ) -> "HonourSeason":
        """Announce a season.

        `reviews_least` reviews are needed, most of them in favour, before a nomination goes to
        publicity for `publicity_days`.
        """
        checks.aware("nominationsFrom", nominations_from)
        checks.aware("nominationsUntil", nominations_until)
        if not max(nominations_from, at) < nominations_until:
            raise Refusal(
                RefusalCode.INVALID, "nominationsUntil", allowed="after nominationsFrom and now"
            )
        whole = checks.whole
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            unit_id=unit_id,
            category=category.value,
            name=checks.name("name", name),
            criteria=checks.text("criteria", criteria),
            places=whole("places", places, least=1, most=PLACES_MAX),
            nominations_from=nominations_from,
            nominations_until=nominations_until,
            reviews_least=whole("reviewsLeast", reviews_least, least=1, most=REVIEWS_MAX),
            publicity_days=whole("publicityDays", publicity_days, least=1, most=PUBLICITY_DAYS_MAX),
        )

    @property
    def publicity(self) -> timedelta:
        """How long a nomination is announced."""
        return timedelta(days=self.publicity_days)

    def require_nominating(self, at: datetime) -> None:
        """Refuse unless nominations are taken at this moment."""
        self._require_open()
        checks.not_before("seasonId", at, self.nominations_from)
        checks.before("seasonId", at, self.nominations_until)

    def take_place(self, nomination_id: UUID, *, at: datetime) -> None:
        """Take a place for a nomination that goes to publicity."""
        self._require_open()
        if self.taken >= self.places:
            raise Refusal(RefusalCode.FULL, "nominationId", allowed=self.places, actual=self.taken)
        self.trigger_event(self.PlaceTaken, timestamp=at, nomination_id=nomination_id)

    def give_place_back(self, nomination_id: UUID, *, at: datetime) -> None:
        """Free the place of a nomination that was struck out."""
        self.trigger_event(self.PlaceGivenBack, timestamp=at, nomination_id=nomination_id)

    def close(self, *, reason: str, at: datetime) -> None:
        """End the season; what is in publicity may still be awarded."""
        self._require_open()
        self.trigger_event(self.Closed, timestamp=at, reason=checks.reason("reason", reason))

    def _require_open(self) -> None:
        if self.closed:
            raise Refusal(RefusalCode.WRONG_STATE, "seasonId", actual="CLOSED", allowed="OPEN")
