"""One use case, one short function: the commands that change the district.

`Commands.run` takes a command (a dataclass from one of the chapters), checks role and values, lets
its handler decide, and records all that it changes in one append. Importing this package registers
all commands.
"""

from five_steps.commands.activities import (
    activity_attendance,
    activity_planning,
    activity_rating,
    cancelling,
    courses,
    duty,
    duty_hours,
    series,
    sign_up,
)
from five_steps.commands.feedback import filing, handling, improving, informing
from five_steps.commands.feedback.questionnaires import (
    acting_on_results,
    answering,
    balloting,
    drafting,
)
from five_steps.commands.guarantee import assessment_policy, party_rosters
from five_steps.commands.guarantee.assessment import (
    check,
    finalising,
    opening,
    self_review,
)
from five_steps.commands.guarantee.assessment import publicity as assessment_publicity
from five_steps.commands.guarantee.budget import allocating, amending, drawing_up, spending
from five_steps.commands.guarantee.inspections import inspecting, rectifying, vetoes
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
from five_steps.commands.incentives.fund import (
    merchants,
    money,
    settling,
    spending_proposals,
    statements,
)
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
from five_steps.commands.meetings import (
    agenda,
    convening,
    doing_tasks,
    giving_tasks,
    minutes,
    sitting,
)
from five_steps.commands.ordering import (
    acceptance,
    agreements,
    attendance,
    dispatching,
    disputes,
    endings,
    follow_up,
    follow_up_overdue,
    hours,
    menu,
    placing,
    rating,
    service_policy,
)
from five_steps.commands.organisation import (
    booking,
    team_members,
    teams,
    unit_life,
    units,
    venues,
)
from five_steps.commands.people import registration, residents, volunteers
from five_steps.commands.people.privacy import erasing, guardians, periods, retention_policy
from five_steps.commands.projects import (
    evaluating,
    implementing,
    optimising,
    planning,
    recruiting,
)
from five_steps.commands.projects.purchasing import contracting, delivering, listing

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
    "acting_on_results",
    "activity_attendance",
    "activity_planning",
    "activity_rating",
    "agenda",
    "agreements",
    "allocating",
    "amending",
    "answering",
    "assessment_policy",
    "assessment_publicity",
    "attendance",
    "back_hours",
    "balloting",
    "booking",
    "cancelling",
    "check",
    "check_in_code",
    "code_hash",
    "contracting",
    "convening",
    "corrections",
    "counters",
    "courses",
    "delivering",
    "dispatching",
    "disputes",
    "doing_tasks",
    "drafting",
    "drawing_up",
    "duty",
    "duty_hours",
    "endings",
    "erasing",
    "evaluating",
    "filing",
    "finalising",
    "follow_up",
    "follow_up_overdue",
    "giving_tasks",
    "guardians",
    "handing_over",
    "handling",
    "help_cases",
    "holding",
    "hours",
    "implementing",
    "improving",
    "incentive_policy",
    "informing",
    "inspecting",
    "insurance",
    "issuing",
    "listing",
    "menu",
    "merchants",
    "minutes",
    "money",
    "nominations",
    "offers",
    "opening",
    "operators",
    "optimising",
    "party_rosters",
    "periods",
    "placing",
    "planning",
    "points_adjustment",
    "points_expiry",
    "publicity",
    "rating",
    "recruiting",
    "rectifying",
    "redemption_code",
    "registration",
    "releasing",
    "residents",
    "retention_policy",
    "returning",
    "rewards",
    "seasons",
    "self_review",
    "series",
    "service_import",
    "service_policy",
    "settling",
    "sign_up",
    "sitting",
    "spending",
    "spending_proposals",
    "statements",
    "stock",
    "team_members",
    "teams",
    "unit_life",
    "units",
    "venues",
    "vetoes",
    "volunteers",
]
