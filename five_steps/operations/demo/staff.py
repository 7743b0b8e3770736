"""Who gives the demo's commands, as actors."""

from collections.abc import Callable

from five_steps.commands.kernel.actor import Actor, Role
from five_steps.domain.organisation.tiers import VenueKind
from five_steps.operations.demo.step import Made

ActorOf = Callable[[Made], Actor]

CENTRE_ADMIN = Actor("demo-centre-admin", Role.CENTRE_ADMIN)
CENTRE_DEPUTY = Actor("demo-centre-deputy", Role.CENTRE_ADMIN)
SYSTEM = Actor("demo", Role.SYSTEM)


def unit_step(code: str) -> str:
    """The step that founds the unit of a code."""
    return f"unit {code}"


def team_step(code: str) -> str:
    """The step that forms the team of a unit."""
    return f"team {code}"


def venue_step(code: str, kind: VenueKind) -> str:
    """The step that registers the venue of a kind of a unit."""
    return f"venue {code} {kind}"


def menu_step(number: int) -> str:
    """The step that puts a service on the menu."""
    return f"menu {number}"


def volunteer_step(number: int) -> str:
    """The step that registers a volunteer."""
    return f"volunteer {number}"


def resident_step(number: int) -> str:
    """The step that registers a resident."""
    return f"resident {number}"


def merchant_step(number: int) -> str:
    """The step that signs a merchant up."""
    return f"merchant {number}"


def counter_step(code: str) -> str:
    """The step that opens a counter."""
    return f"counter {code}"


def reward_step(name: str) -> str:
    """The step that puts something into the catalogue."""
    return f"reward {name}"


def operator_subject(code: str) -> str:
    """Who works the counters of a unit, as their token calls them."""
    return f"demo-counter-{code}"


def centre_admin(_made: Made) -> Actor:
    """The administrator of the centre."""
    return CENTRE_ADMIN


def centre_deputy(_made: Made) -> Actor:
    """The second person of the centre."""
    return CENTRE_DEPUTY


def system(_made: Made) -> Actor:
    """The service itself."""
    return SYSTEM


def unit_admin(code: str) -> ActorOf:
    """The administrator of a unit."""
    return lambda made: Actor(f"demo-admin-{code}", Role.UNIT_ADMIN, made[unit_step(code)])


def dispatcher(code: str) -> ActorOf:
    """The dispatcher of a unit."""
    return lambda made: Actor(f"demo-dispatcher-{code}", Role.DISPATCHER, made[unit_step(code)])


def operator(code: str) -> ActorOf:
    """The counters' operator of a unit."""
    return lambda made: Actor(operator_subject(code), Role.COUNTER, made[unit_step(code)])


def volunteer(number: int) -> ActorOf:
    """A volunteer."""
    return lambda made: Actor(str(made[volunteer_step(number)]), Role.VOLUNTEER)


def resident(number: int) -> ActorOf:
    """A resident."""
    return lambda made: Actor(str(made[resident_step(number)]), Role.RESIDENT)
