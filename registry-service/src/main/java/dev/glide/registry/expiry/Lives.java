package dev.glide.registry.expiry;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long rows are kept that nothing else gives a time to. */
@Singleton
final class Lives {
  private final Duration waitingDevice;
  private final Duration endedTransfer;
  private final Duration audit;

  Lives(
      @ConfigProperty(name = "glide.devices.waiting-life") Duration waitingDevice,
      @ConfigProperty(name = "glide.transfers.keep-ended") Duration endedTransfer,
      @ConfigProperty(name = "glide.audit.keep") Duration audit) {
    this.waitingDevice = waitingDevice;
    this.endedTransfer = endedTransfer;
    this.audit = audit;
  }

  Duration waitingDevice() {
    return waitingDevice;
  }

  Duration endedTransfer() {
    return endedTransfer;
  }

  Duration audit() {
    return audit;
  }
}
