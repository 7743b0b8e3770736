"""A village that is merged into its neighbour within the year, and a point that moves.

The village is made up: orders of a year go to those that are still there.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from five_steps.commands.organisation.teams import FormTeam, HandOverTeam
from five_steps.commands.organisation.unit_life import MergeUnit, ReparentUnit
from five_steps.commands.organisation.units import FoundUnit, NamePartyHead
from five_steps.commands.organisation.venues import RegisterVenue
from five_steps.domain.organisation.tiers import TeamKind, Tier, VenueKind
from five_steps.operations.demo.points import POINTS
from five_steps.operations.demo.roster import Roster
from five_steps.operations.demo.staff import centre_admin, team_step, unit_step
from five_steps.operations.demo.step import Step
from five_steps.operations.demo.venue_hours import venue_hours

_INSTITUTE: Final = "330305003"
_VILLAGE, _VILLAGE_NAME = f"{_INSTITUTE}299", "岙口村"
_FOUNDED_AFTER: Final = timedelta(hours=12)
_MERGED_AFTER: Final = timedelta(days=120)
_MOVED_AFTER: Final = timedelta(days=200)


class Reorganisation:
    """The steps, in the street that both happen in."""

    def __init__(self, roster: Roster, start: datetime) -> None:
        self._start = start
        self._neighbour = next(
            station for institute, station in roster.places if institute.code == _INSTITUTE
        )
        self._point = next(point for point in POINTS if point.parent_code == _INSTITUTE)

    def stages(self) -> Iterator[list[Step]]:
        """The village as it began."""
        founded = self._start + _FOUNDED_AFTER
        minute = timedelta(minutes=1)
        hours = venue_hours(VenueKind.CULTURAL_HALL, self._start.date())
        yield [
            Step(
                unit_step(_VILLAGE),
                founded,
                (),
                lambda made: FoundUnit(
                    code=_VILLAGE,
                    name=f"{_VILLAGE_NAME}新时代文明实践站",
                    tier=Tier.STATION,
                    parent_id=made[unit_step(_INSTITUTE)],
                    region=_VILLAGE_NAME,
                ),
                centre_admin,
            )
        ]
        yield [
            Step(
                f"party head {_VILLAGE}",
                founded + minute,
                (_VILLAGE,),
                lambda made: NamePartyHead(unit_id=made[unit_step(_VILLAGE)], party_head="郭海平"),
                centre_admin,
            ),
            Step(
                f"hall {_VILLAGE}",
                founded + 2 * minute,
                (),
                lambda made: RegisterVenue(
                    unit_id=made[unit_step(_VILLAGE)],
                    name=f"{_VILLAGE_NAME}文化礼堂",
                    kind=VenueKind.CULTURAL_HALL,
                    capacity=60,
                    opening_hours=hours.text,
                    open_windows=hours.windows,
                ),
                centre_admin,
            ),
            Step(
                team_step(_VILLAGE),
                founded + 3 * minute,
                (),
                lambda made: FormTeam(
                    unit_id=made[unit_step(_VILLAGE)],
                    kind=TeamKind.SQUAD,
                    name=f"{_VILLAGE_NAME}志愿服务小队",
                    parent_id=made[team_step(_INSTITUTE)],
                ),
                centre_admin,
            ),
        ]

    def steps(self) -> Iterator[Step]:
        """What became of it, and of the point."""
        merged = self._start + _MERGED_AFTER
        yield Step(
            f"merger {_VILLAGE}",
            merged,
            (_VILLAGE,),
            lambda made: MergeUnit(
                unit_id=made[unit_step(_VILLAGE)],
                into_id=made[unit_step(self._neighbour.code)],
                reason=f"村规模调整, 并入{self._neighbour.name}",
            ),
            centre_admin,
        )
        yield Step(
            f"team after merger {_VILLAGE}",
            merged + timedelta(hours=1),
            (_VILLAGE,),
            lambda made: HandOverTeam(
                team_id=made[team_step(_VILLAGE)],
                unit_id=made[unit_step(self._neighbour.code)],
                reason="原单位并入本单位",
            ),
            centre_admin,
        )
        yield Step(
            f"move {self._point.code}",
            self._start + _MOVED_AFTER,
            (unit_step(self._point.code),),
            lambda made: ReparentUnit(
                unit_id=made[unit_step(self._point.code)],
                parent_id=made[unit_step(self._neighbour.code)],
                reason="交由所在村(社区)管理",
            ),
            centre_admin,
        )
