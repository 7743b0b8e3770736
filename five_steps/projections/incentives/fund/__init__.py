"""Views of the public-welfare fund, merchants and settlements."""
