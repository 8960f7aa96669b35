package dev.glide.registry.auth;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who makes the request at hand, once {@link AccessFilter} has let it in. */
@RequestScoped
public class CurrentCaller {
  private @Nullable Caller caller;

  /**
   * The caller.
   *
   * @throws IllegalStateException where the route is not {@link SignedIn}
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

  void set(Caller signedIn) {
    caller = signedIn;
  }
}
