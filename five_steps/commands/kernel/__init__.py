"""What every command is built from: who acts, what they may do, and how it is run."""
