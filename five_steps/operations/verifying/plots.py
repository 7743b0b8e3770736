"""Two plots as SVG, with nothing but text: a report has to open anywhere, for many years."""

from collections.abc import Sequence
from html import escape

_WIDTH, _HEIGHT = 720, 160
_BASE = _HEIGHT - 24


def bars(title: str, values: Sequence[tuple[str, int]]) -> str:
    """A bar for each value, with its name below the first, each twelfth, and the last."""
    most = max((value for _, value in values), default=0) or 1
    step = _WIDTH / max(len(values), 1)
    drawn = []
    for number, (name, value) in enumerate(values):
        height = value / most * (_BASE - 16)
        left = number * step
        drawn.append(
            f'<rect x="{left:.1f}" y="{_BASE - height:.1f}" width="{max(step - 2, 1):.1f}"'
            f' height="{height:.1f}" fill="#3b6ea5"><title>{escape(name)}: {value:,}</title></rect>'
        )
        if number % 12 == 0 or number == len(values) - 1:
            drawn.append(f'<text x="{left:.1f}" y="{_HEIGHT - 8}">{escape(name)}</text>')
    return _svg(title, drawn, f"{most:,}")


def strip(title: str, total: int, until: int, findings: Sequence[int]) -> str:
    """The log as a strip: how much of it is under a head, and where something was found."""

    def at(position: int) -> float:
        return min(max(position / max(total, 1), 0), 1) * _WIDTH

    signed = f"<title>under a signed head, up to {until:,}</title>"
    drawn = [
        f'<rect x="0" y="40" width="{_WIDTH}" height="48" fill="#d9d9d9"/>',
        f'<rect x="0" y="40" width="{at(until):.1f}" height="48" fill="#4c9a5f">{signed}</rect>',
    ]
    drawn += [
        f'<rect x="{at(position) - 1:.1f}" y="28" width="3" height="72" fill="#c0392b">'
        f"<title>position {position:,}</title></rect>"
        for position in sorted(set(findings))
    ]
    drawn.append(f'<text x="0" y="{_HEIGHT - 24}">1</text>')
    drawn.append(f'<text x="{_WIDTH}" y="{_HEIGHT - 24}" text-anchor="end">{total:,}</text>')
    return _svg(title, drawn)


def _svg(title: str, drawn: Sequence[str], most: str = "") -> str:
    scale = f'<text x="0" y="10">{most}</text>' if most else ""
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg viewBox="0 0 {_WIDTH} {_HEIGHT}"'
        f' role="img" aria-label="{escape(title)}">{scale}{"".join(drawn)}</svg></figure>'
    )
