-- The outbox carries more than one channel: a row is the event as it will be read, whatever it tells of.

ALTER TABLE outbox
  ADD COLUMN channel     text,
  ADD COLUMN key         text,
  ADD COLUMN type        text,
  ADD COLUMN data        json,
  ADD COLUMN correlation text;

UPDATE outbox SET
  channel = 'glide-transfer',
  key = transfer_id::text,
  type = 'dev.glide.transfer.' || lower(kind),
  data = json_build_object(
    'id', id,
    'at', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'kind', kind,
    'transfer', transfer_id,
    'sender', sender_id,
    'recipients', recipients,
    'expiryDay', expiry_day);

ALTER TABLE outbox
  ALTER COLUMN channel SET NOT NULL,
  ALTER COLUMN key SET NOT NULL,
  ALTER COLUMN type SET NOT NULL,
  ALTER COLUMN data SET NOT NULL,
  DROP COLUMN kind,
  DROP COLUMN transfer_id,
  DROP COLUMN sender_id,
  DROP COLUMN recipients,
  DROP COLUMN expiry_day;

-- Rows live for milliseconds: clean up by number, not by share of a table that is nearly empty.
ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);

-- Which process publishes, and until when if it is not heard of again. One row.
CREATE TABLE outbox_publisher (
  single boolean     PRIMARY KEY DEFAULT true CHECK (single),
  holder uuid,
  until  timestamptz NOT NULL DEFAULT '-infinity',
  wanted boolean     NOT NULL DEFAULT false -- another process has added something meanwhile
) WITH (fillfactor = 10); -- changes in place
INSERT INTO outbox_publisher DEFAULT VALUES;
