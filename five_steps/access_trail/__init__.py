"""The access trail (访问留痕): who read whose personal data, and who was refused a command.

It is kept apart from the log: a schema, a chain of seals, a lock and a task of its own. The log
says what happened to the district; the trail says who looked, and is dropped after its retention.
"""

from five_steps.access_trail.entry import Entry, EntryKind
from five_steps.access_trail.errors import TrailUnavailable
from five_steps.access_trail.limits import TrailLimits
from five_steps.access_trail.trail import AccessTrail

__all__ = ["AccessTrail", "Entry", "EntryKind", "TrailLimits", "TrailUnavailable"]
