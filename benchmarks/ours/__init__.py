"""How this service does the work of each benchmark."""
