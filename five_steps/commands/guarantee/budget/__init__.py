"""Commands of the district's budget (财政预算)."""
