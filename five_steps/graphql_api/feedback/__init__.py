"""Types, queries, mutations and subscriptions of feedback."""
