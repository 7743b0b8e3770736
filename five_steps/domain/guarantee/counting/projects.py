"""How projects count: in the year in which they are planned to end, closed by then or later."""

from five_steps.domain.guarantee.counted import Counted
from five_steps.domain.guarantee.counting.changes import Changes

PROJECT_DUE: Changes = ((Counted.PROJECTS_DUE, 1),)
PROJECT_NOT_DUE: Changes = ((Counted.PROJECTS_DUE, -1),)
"""Its end was planned for another year."""
PROJECT_CLOSED: Changes = ((Counted.PROJECTS_CLOSED, 1),)
