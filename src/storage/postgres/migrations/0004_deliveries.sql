-- What is on its way out: a row for each subscription that an event concerns.

-- `happened_at` is that of the event, so that with `event_id` it finds the deliveries of an event. What settles a row
-- takes it out of the indexes of those that wait. A claim is in no index, and there is room beside each row, so that to
-- claim one costs no index anything.
CREATE TABLE delivery (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subscription bigint NOT NULL,
  sequence bigint NOT NULL,
  event_id bigint NOT NULL,
  name text NOT NULL,
  entity text COLLATE "C" NOT NULL,
  record_id bigint NOT NULL,
  state text COLLATE "C" NOT NULL DEFAULT 'waiting',
  tries bigint NOT NULL DEFAULT 0,
  created_at bigint NOT NULL,
  happened_at bigint NOT NULL,
  next_at bigint,
  claimed_until bigint NOT NULL DEFAULT 0,
  claimed_by text,
  last_at bigint,
  last_ms bigint,
  last_status bigint,
  last_error text,
  response text,
  request text
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
CREATE UNIQUE INDEX ux_delivery__sequence ON delivery (subscription, sequence);
CREATE INDEX ix_delivery__due ON delivery (subscription, next_at, sequence, happened_at) WHERE state = 'waiting';
CREATE INDEX ix_delivery__order ON delivery (subscription, entity, record_id, sequence) WHERE state = 'waiting';
CREATE INDEX ix_delivery__dead ON delivery (subscription, id) WHERE state = 'dead';
CREATE INDEX ix_delivery__happened ON delivery (happened_at, event_id);

-- How each subscription is doing.
CREATE TABLE delivery_state (
  subscription bigint PRIMARY KEY,
  last_sequence bigint NOT NULL DEFAULT 0,
  acknowledged bigint NOT NULL DEFAULT 0,
  failing_since bigint,
  last_success_at bigint,
  succeeded bigint NOT NULL DEFAULT 0,
  failed bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 20);

-- How far the outbox has been routed: all that this snapshot saw. What is there already was written in another form, for
-- nobody. The index finds what a snapshot has not seen.
CREATE INDEX ix_outbox__txid ON outbox (txid);
CREATE TABLE delivery_place (
  place text NOT NULL
) WITH (fillfactor = 20);
INSERT INTO delivery_place (place) SELECT pg_current_snapshot()::text;

-- Work that one process does for all, and when it was last done.
CREATE TABLE turn (
  name text PRIMARY KEY,
  at bigint NOT NULL
);
