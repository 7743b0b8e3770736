"""The parts of a service book: each file has the verbs of one."""
