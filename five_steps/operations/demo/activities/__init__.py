"""A year of activities in all six lines, with a series in each street and two courses."""
