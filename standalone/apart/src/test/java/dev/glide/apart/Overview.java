package dev.glide.apart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;

/** What one registry tells its operator. */
record Overview(Replica registry) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How many relays it has heard of that can be given sessions. */
  int relays() throws IOException, InterruptedException {
    JsonNode relays = ask("stats").path("relays");
    return relays.path("all").asInt() - relays.path("draining").asInt();
  }

  private JsonNode ask(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        Http.get(
            registry.url() + "/api/v1/admin/" + path,
            "Authorization",
            "Bearer " + Services.ADMIN_TOKEN);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }
}
