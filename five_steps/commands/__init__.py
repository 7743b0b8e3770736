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
    points_adjustment,
    points_expiry,
    service_import,
)
from five_steps.commands.incentives.benefits import help_cases, insurance, offers
from five_steps.commands.incentives.certificates import issuing
from five_steps.commands.incentives.fund import merchants, money, settling, statements
from five_steps.commands.incentives.honours import nominations, publicity, seasons
from five_steps.commands.incentives.redeeming import (
    counters,
    handing_over,
    holding,
    operators,
    releasing,
    returning,
    rewards,
    stock,
)
from five_steps.commands.incentives.redeeming.quoting import Quote
from five_steps.commands.incentives.redeeming.redemption_code import code_hash, redemption_code
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
    "Quote",
    "Role",
    "Secrets",
    "acceptance",
    "assessment_policy",
    "attendance",
    "back_hours",
    "check_in_code",
    "code_hash",
    "corrections",
    "counters",
    "dispatching",
    "disputes",
    "endings",
    "follow_up",
    "handing_over",
    "help_cases",
    "holding",
    "hours",
    "incentive_policy",
    "insurance",
    "issuing",
    "menu",
    "merchants",
    "money",
    "nominations",
    "offers",
    "operators",
    "party_rosters",
    "placing",
    "points_adjustment",
    "points_expiry",
    "publicity",
    "rating",
    "redemption_code",
    "registration",
    "releasing",
    "residents",
    "returning",
    "rewards",
    "seasons",
    "service_import",
    "service_policy",
    "settling",
    "statements",
    "stock",
    "teams",
    "unit_life",
    "units",
    "venues",
    "volunteers",
]
