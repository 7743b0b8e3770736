"""A synthetic log of any length: the real aggregates, driven through the order loop."""
