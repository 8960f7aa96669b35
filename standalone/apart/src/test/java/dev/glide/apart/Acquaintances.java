package dev.glide.apart;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glide.standalone.program.Peer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Two people between whom transfers are agreed on without any program of theirs. What is sealed in
 * these is random: the registry can't tell. Thread-safe.
 *
 * @param keys of the sealed key for each of their devices, as it stands in an offer
 */
record Acquaintances(Peer sender, Peer receiver, String keys) {
  private static final int SEALED_KEY_BYTES = 80;
  private static final int SUMMARY_BYTES = 150;
  private static final int MANIFEST_BYTES = 300;
  private static final int SIGNATURE_BYTES = 64;

  static Acquaintances of(Peer sender, Peer receiver) throws IOException, InterruptedException {
    JsonNode own = sender.registry().get("users/" + sender.handle() + "/devices");
    JsonNode others = sender.registry().get("users/" + receiver.handle() + "/devices");
    String keys =
        Stream.of(own, others)
            .flatMap(each -> StreamSupport.stream(each.path("devices").spliterator(), false))
            .map(each ->
                "{\"device\":\"%s\",\"sealed\":\"%s\"}"
                    .formatted(each.path("id").asText(), random(SEALED_KEY_BYTES)))
            .collect(joining(","));
    return new Acquaintances(sender, receiver, keys);
  }

  /** A new live transfer, offered and accepted. */
  UUID agree() throws IOException, InterruptedException {
    UUID transfer = UUID.randomUUID();
    String offer =
        """
        {"recipients":["%s"],"keys":[%s],"summary":"%s","manifest":"%s","signature":"%s",
         "chunks":{"chunkBytes":4194304,"totalBytes":1},"open":false,"live":true}
        """
            .formatted(
                receiver.handle(),
                keys,
                random(SUMMARY_BYTES),
                random(MANIFEST_BYTES),
                random(SIGNATURE_BYTES));
    require(sender.registry().put("transfers/" + transfer, offer), 201);
    require(receiver.registry().post("transfers/" + transfer + "/accept", ""), 200);
    return transfer;
  }

  /** The receiver's grant of the session as it is now. */
  JsonNode receivers(UUID transfer) throws IOException, InterruptedException {
    return receiver.registry().session(transfer);
  }

  /** The sender's grant of the session as it is now. */
  JsonNode senders(UUID transfer) throws IOException, InterruptedException {
    return sender.registry().get("transfers/" + transfer + "/sessions").path("sessions").path(0);
  }

  private static void require(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  private static String random(int bytes) {
    byte[] made = new byte[bytes];
    new SplittableRandom().nextBytes(made);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(made);
  }
}
