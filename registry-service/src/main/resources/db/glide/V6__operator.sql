-- What an operator does: accounts that are disabled, invites of the operator's own, and acts of which no user is the doer.

ALTER TABLE users ADD COLUMN disabled_at timestamptz;
CREATE INDEX users_disabled ON users (handle) WHERE disabled;
CREATE INDEX users_disabled_at ON users (disabled_at) WHERE disabled_at IS NOT NULL;

ALTER TABLE invites ADD COLUMN operators boolean NOT NULL DEFAULT false;
CREATE INDEX invites_unused ON invites (expires_at, code_hash) WHERE used_by IS NULL;
CREATE INDEX invites_used ON invites (code_hash) WHERE used_by IS NOT NULL;

ALTER TABLE audit
  ADD COLUMN operator boolean NOT NULL DEFAULT false,
  ADD COLUMN detail   text;
