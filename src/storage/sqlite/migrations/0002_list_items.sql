-- Fields that hold lists of ids (options, people, links), one id a row: who holds one is found without a scan.

CREATE TABLE list_item (
  entity TEXT NOT NULL,
  field TEXT NOT NULL,
  item_id INTEGER NOT NULL,
  record_id INTEGER NOT NULL,
  PRIMARY KEY (entity, field, item_id, record_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_list_item__record ON list_item (entity, record_id);
