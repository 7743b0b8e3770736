"""Tells on the command line why a number is as it is (数据溯源)."""
