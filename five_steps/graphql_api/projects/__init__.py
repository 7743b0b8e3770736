"""Projects (项目) in GraphQL."""
