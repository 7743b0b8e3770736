"""五步法 (five steps): orders, service hours, points and assessment of a district's volunteers."""

__version__ = "0.1.0"
