"""Counting in memory, event by event: what an auditor does with a log."""
