"""Counting (计数): which event changes which number of which unit's year.

The rules stand here once. The view counts by them in tables, batch by batch; `LogCount` counts by
them in memory, event by event, as an auditor does. Both must come to the same numbers.
"""
