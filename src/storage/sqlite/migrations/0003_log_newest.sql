-- The change log of an entity is read newest first, a page at a time, between two moments.

CREATE INDEX ix_change_log__newest ON change_log (entity, at, id);
