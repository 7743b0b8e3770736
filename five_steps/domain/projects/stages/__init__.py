"""The stages of a project's loop, a file each."""
