"""Commands about the public-welfare fund, its merchants and settlements."""
