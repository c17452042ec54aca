-- What every installation has beside the tables of its entities, which are made from their definitions.

CREATE TABLE entity (
  name text PRIMARY KEY,
  definition text NOT NULL
);

CREATE TABLE setting (
  name text PRIMARY KEY,
  value text NOT NULL
);

-- `value` grows with each change of what all processes keep in memory; `metadata` with each change of entities.
CREATE TABLE epoch (
  value bigint NOT NULL,
  metadata bigint NOT NULL
);
INSERT INTO epoch (value, metadata) VALUES (1, 0);

-- Processes hear of it at once; the channel is one for the database, so the schema goes with it.
CREATE FUNCTION tell_epoch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('tolmach_epoch', NEW.value || ' ' || NEW.metadata || ' ' || TG_TABLE_SCHEMA);
  RETURN NULL;
END $$;
CREATE TRIGGER tell_epoch AFTER UPDATE ON epoch FOR EACH ROW EXECUTE FUNCTION tell_epoch();

-- `txid` tells which snapshots a change is part of, so that a remembered total can be brought up to date exactly.
CREATE TABLE change_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at bigint NOT NULL,
  actor_id bigint,
  face text NOT NULL,
  key_id bigint,
  entity text COLLATE "C" NOT NULL,
  record_id bigint NOT NULL,
  action text NOT NULL,
  before text,
  after text
);
CREATE INDEX ix_change_log__record ON change_log (entity, record_id);
CREATE INDEX ix_change_log__txid ON change_log (txid);

CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at bigint NOT NULL,
  name text NOT NULL,
  entity text NOT NULL,
  record_id bigint NOT NULL,
  actor_id bigint,
  face text NOT NULL,
  key_id bigint,
  data text NOT NULL
);

CREATE TABLE contact_point (
  kind text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL,
  entity text COLLATE "C" NOT NULL,
  record_id bigint NOT NULL,
  field text COLLATE "C" NOT NULL,
  PRIMARY KEY (entity, record_id, field, value)
);
CREATE INDEX ix_contact_point__value ON contact_point (kind, value, entity, record_id);
