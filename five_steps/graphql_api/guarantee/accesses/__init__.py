"""The access trail (访问留痕) in GraphQL: for auditors, and for those whose data was read."""
