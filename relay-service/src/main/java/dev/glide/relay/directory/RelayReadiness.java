package dev.glide.relay.directory;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A relay that is going wants no new connections. */
@Readiness
@ApplicationScoped
class RelayReadiness implements HealthCheck {
  private final Beats beats;

  RelayReadiness(Beats beats) {
    this.beats = beats;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("relay").status(!beats.isDraining()).build();
  }
}
