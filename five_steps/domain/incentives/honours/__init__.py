"""Honours (先进评选): seasons, nominations with publicity and objections, awards."""
