-- Transfers that are never stored, and which relay each pair of devices meets on.

ALTER TABLE transfers ADD COLUMN live boolean NOT NULL DEFAULT false;
ALTER TABLE transfers ALTER COLUMN live DROP DEFAULT;

CREATE TABLE sessions (
  id          uuid        PRIMARY KEY,
  transfer_id uuid        NOT NULL REFERENCES transfers ON DELETE CASCADE,
  user_id     uuid        NOT NULL REFERENCES users, -- the recipient
  device_id   uuid        NOT NULL REFERENCES devices,
  epoch       integer     NOT NULL CHECK (epoch > 0),
  relay       text        NOT NULL,
  address     text        NOT NULL,
  url         text,
  assigned_at timestamptz NOT NULL,
  UNIQUE (transfer_id, device_id)
);
CREATE INDEX sessions_relay ON sessions (relay);
