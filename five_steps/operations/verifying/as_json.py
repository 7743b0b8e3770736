"""A report as JSON."""

import json
from typing import Any

from five_steps.operations.verifying.report import Report


def as_json(report: Report) -> str:
    """The whole report."""
    return json.dumps(_said(report), ensure_ascii=False, indent=2) + "\n"


def _said(report: Report) -> dict[str, Any]:
    log, trail = report.log, report.trail
    return {
        "verified_at": report.verified_at.isoformat(),
        "holds": report.holds,
        "log": {
            "events": log.events,
            "position": log.position,
            "head": log.head.hex(),
            "unsealed": log.unsealed,
            "without_command": log.without_command,
            "heads": log.heads,
            "heads_until": log.heads_until,
            "findings": [
                {"position": position, "kind": kind, "detail": detail}
                for position, kind, detail in log.findings
            ],
        },
        "trail": {
            "entries": trail.entries,
            "position": trail.position,
            "head": trail.head.hex(),
            "broken": None
            if trail.broken is None
            else {"position": trail.broken.position, "kind": trail.broken.kind},
        },
        "books": [unbalanced._asdict() for unbalanced in report.unbalanced],
        "views_position": report.views_position,
        "views": [mismatch._asdict() for mismatch in report.mismatches],
        "obstacle": report.obstacle,
        "months": dict(report.months),
        "seconds": {part: round(seconds, 3) for part, seconds in report.seconds.items()},
    }
