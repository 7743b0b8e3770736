"""Two seasons of honours (先进评选): one that was awarded, and one that takes nominations."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import Enum, auto

from five_steps.commands.incentives.honours.nominations import (
    ConsentToNomination,
    DeclineNomination,
    NominateForHonour,
    RejectNomination,
    ReviewNomination,
)
from five_steps.commands.incentives.honours.publicity import (
    AnnounceNomination,
    AwardHonour,
    DecideObjection,
    RaiseObjection,
    RevokeHonour,
)
from five_steps.commands.incentives.honours.seasons import AnnounceHonourSeason
from five_steps.domain.incentives.honours.season import HonourCategory
from five_steps.operations.demo import staff
from five_steps.operations.demo.district import DISTRICT_CODE
from five_steps.operations.demo.recognition.tale import Tale
from five_steps.operations.demo.roster import Roster, Volunteer
from five_steps.operations.demo.step import Step
from five_steps.operations.demo.wanted import YEAR

_DAY = timedelta(days=1)
_LAST_SEASON_AFTER = 250 * _DAY
_THIS_SEASON_BEFORE = 10 * _DAY
_NOMINATIONS_OPEN = 20 * _DAY
_PLACES = 5


class _Fate(Enum):
    """What becomes of a nomination."""

    AWARDED = auto()
    DOUBTED = auto()
    """Awarded after an objection that was not upheld."""
    REVOKED = auto()
    STRUCK_OUT = auto()
    REJECTED = auto()
    DECLINED = auto()


_FATES = (
    _Fate.AWARDED,
    _Fate.AWARDED,
    _Fate.DOUBTED,
    _Fate.REVOKED,
    _Fate.STRUCK_OUT,
    _Fate.REJECTED,
    _Fate.DECLINED,
)
_WAITING = 3
"""Nominations of the season that is open now."""


def honours(roster: Roster, now: datetime) -> Iterator[Step]:
    """The steps of both seasons; who has most hours is nominated first."""
    grown_up = [volunteer for volunteer in roster.volunteers if not volunteer.minor]
    began = now - YEAR + _LAST_SEASON_AFTER
    last = f"{began.year} 年度最美志愿者"
    yield _season(last, began)
    for fate, volunteer in zip(_FATES, grown_up, strict=False):
        yield from _nomination(last, began + 5 * _DAY, volunteer, fate)
    this = f"{now.year} 年度最美志愿者（第二批）"
    yield _season(this, now - _THIS_SEASON_BEFORE)
    for volunteer in grown_up[len(_FATES) :][:_WAITING]:
        tale = Tale(_name(this, volunteer), now - 5 * _DAY)
        _nominate(tale, this, volunteer)
        yield from tale.steps


def _season(name: str, at: datetime) -> Step:
    return Step(
        name,
        at,
        (name,),
        lambda made: AnnounceHonourSeason(
            unit_id=made[staff.unit_step(DISTRICT_CODE)],
            category=HonourCategory.VOLUNTEER,
            name=name,
            criteria="全年服务满 50 小时，群众评价良好",
            places=_PLACES,
            nominations_from=at,
            nominations_until=at + _NOMINATIONS_OPEN,
            reviews_least=2,
        ),
        staff.centre_admin,
    )


def _name(season: str, volunteer: Volunteer) -> str:
    return f"{season} {volunteer.number}"


def _nomination(season: str, at: datetime, volunteer: Volunteer, fate: _Fate) -> Iterator[Step]:
    tale = Tale(_name(season, volunteer), at, [season])
    _nominate(tale, season, volunteer)
    tale.after(2 * _DAY)
    own = staff.volunteer(volunteer.number)
    if fate is _Fate.DECLINED:
        tale.then("declined", lambda made: DeclineNomination(nomination_id=made[tale.name]), own)
    else:
        tale.then("agreed", lambda made: ConsentToNomination(nomination_id=made[tale.name]), own)
        tale.after(20 * _DAY)
        _judge(tale, fate)
    yield from tale.steps


def _nominate(tale: Tale, season: str, volunteer: Volunteer) -> None:
    name = staff.volunteer_step(volunteer.number)
    tale.then(
        "nominated",
        lambda made: NominateForHonour(
            season_id=made[season], nominee_id=made[name], reason="十年如一日热心服务群众"
        ),
        staff.dispatcher(volunteer.institute.code),
    )


def _judge(tale: Tale, fate: _Fate) -> None:
    good = fate is not _Fate.REJECTED
    for judge, score in ((staff.centre_admin, 92), (staff.centre_deputy, 88)):
        _review(tale, score if good else 55, judge, recommended=good)
    if not good:
        tale.then(
            "rejected",
            lambda made: RejectNomination(nomination_id=made[tale.name], reason="名额有限"),
            staff.centre_admin,
        )
        return
    tale.after(_DAY).then(
        "announced",
        lambda made: AnnounceNomination(nomination_id=made[tale.name]),
        staff.centre_admin,
    )
    if fate in (_Fate.DOUBTED, _Fate.STRUCK_OUT):
        _object(tale, upheld=fate is _Fate.STRUCK_OUT)
    if fate is not _Fate.STRUCK_OUT:
        _award(tale, fate)


def _review(tale: Tale, score: int, judge: staff.ActorOf, *, recommended: bool) -> None:
    tale.then(
        "reviewed",
        lambda made: ReviewNomination(
            nomination_id=made[tale.name], score=score, recommended=recommended
        ),
        judge,
    )


def _object(tale: Tale, *, upheld: bool) -> None:
    objection = tale.after(_DAY).then(
        "objected",
        lambda made: RaiseObjection(nomination_id=made[tale.name], reason="时长与实际不符"),
        staff.resident(0),
    )
    tale.after(_DAY).then(
        "decided",
        lambda made: DecideObjection(
            nomination_id=made[tale.name],
            objection_id=made[objection],
            upheld=upheld,
            reason="经核查属实" if upheld else "经核查，时长无误",
        ),
        staff.centre_deputy,
    )


def _award(tale: Tale, fate: _Fate) -> None:
    tale.after(7 * _DAY).then(
        "awarded", lambda made: AwardHonour(nomination_id=made[tale.name]), staff.centre_admin
    )
    if fate is _Fate.REVOKED:
        tale.after(30 * _DAY).then(
            "revoked",
            lambda made: RevokeHonour(nomination_id=made[tale.name], reason="存在失信行为"),
            staff.centre_deputy,
        )
