package dev.glide.registry.expiry;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long rows are kept that nothing else gives a time to. */
@Singleton
final class Lives {
  private final Duration waitingDevice;
  private final Duration endedTransfer;

  Lives(
      @ConfigProperty(name = "glide.devices.waiting-life") Duration waitingDevice,
      @ConfigProperty(name = "glide.transfers.keep-ended") Duration endedTransfer) {
    this.waitingDevice = waitingDevice;
    this.endedTransfer = endedTransfer;
  }

  Duration waitingDevice() {
    return waitingDevice;
  }

  Duration endedTransfer() {
    return endedTransfer;
  }
}
