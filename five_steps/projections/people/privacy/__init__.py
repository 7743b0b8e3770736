"""Personal information: erasures, and how long what is kept."""
