"""The pure rules of the practice centre: aggregates, policies as data, typed refusals.

Nothing here does IO, reads a clock or draws an id. The stock `eventsourcing` library replays every
stream of the log with this package alone.
"""
