-- Appends a batch as the function of 0001 does, for less: the caller sends each command's id and actor
-- once and not with every event, positions are drawn before the rows are written and so need no look
-- at what was written, and the arrays are read as the rows are made, without being laid out as tables
-- first.
--
-- The log's end is known by its seal, so that a caller need not have heard the positions of the batch
-- before.
--
-- The function of 0001 stays, for processes of the version before that are still at work.
CREATE FUNCTION public.five_steps_append(
    -- of the event that the log must end with; no bytes if it must be empty
    last_seal bytea,
    at timestamptz,
    -- the version that each of these streams must have, 0 for none
    streams uuid[], heads bigint[],
    -- one for each event
    ids uuid[], versions bigint[], topics text[], states bytea[], seals bytea[],
    -- one for each command
    commands uuid[], kinds text[], fingerprints bytea[], actors text[], answers text[],
    -- how many of the events are each command's; NULL if every command has one
    counts integer[]
) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
    positions bigint[];
    first_positions bigint[];
    last_positions bigint[];
    event_commands uuid[];
    event_actors text[];
BEGIN
    PERFORM pg_advisory_xact_lock(5064674111705597264);
    LOCK TABLE public.stored_events IN ROW EXCLUSIVE MODE;
    -- What the stock library wrote and nobody sealed yet has a seal that matches none.
    IF last_seal <> coalesce(
        (SELECT coalesce(seal, '\x00') FROM public.stored_events ORDER BY notification_id DESC LIMIT 1),
        ''
    ) THEN
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

    SELECT array_agg(nextval('public.stored_events_notification_id_seq')) INTO positions
    FROM generate_series(1, cardinality(ids));
    IF counts IS NULL THEN
        first_positions := positions;
        last_positions := positions;
        event_commands := commands;
        event_actors := actors;
    ELSE
        SELECT array_agg(positions[last - count + 1] ORDER BY n), array_agg(positions[last] ORDER BY n)
        INTO first_positions, last_positions
        FROM (
            SELECT n, count, sum(count) OVER (ORDER BY n) AS last
            FROM unnest(counts) WITH ORDINALITY AS of_command (count, n)
        ) AS command;
        SELECT array_agg(command ORDER BY n), array_agg(actor ORDER BY n)
        INTO event_commands, event_actors
        FROM unnest(commands, actors, counts) WITH ORDINALITY AS of_command (command, actor, count, n),
            generate_series(1, count);
    END IF;

    INSERT INTO public.stored_events (
        originator_id, originator_version, topic, state, notification_id,
        command_id, actor, seal, recorded_at
    ) SELECT
        unnest(ids), unnest(versions), unnest(topics), unnest(states), unnest(positions),
        unnest(event_commands), unnest(event_actors), unnest(seals), at;
    INSERT INTO public.commands (
        command_id, kind, fingerprint, actor, answer, first_position, position, recorded_at
    ) SELECT
        unnest(commands), unnest(kinds), unnest(fingerprints), unnest(actors), unnest(answers),
        unnest(first_positions), unnest(last_positions), at;
    RETURN positions;
END
$$;
