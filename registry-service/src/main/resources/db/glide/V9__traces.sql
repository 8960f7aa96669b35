-- An event bears the trace of what it tells of, as a header of W3C Trace Context; none if nobody has begun one.

ALTER TABLE outbox ADD COLUMN trace text;
