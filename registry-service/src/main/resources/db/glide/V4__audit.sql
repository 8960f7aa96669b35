-- Who did what to which transfer. No references: it outlives what it names.

CREATE TABLE audit (
  id          uuid        NOT NULL,
  at          timestamptz NOT NULL,
  action      text        NOT NULL,
  user_id     uuid,
  device_id   uuid,
  transfer_id uuid,
  other_id    uuid,
  origin      text,
  result      text        NOT NULL,
  correlation text,
  PRIMARY KEY (at, id)
);
CREATE INDEX audit_transfer ON audit (transfer_id, at, id) WHERE transfer_id IS NOT NULL;
CREATE INDEX audit_user ON audit (user_id, at, id) WHERE user_id IS NOT NULL;
CREATE INDEX audit_other ON audit (other_id, at, id) WHERE other_id IS NOT NULL;
