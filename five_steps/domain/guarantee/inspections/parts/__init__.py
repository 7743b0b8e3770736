"""The parts of an inspection: the checks, the rectification of what they found, and the veto."""
