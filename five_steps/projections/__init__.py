"""The read model: views folded from the log, one class a view, and what keeps them up to date.

GraphQL reads the plain SQL views of schema `read`; the tables behind them belong to schema `views`.
"""

from five_steps.projections.catalogue import PROJECTIONS
from five_steps.projections.kernel.build import AlreadyBuilding
from five_steps.projections.kernel.fill import Progress
from five_steps.projections.kernel.lag import Lag
from five_steps.projections.kernel.limits import ViewLimits
from five_steps.projections.kernel.poison import PoisonousEvent
from five_steps.projections.kernel.verify import Mismatch
from five_steps.projections.kernel.views import Views

__all__ = [
    "PROJECTIONS",
    "AlreadyBuilding",
    "Lag",
    "Mismatch",
    "PoisonousEvent",
    "Progress",
    "ViewLimits",
    "Views",
]
