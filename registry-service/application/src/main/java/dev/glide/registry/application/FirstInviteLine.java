package dev.glide.registry.application;

import dev.glide.registry.user.FirstInvite;
import dev.glide.runtime.process.Serving;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Says the way in before the registry says that it is open. */
@Singleton
final class FirstInviteLine {
  private final FirstInvite firstInvite;

  FirstInviteLine(FirstInvite firstInvite) {
    this.firstInvite = firstInvite;
  }

  void say(@Observes Serving serving) {
    firstInvite.make().ifPresent(made -> System.out.println("first invite: " + made.code()));
  }
}
