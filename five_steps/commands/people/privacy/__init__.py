"""Commands about personal information: erasing it, and how long it is kept."""
