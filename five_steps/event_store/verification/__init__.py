"""Finds out whether the log is what was recorded, and where it is not."""

from five_steps.event_store.verification.findings import Finding, FindingKind
from five_steps.event_store.verification.log_check import LogReport, verify_log

__all__ = ["Finding", "FindingKind", "LogReport", "verify_log"]
