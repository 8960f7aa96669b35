package dev.glide.registry.audit;

import dev.glide.shared.event.AuditEvent.Action;
import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A route whose refusals are kept; what it does is kept by whoever does it, with the change. The
 * path's {@code id} is that of the transfer, or of the device where the action is one on devices.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Audited {
  Action value();
}
