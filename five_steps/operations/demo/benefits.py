"""What the district does for its volunteers: insurance for all of them, and offers by star."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from five_steps.commands.incentives.benefits.insurance import (
    VOLUNTEERS_MAX,
    EnrolVolunteers,
    TakeOutInsurance,
)
from five_steps.commands.incentives.benefits.offers import PublishBenefitOffer
from five_steps.domain.ordering.category import Category
from five_steps.operations.demo.district import DISTRICT_CODE
from five_steps.operations.demo.roster import Roster, Volunteer
from five_steps.operations.demo.staff import centre_admin, unit_step, volunteer_step
from five_steps.operations.demo.step import Step
from five_steps.operations.demo.wanted import YEAR

_INSURED_AFTER = timedelta(days=8)
"""When everybody is approved, and before the first service."""
_COVER = "insurance"
_OFFERS = (
    ("公共停车场首小时免费", "区属停车场", 0),
    ("公园景区门票半价", "区文旅景区", 1),
    ("公益体检一次", "区人民医院", 3),
    ("公共交通免费", "区公交公司", 5),
)
"""What is offered, by whom, and from which star on."""


def benefits(roster: Roster, start: datetime) -> Iterator[list[Step]]:
    """The district insures its volunteers before anybody does dangerous duty."""
    at = start + _INSURED_AFTER
    yield [_insurance(at, roster), *(_offer(at, n) for n in range(len(_OFFERS)))]
    volunteers = roster.volunteers
    firsts = range(0, len(volunteers), VOLUNTEERS_MAX)
    yield [_enrolment(at, volunteers[n : n + VOLUNTEERS_MAX], n) for n in firsts]


def _insurance(at: datetime, roster: Roster) -> Step:
    return Step(
        _COVER,
        at,
        (_COVER,),
        lambda made: TakeOutInsurance(
            unit_id=made[unit_step(DISTRICT_CODE)],
            insurer="人保财险洞头支公司",
            policy_number=f"PICC-{roster.today.year}-0001",
            categories=tuple(Category),
            hazardous=True,
            starts_at=at,
            ends_at=at + 2 * YEAR,
        ),
        centre_admin,
    )


def _enrolment(at: datetime, volunteers: Sequence[Volunteer], number: int) -> Step:
    names = [volunteer_step(volunteer.number) for volunteer in volunteers]
    return Step(
        f"{_COVER} {number}",
        at + timedelta(minutes=1),
        (_COVER, *names),
        lambda made: EnrolVolunteers(
            cover_id=made[_COVER], volunteer_ids=tuple(made[name] for name in names)
        ),
        centre_admin,
    )


def _offer(at: datetime, number: int) -> Step:
    name, provider, star_floor = _OFFERS[number]
    return Step(
        f"offer {number}",
        at,
        (),
        lambda made: PublishBenefitOffer(
            unit_id=made[unit_step(DISTRICT_CODE)],
            name=name,
            provider=provider,
            star_floor=star_floor,
            valid_from=at,
        ),
        centre_admin,
    )
