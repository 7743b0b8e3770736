"""What an activity goes through, a file for each step."""
