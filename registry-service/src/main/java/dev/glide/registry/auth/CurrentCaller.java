package dev.glide.registry.auth;

import dev.glide.shared.trace.LogKeys;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Who makes the request at hand, once it has been let in. */
@RequestScoped
public class CurrentCaller {
  private @Nullable Caller caller;

  /**
   * The caller.
   *
   * @throws IllegalStateException where the route lets anyone in
   */
  public Caller get() {
    if (caller == null) {
      throw new IllegalStateException("this route lets anyone in");
    }
    return caller;
  }

  /** The caller, where one is known. */
  public Optional<Caller> find() {
    return Optional.ofNullable(caller);
  }

  /** Names the caller in each line that is logged from here on, too. */
  void set(Caller signedIn) {
    caller = signedIn;
    MDC.put(LogKeys.USER, signedIn.user().toString());
    MDC.put(LogKeys.DEVICE, signedIn.device().toString());
  }
}
