"""How vetoes (一票否决) count: in the year that the inspection is about."""

from five_steps.domain.guarantee.counted import Counted
from five_steps.domain.guarantee.counting.changes import Changes

VETOED: Changes = ((Counted.VETOES, 1),)
VETO_LIFTED: Changes = ((Counted.VETOES, -1),)
