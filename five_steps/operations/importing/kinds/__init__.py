"""The kinds of tables, one file each."""
