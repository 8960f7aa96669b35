package dev.glide.shared.api;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An {@link dev.glide.shared.event.AuditEvent} as an operator reads it: people have their names.
 *
 * @param action name of an {@link dev.glide.shared.event.AuditEvent.Action}
 * @param user handle of who did it; {@code null} if nobody did, or it is not known who it was
 * @param other handle of whom it concerns besides
 * @param from address of the client
 * @param operator whether the operator of the server did it
 * @param detail what it was done to or with besides
 * @param result {@code done}, or the error code of the refusal
 */
public record AuditEntry(
    UUID id,
    Instant at,
    String action,
    @Nullable String user,
    @Nullable UUID device,
    @Nullable UUID transfer,
    @Nullable String other,
    @Nullable String from,
    String result,
    @Nullable String correlation,
    boolean operator,
    @Nullable String detail) {}
