"""The deadline keeper (时限守护): does what the rules say happens when time runs out.

What is due is read from the views; what happens is decided by the ordinary commands, so a view that
lags costs a refusal and never a wrong event. Each deadline has a command id of its own: however
many processes see it, and however often, it is met once.
"""

from five_steps.operations.deadlines.keeper import DeadlineKeeper, KeeperLimits

__all__ = ["DeadlineKeeper", "KeeperLimits"]
