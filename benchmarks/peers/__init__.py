"""How a competent user of another stack would do the same work, one file each."""
