"""Incentives: service hours, stars, points."""
