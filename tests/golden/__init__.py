"""Golden logs: what each release wrote, and what every later one still makes of it.

A folder for each release, with a log in which each of its events happens (an export as of
`five-steps export log --with-keys`) and a digest of each table of each view.

- The log is written once, by the release that it is of, and never again:
  `python -m tests.golden log`. Until the release is out it is written anew for new events.
- The digests are of the views as they are. Where a view got a higher `version`, its digests are
  renewed, for all releases: `python -m tests.golden views`. A view that comes to other rows under
  the same version is a mistake in the view, or in an upcast.
"""
