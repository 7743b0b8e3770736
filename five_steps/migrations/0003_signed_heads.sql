-- The Merkle tree over the log, from 1,024 leaves up (event_store/proving/tree.py): heads and proofs
-- then read little of the log. Can be lost: what is missing is computed again.
CREATE TABLE public.log_subtrees (
    level smallint NOT NULL,
    number bigint NOT NULL,
    -- of the last event under it
    last_position bigint NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (level, number)
);
CREATE INDEX log_subtrees_last_position_idx ON public.log_subtrees (level, last_position);

-- The public halves of all keys that ever signed: old heads need them.
CREATE TABLE public.head_keys (
    key_id text PRIMARY KEY,
    public_key bytea NOT NULL,
    first_signed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- What was signed, as it is in the file of heads and wherever others keep it.
CREATE TABLE public.signed_heads (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- The seal of the log's first event, which says which log it is.
    log bytea NOT NULL,
    events bigint NOT NULL,
    root bytea NOT NULL,
    position bigint NOT NULL,
    seal bytea NOT NULL,
    signed_at timestamptz NOT NULL,
    key_id text NOT NULL REFERENCES public.head_keys,
    signature bytea NOT NULL
);
CREATE INDEX signed_heads_position_idx ON public.signed_heads (position);
CREATE INDEX signed_heads_events_idx ON public.signed_heads (events);
