package dev.glide.cli.transfer;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.UUID;

/**
 * What a send must know to go on after it was cut. Holds the transfer's key: private file, deleted
 * when all is parked.
 *
 * @param key base64url
 * @param paths absolute, as they were named
 */
@Json
record OutgoingRecord(UUID id, String key, List<String> paths, List<String> recipients) {
  OutgoingRecord {
    paths = List.copyOf(paths);
    recipients = List.copyOf(recipients);
  }

  @Override
  public String toString() {
    return "OutgoingRecord[" + id + "]";
  }
}
