-- What is on its way out: a row for each subscription that an event concerns.

-- `happened_at` is that of the event, so that with `event_id` it finds the deliveries of an event. What settles a row
-- takes it out of the indexes of those that wait. A claim is in no index.
CREATE TABLE delivery (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  subscription INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  event_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  entity TEXT NOT NULL,
  record_id INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting',
  tries INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  happened_at INTEGER NOT NULL,
  next_at INTEGER,
  claimed_until INTEGER NOT NULL DEFAULT 0,
  claimed_by TEXT,
  last_at INTEGER,
  last_ms INTEGER,
  last_status INTEGER,
  last_error TEXT,
  response TEXT,
  request TEXT
) STRICT;
CREATE UNIQUE INDEX ux_delivery__sequence ON delivery (subscription, sequence);
CREATE INDEX ix_delivery__due ON delivery (subscription, next_at, sequence, happened_at) WHERE state = 'waiting';
CREATE INDEX ix_delivery__order ON delivery (subscription, entity, record_id, sequence) WHERE state = 'waiting';
CREATE INDEX ix_delivery__dead ON delivery (subscription, id) WHERE state = 'dead';
CREATE INDEX ix_delivery__happened ON delivery (happened_at, event_id);

-- How each subscription is doing.
CREATE TABLE delivery_state (
  subscription INTEGER PRIMARY KEY,
  last_sequence INTEGER NOT NULL DEFAULT 0,
  acknowledged INTEGER NOT NULL DEFAULT 0,
  failing_since INTEGER,
  last_success_at INTEGER,
  succeeded INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0
) STRICT;

-- How far the outbox has been routed: up to this id. What is there already was written in another form, for nobody.
CREATE TABLE delivery_place (
  place TEXT NOT NULL
) STRICT;
INSERT INTO delivery_place (place) SELECT CAST(coalesce(max(id), 0) AS TEXT) FROM outbox;

-- Work that one process does for all, and when it was last done.
CREATE TABLE turn (
  name TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
