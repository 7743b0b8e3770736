"""The district's budget (财政预算) in GraphQL."""
