-- Finds the events that destroy keys, which are few, without reading the log: at each start, and
-- whenever it grows (`event_store/erasures.py`). No other event enters it.
CREATE INDEX stored_events_erasures_idx ON public.stored_events (notification_id)
    WHERE topic IN ('erasure.executed', 'data_period.created');
