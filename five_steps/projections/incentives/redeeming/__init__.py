"""Views of the catalogue, counters and redemptions."""
