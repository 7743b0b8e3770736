"""The three forms of a report, of one in which everything went wrong."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from xml.etree import ElementTree

from five_steps.access_trail.verify import TrailBreak, TrailBreakKind, TrailReport
from five_steps.event_store import Finding, FindingKind, LogReport
from five_steps.operations.verifying import Report, as_html, as_json, as_text
from five_steps.operations.verifying.identities import Unbalanced
from five_steps.projections.kernel.verify import Mismatch

EVIL = '<script>alert("1")</script>'

WRONG = Report(
    verified_at=datetime(2026, 3, 5, 8, 0, tzinfo=UTC),
    log=LogReport(
        events=120,
        position=130,
        head=b"\x01" * 32,
        unsealed=2,
        without_command=3,
        heads=4,
        heads_until=90,
        findings=[
            Finding(5, FindingKind.CHANGED),
            Finding(97, FindingKind.SWAPPED, f"with position 99 {EVIL}"),
        ],
    ),
    trail=TrailReport(7, 7, b"\x02" * 32, 0, TrailBreak(8, TrailBreakKind.CHANGED)),
    months=[("2026-02", 20), ("2026-03", 100)],
    unbalanced=[Unbalanced("points", 77, f"volunteer {EVIL}"), Unbalanced("figures", None, "2")],
    views_position=129,
    mismatches=[Mismatch("orders", "orders")],
    obstacle="an event that nobody knows",
    seconds={"log": 1.25},
)


def test_as_text_each_finding_is_a_line() -> None:
    lines = as_text(WRONG).splitlines()
    assert "WRONG at position 5: CHANGED" in lines
    assert f"WRONG at position 97: SWAPPED (with position 99 {EVIL})" in lines
    assert "WRONG at entry 8 of the trail: CHANGED" in lines
    assert f"UNBALANCED points: volunteer {EVIL}, last at position 77" in lines
    assert "DIFFERS from the replay: view orders, table orders" in lines
    assert "the log cannot be replayed: an event that nobody knows" in lines
    assert lines[-1] == "NOT EVERYTHING HOLDS"


def test_as_json_everything_is_there() -> None:
    said = json.loads(as_json(WRONG))
    assert said["holds"] is False
    assert [found["position"] for found in said["log"]["findings"]] == [5, 97]
    assert said["trail"]["broken"] == {"position": 8, "kind": "CHANGED"}
    assert said["books"][0]["position"] == 77
    assert said["views"] == [{"view": "orders", "table": "orders"}]
    assert said["months"] == {"2026-02": 20, "2026-03": 100}


def test_as_html_it_needs_nothing_and_runs_nothing() -> None:
    page = as_html(WRONG)
    assert "存在不符" in page
    assert "<script" not in page
    assert "http" not in page
    plots = [ElementTree.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", page)]
    titles = {title.text for plot in plots for title in plot.iter("title")}
    assert {"position 5", "position 97", "under a signed head, up to 90"} <= titles
    assert {"2026-02: 20", "2026-03: 100"} <= titles
    for found in ("CHANGED", "volunteer &lt;script&gt;", "(last at position 77)", "nobody knows"):
        assert found in page
