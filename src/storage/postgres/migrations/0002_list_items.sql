-- Fields that hold lists of ids (options, people, links), one id a row: who holds one is found without a scan.

CREATE TABLE list_item (
  entity TEXT COLLATE "C" NOT NULL,
  field TEXT COLLATE "C" NOT NULL,
  item_id BIGINT NOT NULL,
  record_id BIGINT NOT NULL,
  PRIMARY KEY (entity, field, item_id, record_id)
);
CREATE INDEX ix_list_item__record ON list_item (entity, record_id);
