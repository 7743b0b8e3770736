"""The public-welfare fund (公益基金): money behind the points, and its settlement with merchants."""
