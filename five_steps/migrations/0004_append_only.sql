-- The log is only ever added to, whoever is connected: what an operator does by mistake is refused.
-- Only sealing what the stock library wrote changes a row. INSERT fires none of this, so an append is
-- as fast as before. Somebody with the rights of the owner can disable a trigger; that what they did
-- then shows is the work of seals and heads.
CREATE FUNCTION public.five_steps_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE 'the log is append-only: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER append_only_update BEFORE UPDATE ON public.stored_events FOR EACH ROW
    WHEN (
        OLD.seal IS NOT NULL OR NEW.seal IS NULL
        OR (OLD.originator_id, OLD.originator_version, OLD.topic, OLD.state, OLD.notification_id,
            OLD.recorded_at, OLD.command_id, OLD.actor)
        IS DISTINCT FROM
           (NEW.originator_id, NEW.originator_version, NEW.topic, NEW.state, NEW.notification_id,
            NEW.recorded_at, NEW.command_id, NEW.actor)
    )
    EXECUTE FUNCTION public.five_steps_append_only();
CREATE TRIGGER append_only_delete BEFORE DELETE ON public.stored_events FOR EACH ROW
    EXECUTE FUNCTION public.five_steps_append_only();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON public.stored_events FOR EACH STATEMENT
    EXECUTE FUNCTION public.five_steps_append_only();

-- Heads that were signed stay, too.
CREATE TRIGGER append_only_update BEFORE UPDATE OR DELETE ON public.signed_heads FOR EACH ROW
    EXECUTE FUNCTION public.five_steps_append_only();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON public.signed_heads FOR EACH STATEMENT
    EXECUTE FUNCTION public.five_steps_append_only();

-- Also where changes are applied by a replica's worker or with session_replication_role = replica.
ALTER TABLE public.stored_events
    ENABLE ALWAYS TRIGGER append_only_update,
    ENABLE ALWAYS TRIGGER append_only_delete,
    ENABLE ALWAYS TRIGGER append_only_truncate;
ALTER TABLE public.signed_heads
    ENABLE ALWAYS TRIGGER append_only_update,
    ENABLE ALWAYS TRIGGER append_only_truncate;
