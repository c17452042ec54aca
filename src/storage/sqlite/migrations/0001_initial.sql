-- What every installation has beside the tables of its entities, which are made from their definitions.

CREATE TABLE entity (
  name TEXT PRIMARY KEY,
  definition TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- `value` grows with each change of what all processes keep in memory; `metadata` with each change of entities.
CREATE TABLE epoch (
  value INTEGER NOT NULL,
  metadata INTEGER NOT NULL
) STRICT;
INSERT INTO epoch (value, metadata) VALUES (1, 0);

CREATE TABLE sequence (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE change_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  actor_id INTEGER,
  face TEXT NOT NULL,
  key_id INTEGER,
  entity TEXT NOT NULL,
  record_id INTEGER NOT NULL,
  action TEXT NOT NULL,
  before TEXT,
  after TEXT
) STRICT;
CREATE INDEX ix_change_log__record ON change_log (entity, record_id);

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  name TEXT NOT NULL,
  entity TEXT NOT NULL,
  record_id INTEGER NOT NULL,
  actor_id INTEGER,
  face TEXT NOT NULL,
  key_id INTEGER,
  data TEXT NOT NULL
) STRICT;

CREATE TABLE contact_point (
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  entity TEXT NOT NULL,
  record_id INTEGER NOT NULL,
  field TEXT NOT NULL,
  PRIMARY KEY (entity, record_id, field, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_contact_point__value ON contact_point (kind, value, entity, record_id);
