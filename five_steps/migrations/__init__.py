"""Numbered, forward-only SQL for the event store's own tables; applied by `event_store.migrate`."""
