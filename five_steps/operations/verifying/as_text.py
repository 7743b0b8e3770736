"""A report as text, a line for each thing."""

from collections.abc import Iterator

from five_steps.operations.verifying.report import Report


def as_text(report: Report) -> str:
    """The whole report."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    log, trail = report.log, report.trail
    yield f"log: {log.events} events, up to position {log.position}"
    yield f"head of the chain: {log.head.hex()}"
    yield f"signed heads that hold: {log.heads}, up to position {log.heads_until}"
    if log.without_command:
        yield f"without a command: {log.without_command} events, written by the stock library"
    if log.unsealed:
        yield f"not sealed yet: {log.unsealed} events of the stock library at the end"
    for finding in log.findings:
        yield f"WRONG at {finding}"
    yield f"access trail: {trail.entries} entries hold, up to {trail.position}"
    yield f"head of the trail: {trail.head.hex()}"
    if trail.broken is not None:
        yield f"WRONG at entry {trail.broken.position} of the trail: {trail.broken.kind}"
    for unbalanced in report.unbalanced:
        where = "" if unbalanced.position is None else f", last at position {unbalanced.position}"
        yield f"UNBALANCED {unbalanced.book}: {unbalanced.detail}{where}"
    if not report.unbalanced:
        yield "books: all balance"
    for mismatch in report.mismatches:
        yield f"DIFFERS from the replay: view {mismatch.view}, table {mismatch.table}"
    if report.obstacle is not None:
        yield f"the log cannot be replayed: {report.obstacle}"
    elif not report.mismatches:
        yield f"views: equal to a replay from zero, up to position {report.views_position}"
    yield "everything holds" if report.holds else "NOT EVERYTHING HOLDS"
