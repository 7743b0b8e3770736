"""A report as one HTML file that needs nothing else: no script, no style sheet, no font."""

from collections.abc import Iterable, Sequence
from html import escape

from five_steps.operations.verifying.plots import bars, strip
from five_steps.operations.verifying.report import Report

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; max-width: 760px; margin: 2em auto; color: #222 }
h1 { font-size: 1.4em } h2 { font-size: 1.1em; margin-top: 2em }
table { border-collapse: collapse; width: 100% }
td, th { text-align: left; padding: .2em .8em .2em 0; border-bottom: 1px solid #ddd;
  vertical-align: top; overflow-wrap: anywhere }
.holds { color: #2d7a41 } .wrong { color: #c0392b } figure { margin: 1em 0 } svg { width: 100% }
svg text { font-size: 11px; fill: #555 } code { font-size: .85em; overflow-wrap: anywhere }
"""


def as_html(report: Report) -> str:
    """The whole report."""
    log, trail = report.log, report.trail
    verdict = (
        '<p class="holds"><strong>一切相符 · Everything holds.</strong></p>'
        if report.holds
        else '<p class="wrong"><strong>存在不符 · Not everything holds.</strong></p>'
    )
    facts = [
        ("验证时间 · Verified at", report.verified_at.isoformat(timespec="seconds")),
        ("事件 · Events", f"{log.events:,}, up to position {log.position:,}"),
        ("链首 · Head of the chain", log.head.hex()),
        ("签名链首 · Signed heads that hold", f"{log.heads:,}, up to position {log.heads_until:,}"),
        ("无命令事件 · Events without a command", f"{log.without_command:,}"),
        ("未封印 · Not sealed yet", f"{log.unsealed:,}"),
        ("视图 · Views compared", f"up to position {report.views_position:,}"),
        ("访问留痕 · Access trail", f"{trail.entries:,} entries"),
        *((f"{part}, s", f"{seconds:,.1f}") for part, seconds in report.seconds.items()),
    ]
    parts = [
        verdict,
        _table(facts),
        strip(
            "已签名部分与发现位置 · What is under a signed head (green), and what was found (red)",
            log.position,
            log.heads_until,
            [finding.position for finding in log.findings],
        ),
        bars("每月事件数 · Events recorded by month", report.months),
        _section("日志 · Log", [(str(f.position), f"{f.kind} {f.detail}") for f in log.findings]),
        _section(
            "访问留痕 · Access trail",
            [] if trail.broken is None else [(str(trail.broken.position), trail.broken.kind)],
        ),
        _section(
            "账目 · Books", [(b.book, _located(b.detail, b.position)) for b in report.unbalanced]
        ),
        _section(
            "视图 · Views",
            [
                *((m.view, f"table {m.table} is not what the log says") for m in report.mismatches),
                *([] if report.obstacle is None else [("all", report.obstacle)]),
            ],
        ),
    ]
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>five-steps verify</title><style>{_STYLE}</style></head><body>"
        f"<h1>五步法日志验证报告 · Verification of the log</h1>{''.join(parts)}</body></html>\n"
    )


def _section(title: str, found: Sequence[tuple[str, str]]) -> str:
    heading = f"<h2>{escape(title)}</h2>"
    if not found:
        return f'{heading}<p class="holds">无不符 · Nothing was found.</p>'
    return f'{heading}<div class="wrong">{_table(found)}</div>'


def _table(rows: Iterable[tuple[str, str]]) -> str:
    lines = "".join(
        f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in rows
    )
    return f"<table>{lines}</table>"


def _located(detail: str, position: int | None) -> str:
    return detail if position is None else f"{detail} (last at position {position})"
