"""The steps of an order's loop: each file has the verbs of one."""
