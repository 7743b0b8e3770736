"""What runs the service: command line, settings, embedded PostgreSQL, logs and metrics."""
