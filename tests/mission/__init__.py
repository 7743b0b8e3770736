"""The mission, row by row: a file for each section of the district's domain, told over GraphQL."""
