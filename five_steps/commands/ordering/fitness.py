"""Whether a volunteer fits a service: approval, category, skills, age."""

from collections.abc import Sequence

from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.identity import is_minor
from five_steps.commands.kernel.personal_data import PersonalData
from five_steps.domain.kernel.district_time import local_day
from five_steps.domain.ordering.category import Category
from five_steps.domain.people.volunteer import Volunteer


async def require_fit(
    c: Context,
    volunteer: Volunteer,
    category: Category,
    skills: Sequence[str],
    *,
    hazardous: bool,
) -> None:
    """Refuse a volunteer who does not fit the service."""
    if volunteer.minor and (hazardous or not volunteer.guardian_consent):
        await _note_majority(c, volunteer)
    volunteer.require_fit(category, skills, hazardous=hazardous)


async def _note_majority(c: Context, volunteer: Volunteer) -> None:
    """A minor who has turned 18 counts as an adult; only here the sealed birth date is opened."""
    text = await c.open(volunteer.id, volunteer.personal, "volunteerId")
    born = PersonalData.from_text(text).birth_date
    if born is not None and not is_minor(born, local_day(c.now)):
        volunteer.come_of_age(at=c.now)
