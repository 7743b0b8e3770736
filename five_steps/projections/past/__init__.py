"""The past: what the views showed when the log ended at an earlier position."""
