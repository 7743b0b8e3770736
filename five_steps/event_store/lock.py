"""The one lock under which positions are drawn.

The advisory lock orders our own writers and lets them read the heads before they insert. The
table lock is the weak one that any INSERT takes, only earlier: it conflicts with the EXCLUSIVE lock
of the stock recorder, which so cannot come between our look and our append. Under both, the order
of positions is the order of commits, and a reader at a position has seen everything before it.
"""

from __future__ import annotations

# Any constant will do, as long as every process of this service uses the same one.
APPEND_LOCK_KEY = 0x4649_5645_5354_4550

# One string, so that the simple query protocol takes it in one round trip. READ COMMITTED, because
# what follows must see what was committed while we waited for the lock.
BEGIN_LOCKED = f"""
BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
SELECT pg_advisory_xact_lock({APPEND_LOCK_KEY});
LOCK TABLE public.stored_events IN ROW EXCLUSIVE MODE
"""
