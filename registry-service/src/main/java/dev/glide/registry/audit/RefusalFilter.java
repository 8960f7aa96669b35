package dev.glide.registry.audit;

import dev.glide.registry.auth.Caller;
import dev.glide.registry.auth.CurrentCaller;
import dev.glide.registry.database.Times;
import dev.glide.registry.problem.RefusalCode;
import dev.glide.shared.event.AuditEvent;
import dev.glide.shared.event.AuditEvent.Action;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hands what was refused to those who keep it; the answer waits for nobody. */
@Provider
@Audited(Action.OFFER)
public final class RefusalFilter implements ContainerResponseFilter {
  private final Audit audit;
  private final Refusals refusals;
  private final CurrentCaller current;
  private final ResourceInfo route;
  private final Clock clock;

  RefusalFilter(
      Audit audit, Refusals refusals, CurrentCaller current, ResourceInfo route, Clock clock) {
    this.audit = audit;
    this.refusals = refusals;
    this.current = current;
    this.route = route;
    this.clock = clock;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    RefusalCode.of(request)
        .ifPresent(code -> {
          Audited audited = route.getResourceMethod().getAnnotation(Audited.class);
          refusals.keep(() ->
              AdminRequest.isLetIn(request)
                  ? audit.refusedToOperator(Times.now(clock), audited.value(), code)
                  : entry(audited.value(), id(request), code));
        });
  }

  private AuditEvent entry(Action action, @Nullable UUID id, String code) {
    Optional<Caller> caller = current.find();
    boolean ofDevice = action == Action.DEVICE_ADDED || action == Action.DEVICE_REMOVED;
    return audit.entry(
        Times.now(clock),
        action,
        caller.map(Caller::user).orElse(null),
        ofDevice ? id : caller.map(Caller::device).orElse(null),
        ofDevice ? null : id,
        null,
        code);
  }

  private static @Nullable UUID id(ContainerRequestContext request) {
    String id = request.getUriInfo().getPathParameters().getFirst("id");
    try {
      return id == null ? null : UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
