"""Guarantee (运行保障): rules in force and the yearly assessment."""
