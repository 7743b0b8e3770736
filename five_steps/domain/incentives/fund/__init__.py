"""The public-welfare fund (公益基金): the money behind points, and settlements."""
