package dev.glide.chunks.storage;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the storage can be used. */
@Readiness
@ApplicationScoped
class StorageHealth implements HealthCheck {
  private final ChunkStorage storage;

  StorageHealth(ChunkStorage storage) {
    this.storage = storage;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("chunk-storage");
    try {
      storage.check();
      return response.up().build();
    } catch (IOException | RuntimeException e) {
      return response.down().withData("reason", String.valueOf(e.getMessage())).build();
    }
  }
}
