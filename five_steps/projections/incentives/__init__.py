"""Incentives: points (积分)."""
