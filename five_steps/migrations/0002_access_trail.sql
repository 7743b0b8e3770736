-- Who read whose personal data, and who was refused a command. Kept apart from the log: other schema,
-- other lock, other chain of seals (`access_trail/seals.py`), and other time to live.
CREATE SCHEMA trail;

CREATE TABLE trail.entries (
    position bigint PRIMARY KEY,
    -- Tells an entry that was written before a connection was lost from one that was not.
    id uuid NOT NULL UNIQUE,
    recorded_at timestamptz NOT NULL,
    kind text NOT NULL,
    -- Role and subject, as in `stored_events.actor`.
    actor text NOT NULL,
    unit_id uuid,
    request_id text NOT NULL,
    operation text NOT NULL,
    document bytea,
    fields text[] NOT NULL,
    persons uuid[] NOT NULL,
    command_id uuid,
    code text,
    -- Of an entry that tells what was dropped: the last position of it, and its seal.
    cut_position bigint,
    cut_seal bytea,
    seal bytea NOT NULL
) WITH (autovacuum_analyze_threshold = 1000, autovacuum_analyze_scale_factor = 0.01);

-- In the order that `trail.accesses` is read in.
CREATE INDEX entries_recorded_at_idx ON trail.entries (recorded_at);
-- Who read the data of one person.
CREATE INDEX entries_persons_idx ON trail.entries USING gin (persons);

-- Nothing is ever changed, by anybody. Dropping what is past its retention turns this off within its
-- own transaction, which only the owner of the table can; what an owner does by hand, the seals show.
CREATE FUNCTION trail.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE 'the access trail is only ever added to' USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON trail.entries
    FOR EACH STATEMENT EXECUTE FUNCTION trail.refuse_change();

-- Adds entries, given as a JSON array, if the trail still ends where the caller left it. Being a
-- function, it takes the lock, looks and adds in one round trip; false if the trail is not as expected.
CREATE FUNCTION trail.append(last_position bigint, new jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(6075990630345946451);
    IF (SELECT coalesce(max(position), 0) FROM trail.entries) <> last_position THEN
        RETURN false;
    END IF;
    INSERT INTO trail.entries SELECT * FROM jsonb_populate_recordset(NULL::trail.entries, new);
    RETURN true;
END
$$;

-- Commands in the order of time, for the trail to be read together with them. Every append pays for
-- it, so it has no second column: the commands of a batch share their time, and an entry of it.
CREATE INDEX commands_recorded_at_idx ON public.commands (recorded_at);

-- All that anybody did or tried: the entries of the trail, and the commands that were accepted.
CREATE VIEW trail.accesses AS
    SELECT id, recorded_at, kind, actor, unit_id, request_id, operation, document, fields, persons,
        command_id, code, position AS trail_position, NULL::bigint AS log_position
    FROM trail.entries
    UNION ALL
    SELECT command_id, recorded_at, 'COMMAND_ACCEPTED'::text, actor, NULL::uuid, NULL::text, kind,
        NULL::bytea, '{}'::text[], '{}'::uuid[], command_id, NULL::text, NULL::bigint, position
    FROM public.commands;
