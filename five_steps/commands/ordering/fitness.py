"""Whether a volunteer fits an order: approval, category, skills, age."""

from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.identity import is_minor
from five_steps.commands.kernel.personal_data import PersonalData
from five_steps.domain.kernel.district_time import local_day
from five_steps.domain.ordering.order import Order
from five_steps.domain.people.volunteer import Volunteer


async def require_fit(c: Context, volunteer: Volunteer, order: Order) -> None:
    """Refuse a volunteer who does not fit the order."""
    if order.hazardous and volunteer.minor:
        await _note_majority(c, volunteer)
    volunteer.require_fit(order.category, order.skills, hazardous=order.hazardous)


async def _note_majority(c: Context, volunteer: Volunteer) -> None:
    """A minor who has turned 18 counts as an adult; only here the sealed birth date is opened."""
    text = await c.open(volunteer.id, volunteer.personal, "volunteerId")
    born = PersonalData.from_text(text).birth_date
    if born is not None and not is_minor(born, local_day(c.now)):
        volunteer.come_of_age(at=c.now)
