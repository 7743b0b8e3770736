"""Projects in the demo's year."""
