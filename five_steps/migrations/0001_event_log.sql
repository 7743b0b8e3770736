-- The log. The first five columns, the keys, the storage parameters and the composite type are the
-- stock eventsourcing library's (9.5), so that its CREATE ... IF NOT EXISTS finds them in place and
-- its recorder reads and writes here. The other columns are ours and all have defaults.
CREATE TABLE public.stored_events (
    originator_id uuid NOT NULL,
    originator_version bigint NOT NULL,
    topic text,
    state bytea,
    notification_id bigserial,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    command_id uuid,
    actor text,
    seal bytea,
    PRIMARY KEY (originator_id, originator_version)
) WITH (
    autovacuum_enabled = true,
    autovacuum_vacuum_threshold = 100000000,
    autovacuum_vacuum_scale_factor = 0.5,
    autovacuum_analyze_threshold = 1000,
    autovacuum_analyze_scale_factor = 0.01
);

CREATE UNIQUE INDEX stored_events_notification_id_idx
    ON public.stored_events (notification_id ASC);

-- Finds what the stock library wrote and nobody sealed yet; our own rows never enter it.
CREATE INDEX stored_events_unsealed_idx
    ON public.stored_events (notification_id) WHERE seal IS NULL;

CREATE TYPE public.stored_event_uuid AS (
    originator_id uuid,
    originator_version bigint,
    topic text,
    state bytea
);

-- Every command ever recorded, so that a repeat gets the first answer.
CREATE TABLE public.commands (
    command_id uuid PRIMARY KEY,
    kind text NOT NULL,
    fingerprint bytea NOT NULL,
    actor text NOT NULL,
    first_position bigint NOT NULL,
    position bigint NOT NULL,
    answer text NOT NULL,
    recorded_at timestamptz NOT NULL
) WITH (autovacuum_analyze_threshold = 1000, autovacuum_analyze_scale_factor = 0.01);

-- Aggregates as they stood at a version; the stock library's snapshot columns.
CREATE TABLE public.snapshots (
    originator_id uuid NOT NULL,
    originator_version bigint NOT NULL,
    topic text,
    state bytea,
    PRIMARY KEY (originator_id, originator_version)
);

-- One key per person, wrapped with a key derived from the service's secret. Erasing keeps the row,
-- so that no second key is ever made for somebody who asked to be forgotten.
CREATE TABLE public.person_keys (
    subject_id uuid PRIMARY KEY,
    wrapped_key bytea,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    erased_at timestamptz,
    CHECK ((wrapped_key IS NULL) = (erased_at IS NOT NULL))
);

-- The topics of the log, each with the last position at which the start-up check met it; the check
-- reads on from the highest of them.
CREATE TABLE public.topics (
    topic text PRIMARY KEY,
    last_position bigint NOT NULL
);

-- Appends a batch and records its commands, if the log still ends where the caller left it and all
-- streams stand where the batch expects them. Being a function, it takes the lock, looks at the log as
-- it is under the lock, appends and commits in one round trip. Returns the positions in order; NULL if
-- the log is not as expected. A command that was recorded before, or a new stream that is there
-- already, is a violation of a primary key.
--
-- The locks are those of `event_store/lock.py`, and are told there.
CREATE FUNCTION public.five_steps_append(
    last_seen bigint,
    at timestamptz,
    -- the version that each of these streams must have, 0 for none
    streams uuid[], heads bigint[],
    -- one for each event
    ids uuid[], versions bigint[], topics text[], states bytea[],
    event_commands uuid[], event_actors text[], seals bytea[],
    -- one for each command
    commands uuid[], kinds text[], fingerprints bytea[], actors text[], answers text[],
    -- where its events begin and end among the events, counted from 1
    first_events integer[], last_events integer[]
) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
    positions bigint[];
BEGIN
    PERFORM pg_advisory_xact_lock(5064674111705597264);
    LOCK TABLE public.stored_events IN ROW EXCLUSIVE MODE;
    IF (SELECT coalesce(max(notification_id), 0) FROM public.stored_events) <> last_seen THEN
        RETURN NULL;
    END IF;
    -- `max` is one descent of the primary key for each stream.
    IF EXISTS (
        SELECT FROM unnest(streams, heads) AS stream (id, head) WHERE head <> coalesce(
            (SELECT max(e.originator_version) FROM public.stored_events e
             WHERE e.originator_id = stream.id), 0)
    ) THEN
        RETURN NULL;
    END IF;
    WITH appended AS (
        INSERT INTO public.stored_events
            (originator_id, originator_version, topic, state, command_id, actor, seal, recorded_at)
        SELECT id, version, topic, state, command_id, actor, seal, at
        FROM unnest(ids, versions, topics, states, event_commands, event_actors, seals)
            WITH ORDINALITY AS new (id, version, topic, state, command_id, actor, seal, n)
        -- The sort is below the INSERT, so the default of notification_id is drawn in this order.
        ORDER BY n
        RETURNING notification_id
    )
    SELECT array_agg(notification_id) INTO positions FROM appended;
    IF positions <> (SELECT array_agg(p ORDER BY p) FROM unnest(positions) AS p) THEN
        -- The log would have another order than its seals say.
        RAISE 'positions were drawn out of order: %', positions;
    END IF;
    INSERT INTO public.commands
        (command_id, kind, fingerprint, actor, answer, first_position, position, recorded_at)
    SELECT command_id, kind, fingerprint, actor, answer, positions[first], positions[last], at
    FROM unnest(commands, kinds, fingerprints, actors, answers, first_events, last_events)
        AS command (command_id, kind, fingerprint, actor, answer, first, last);
    RETURN positions;
END
$$;
