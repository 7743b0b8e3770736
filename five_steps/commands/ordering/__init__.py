"""Commands of the order loop 点单→派单→接单→评单."""
