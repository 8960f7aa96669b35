package dev.glide.registry.user;

import dev.glide.registry.database.ClusterLock;
import dev.glide.shared.api.NewInvite;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The way into a server that takes people by invite while nobody is there yet to invite. */
@Singleton
public final class FirstInvite {
  private final Jdbi jdbi;
  private final Users users;
  private final Invites invites;
  private final SignUpPolicy policy;

  FirstInvite(
      Jdbi jdbi,
      Users users,
      Invites invites,
      @ConfigProperty(name = "glide.sign-up") SignUpPolicy policy) {
    this.jdbi = jdbi;
    this.users = users;
    this.invites = invites;
    this.policy = policy;
  }

  /** Makes the code if one is needed; one that was made before and not used is void then. */
  public Optional<NewInvite> make() {
    return policy == SignUpPolicy.INVITE ? jdbi.inTransaction(this::make) : Optional.empty();
  }

  private Optional<NewInvite> make(Handle db) {
    ClusterLock.FIRST_INVITE.take(db);
    if (!users.nobodyYet(db)) {
      return Optional.empty();
    }
    invites.withdrawServersOwn(db);
    return Optional.of(invites.make(db, null));
  }
}
