"""Turning points into goods (积分兑换): the catalogue, counters with stock, redemptions."""
