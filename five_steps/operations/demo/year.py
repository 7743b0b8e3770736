"""Everything that happens in a demo, in order."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from five_steps.commands.kernel.secrets import Secrets
from five_steps.commands.people.residents import RegisterResident
from five_steps.operations.demo.activities.year import activities
from five_steps.operations.demo.assessing import assessments
from five_steps.operations.demo.benefits import benefits
from five_steps.operations.demo.bookings import bookings
from five_steps.operations.demo.budget.years import budgets
from five_steps.operations.demo.feedback.complaints import complaints
from five_steps.operations.demo.feedback.questionnaires import questionnaires
from five_steps.operations.demo.foundation import Foundation
from five_steps.operations.demo.history import history
from five_steps.operations.demo.inspecting import inspections
from five_steps.operations.demo.meetings import meetings
from five_steps.operations.demo.newcomers import newcomers
from five_steps.operations.demo.order_steps import order_steps
from five_steps.operations.demo.people import person
from five_steps.operations.demo.plan import planned_orders
from five_steps.operations.demo.privacy import privacy
from five_steps.operations.demo.projects.year import projects
from five_steps.operations.demo.recognition.certificates import certificates
from five_steps.operations.demo.recognition.help import help_cases
from five_steps.operations.demo.recognition.honours import honours
from five_steps.operations.demo.redeeming.deal_steps import DealChain
from five_steps.operations.demo.redeeming.deals import planned_deals
from five_steps.operations.demo.redeeming.money import money
from five_steps.operations.demo.redeeming.opening import Opening
from five_steps.operations.demo.redeeming.purses import Purses
from five_steps.operations.demo.redeeming.statements import statements
from five_steps.operations.demo.reorganisation import Reorganisation
from five_steps.operations.demo.roster import Roster
from five_steps.operations.demo.settlement import Settlement
from five_steps.operations.demo.staff import dispatcher, unit_step
from five_steps.operations.demo.step import Step
from five_steps.operations.demo.wanted import YEAR

LAST_STEP = "last resident"
_LAST_PERSON = 50_000


def stages(roster: Roster, now: datetime, secrets: Secrets) -> Iterator[list[Step]]:
    """The year up to now: the district is founded, people come in, serve and redeem."""
    start = now - YEAR
    told = [
        (order, order_steps(order, roster.seed, secrets)) for order in planned_orders(roster, now)
    ]
    deals = list(planned_deals(roster, Purses(told), now))
    yield from Foundation(roster, start).stages()
    reorganisation = Reorganisation(roster, start)
    yield from reorganisation.stages()
    yield from Settlement(roster, start).stages()
    yield from benefits(roster, start)
    yield list(history(roster, start))
    yield from Opening(roster.seed, start, deals).stages()
    yield _up_to(
        now,
        [step for _, steps in told for step in steps],
        [step for deal in deals for step in DealChain(deal, roster.seed, secrets).steps()],
        money(roster.seed, now),
        statements(deals, now),
        honours(roster, now),
        certificates(roster, now),
        help_cases(roster, now),
        bookings(roster, start, now),
        reorganisation.steps(),
        activities(roster, now, [order for order, _ in told], secrets),
        meetings(roster, start, now),
        inspections(roster, start),
        assessments(roster, now),
        projects(roster, start, [order for order, _ in told]),
        budgets(roster, start, now),
        complaints(roster, now),
        questionnaires(roster, now),
    )
    yield from newcomers(roster, now)
    yield from privacy(roster, now)
    yield [_last(roster, now)]


def _up_to(now: datetime, *told: Iterable[Step]) -> list[Step]:
    """All steps by time; what would come after now has not happened."""
    steps = [step for steps in told for step in steps if step.at <= now]
    return sorted(steps, key=lambda step: step.at)


def _last(roster: Roster, now: datetime) -> Step:
    """Somebody registers when all else is done, by which a complete demo is known."""
    who = person(roster.seed, _LAST_PERSON, age=(22, 60), today=roster.today)
    institute, station = roster.places[0]
    return Step(
        LAST_STEP,
        now,
        (),
        lambda made: RegisterResident(
            unit_id=made[unit_step(station.code)], name=who.name, phone=who.phone
        ),
        dispatcher(institute.code),
    )
