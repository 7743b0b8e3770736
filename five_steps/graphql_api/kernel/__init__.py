"""What every chapter of the GraphQL API is built from."""
