"""One use case, one short function: the commands that change the district.

`Commands.run` takes a command (a dataclass from one of the chapters), checks role and values, lets
its handler decide, and records all that it changes in one append. Importing this package registers
all commands.
"""

from five_steps.commands.guarantee import assessment_policy, party_rosters
from five_steps.commands.incentives import (
    back_hours,
    corrections,
    incentive_policy,
    service_import,
)
from five_steps.commands.kernel.actor import Actor, Role
from five_steps.commands.kernel.bus import Commands, Outcome
from five_steps.commands.kernel.check_in_code import check_in_code
from five_steps.commands.kernel.registry import COMMANDS, Command
from five_steps.commands.kernel.secrets import Secrets
from five_steps.commands.ordering import (
    acceptance,
    attendance,
    dispatching,
    disputes,
    endings,
    follow_up,
    hours,
    menu,
    placing,
    rating,
    service_policy,
)
from five_steps.commands.organisation import teams, unit_life, units, venues
from five_steps.commands.people import registration, residents, volunteers

__all__ = [
    "COMMANDS",
    "Actor",
    "Command",
    "Commands",
    "Outcome",
    "Role",
    "Secrets",
    "acceptance",
    "assessment_policy",
    "attendance",
    "back_hours",
    "check_in_code",
    "corrections",
    "dispatching",
    "disputes",
    "endings",
    "follow_up",
    "hours",
    "incentive_policy",
    "menu",
    "party_rosters",
    "placing",
    "rating",
    "registration",
    "residents",
    "service_import",
    "service_policy",
    "teams",
    "unit_life",
    "units",
    "venues",
    "volunteers",
]
