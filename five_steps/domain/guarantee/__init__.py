"""Guarantee (运行保障): the yearly assessment and what feeds it."""
