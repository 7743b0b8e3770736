"""Personal information over GraphQL: erasures, and how long what is kept."""
