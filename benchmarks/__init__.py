"""Benchmarks: this service and its peers in turns, on one machine in one run.

`python -m benchmarks.append` (rebuild, mutation, read, redemption, lag) runs one,
`python -m benchmarks` all.
"""
