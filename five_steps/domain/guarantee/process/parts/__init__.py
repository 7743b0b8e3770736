"""The parts of the assessment of a unit's year, a stage of its way each."""
