"""Commands of the yearly assessment, from the opening to the final score."""
