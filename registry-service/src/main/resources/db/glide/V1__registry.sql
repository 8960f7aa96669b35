-- Who is who, what is offered to whom, and what is still to be said to the other services.
-- Keys, signatures and small sealed things are base64url text, as they travel; only manifests are large enough to be bytes.

CREATE TABLE signing_keys (
  id          text        PRIMARY KEY,
  private_key bytea       NOT NULL, -- PKCS #8
  public_key  bytea       NOT NULL, -- X.509
  created_at  timestamptz NOT NULL
);

CREATE TABLE users (
  id             uuid        PRIMARY KEY,
  handle         text        COLLATE "C" NOT NULL UNIQUE,
  disabled       boolean     NOT NULL DEFAULT false,
  quota_bytes    bigint      NOT NULL CHECK (quota_bytes >= 0),
  reserved_bytes bigint      NOT NULL DEFAULT 0 CHECK (reserved_bytes >= 0),
  created_at     timestamptz NOT NULL
) WITH (fillfactor = 80); -- reservations change in place

CREATE TABLE devices (
  id          uuid        PRIMARY KEY,
  user_id     uuid        NOT NULL REFERENCES users,
  state       text        NOT NULL CHECK (state IN ('ACTIVE', 'WAITING', 'REMOVED')),
  name        text        NOT NULL,
  sign_key    text        NOT NULL,
  seal_key    text        NOT NULL,
  added_at    timestamptz NOT NULL,
  endorsed_by uuid,
  endorsement text,
  CHECK ((endorsed_by IS NULL) = (endorsement IS NULL))
);
CREATE UNIQUE INDEX devices_present ON devices (user_id, sign_key, seal_key) WHERE state <> 'REMOVED';
CREATE INDEX devices_waiting ON devices (added_at) WHERE state = 'WAITING';

CREATE TABLE used_assertions (
  device_id  uuid        NOT NULL,
  jti        text        NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (device_id, jti)
);
CREATE INDEX used_assertions_expiry ON used_assertions (expires_at);

CREATE TABLE invites (
  code_hash  text        PRIMARY KEY,
  made_by    uuid        REFERENCES users, -- nobody: the server's own first invite
  expires_at timestamptz NOT NULL,
  used_by    uuid        REFERENCES users DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE transfers (
  id              uuid        PRIMARY KEY,
  sender_id       uuid        NOT NULL REFERENCES users,
  sender_device   uuid        NOT NULL,
  body_digest     text        NOT NULL,
  summary         text        NOT NULL,
  manifest        bytea,
  manifest_digest text        NOT NULL,
  signature       text        NOT NULL,
  chunk_bytes     integer     NOT NULL,
  total_bytes     bigint      NOT NULL,
  open            boolean     NOT NULL,
  trailer         text,
  reserved_bytes  bigint      NOT NULL CHECK (reserved_bytes >= 0),
  created_at      timestamptz NOT NULL,
  expires_at      timestamptz NOT NULL,
  parked_at       timestamptz,
  ended_at        timestamptz,
  CHECK (ended_at IS NULL OR (manifest IS NULL AND reserved_bytes = 0))
);
-- Sealed bytes don't compress: don't try.
ALTER TABLE transfers ALTER COLUMN manifest SET STORAGE EXTERNAL;
ALTER TABLE transfers ALTER COLUMN summary SET STORAGE EXTERNAL;
CREATE INDEX transfers_sent ON transfers (sender_id, created_at DESC, id DESC);
CREATE INDEX transfers_expiry ON transfers (expires_at) WHERE ended_at IS NULL;
CREATE INDEX transfers_ended ON transfers (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE recipients (
  transfer_id uuid        NOT NULL REFERENCES transfers ON DELETE CASCADE,
  user_id     uuid        NOT NULL REFERENCES users,
  position    integer     NOT NULL,
  state       text        NOT NULL
              CHECK (state IN ('OFFERED', 'ACCEPTED', 'DELIVERED', 'DECLINED', 'CANCELLED', 'EXPIRED')),
  since       timestamptz NOT NULL,
  created_at  timestamptz NOT NULL, -- the transfer's, so that one index answers a page
  PRIMARY KEY (transfer_id, user_id)
);
CREATE INDEX recipients_received ON recipients (user_id, created_at DESC, transfer_id DESC);
CREATE INDEX recipients_inbox ON recipients (user_id, created_at DESC, transfer_id DESC)
  WHERE state IN ('OFFERED', 'ACCEPTED');

CREATE TABLE sealed_keys (
  transfer_id uuid NOT NULL REFERENCES transfers ON DELETE CASCADE,
  device_id   uuid NOT NULL,
  sealed      text NOT NULL,
  PRIMARY KEY (transfer_id, device_id)
);

CREATE TABLE outbox (
  position    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id          uuid        NOT NULL,
  at          timestamptz NOT NULL,
  kind        text        NOT NULL,
  transfer_id uuid        NOT NULL,
  sender_id   uuid        NOT NULL,
  recipients  uuid[]      NOT NULL,
  expiry_day  date        NOT NULL
);
