"""What the state machine of the whole service is made of."""
