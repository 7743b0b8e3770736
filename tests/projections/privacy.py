"""Erasures in the random district of the views' tests."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from five_steps.domain.kernel.district_time import local_day
from five_steps.domain.people.privacy.data_period import DataPeriod, MonthlyTexts
from five_steps.domain.people.privacy.erasure import Erasure
from five_steps.domain.people.privacy.erasure_state import ErasureGround, PersonKind
from five_steps.domain.people.privacy.retention_policy import RetentionPolicy
from five_steps.domain.people.volunteer import Volunteer, VolunteerStatus

if TYPE_CHECKING:
    from five_steps.domain.people.resident import Resident
    from tests.projections.district import District

STAFF, CENTRE = "staff", "centre"


class Privacy:
    """Erases, with the district's clock and log."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.policy = RetentionPolicy.establish(at=district.now)
        self.policy.publish(effective_from=district.now, by=STAFF, at=district.now)
        district.keep(self.policy)

    def erase(self, person: Volunteer | Resident) -> Erasure:
        """From the request to the receipt, as the commands do it."""
        district = self.district
        is_volunteer = isinstance(person, Volunteer)
        kind = PersonKind.VOLUNTEER if is_volunteer else PersonKind.RESIDENT
        erasure = Erasure.begin(person.id, kind, unit_id=person.unit_id, at=district.now)
        erasure.request(
            ErasureGround.CONSENT_WITHDRAWN,
            reason=district.seal(person.id, "不再使用"),
            by=STAFF,
            rules=self.policy.in_force(district.now),
            at=district.now,
        )
        erasure.execute(by=CENTRE, at=district.now)
        if not isinstance(person, Volunteer):
            person.close(at=district.now)
        elif person.status is not VolunteerStatus.WITHDRAWN:
            person.withdraw(reason="个人信息已删除", at=district.now)
        district.keep(erasure, person)
        return erasure

    def erase_orders_of_this_month(self) -> None:
        """Their particulars, long after."""
        district = self.district
        month = local_day(district.now).replace(day=1)
        district.now += timedelta(days=31 + 180)
        district.keep(
            DataPeriod.erase(
                MonthlyTexts.ORDER_PARTICULARS,
                month,
                rules=self.policy.in_force(district.now),
                by=STAFF,
                at=district.now,
            )
        )
