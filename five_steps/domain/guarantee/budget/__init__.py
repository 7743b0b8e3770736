"""The district's budget (财政预算): a year's lines, and what units have and spend of them."""
