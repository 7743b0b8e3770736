"""What every chapter of the domain is built from."""
