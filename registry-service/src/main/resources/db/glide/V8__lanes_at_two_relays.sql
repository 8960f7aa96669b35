-- Where the odd lanes of a session meet, if that is at another relay than the others. Null: at the same.

ALTER TABLE sessions
  ADD COLUMN odd_relay   text,
  ADD COLUMN odd_address text,
  ADD COLUMN odd_url     text;
CREATE INDEX sessions_odd_relay ON sessions (odd_relay) WHERE odd_relay IS NOT NULL;
