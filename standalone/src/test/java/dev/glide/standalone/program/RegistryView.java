package dev.glide.standalone.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * The registry as one person may see it, asked beside their programs and past their line: with the
 * access token that their last command has left.
 */
public record RegistryView(Server server, Person person) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();

  public boolean online(String handle) throws IOException, InterruptedException {
    for (JsonNode user : get("users").path("users")) {
      if (user.path("handle").asText().equals(handle)) {
        return user.path("online").asBoolean();
      }
    }
    return false;
  }

  /** What is offered to this person, or accepted, and has not ended. */
  public List<UUID> inbox() throws IOException, InterruptedException {
    return ids(get("inbox"));
  }

  /** What this person has sent, newest first. */
  public List<UUID> sent() throws IOException, InterruptedException {
    return ids(get("transfers?role=sent"));
  }

  /** How far a recipient is with it, as the registry's word for it. */
  public String state(UUID transfer, String recipient) throws IOException, InterruptedException {
    for (JsonNode each : get("transfers/" + transfer).path("recipients")) {
      if (each.path("handle").asText().equals(recipient)) {
        return each.path("state").asText();
      }
    }
    throw new AssertionError(recipient + " is no recipient of " + transfer);
  }

  public long reservedBytes() throws IOException, InterruptedException {
    return get("account").path("reservedBytes").asLong();
  }

  /** A {@code SessionGrant} for this person's own machine. */
  public JsonNode session(UUID transfer) throws IOException, InterruptedException {
    HttpResponse<String> answer = post("transfers/" + transfer + "/session", "{}");
    assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(200);
    return Events.parse(answer.body());
  }

  public JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = send(request(path).GET().build());
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
    return Events.parse(answer.body());
  }

  /** Whatever the answer is. */
  public HttpResponse<String> post(String path, String json)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build());
  }

  /** Whatever the answer is. */
  public HttpResponse<String> put(String path, String json)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json))
            .build());
  }

  /** The access token of this person's last command. */
  public String token() throws IOException, InterruptedException {
    if (!Files.exists(person.tokenFile())) {
      person.run("whoami").orFail(); // signs in
    }
    return Files.readAllLines(person.tokenFile()).get(2);
  }

  private HttpRequest.Builder request(String path) throws IOException, InterruptedException {
    return HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/" + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + token());
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private static List<UUID> ids(JsonNode page) {
    return StreamSupport.stream(page.path("transfers").spliterator(), false)
        .map(each -> UUID.fromString(each.path("id").asText()))
        .toList();
  }
}
