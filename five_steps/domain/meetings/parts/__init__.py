"""The parts of a joint meeting, in their order: prepared, held, put into minutes."""
