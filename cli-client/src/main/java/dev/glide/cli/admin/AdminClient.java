package dev.glide.cli.admin;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.Dialer;
import dev.glide.cli.remote.OperatorCalls;
import dev.glide.shared.api.AuditPage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The registry's routes for its operator (protocol, section 3). One thread. */
public final class AdminClient implements AutoCloseable {
  private final OperatorCalls calls;

  public AdminClient(Dialer dialer, AdminToken token) {
    this.calls = new OperatorCalls(dialer, token.bearer());
  }

  /** A page of the audit. */
  AuditPage audit(AuditQuestion question, int limit, Optional<String> after) throws Failure {
    StringBuilder path = new StringBuilder("/api/v1/admin/audit?limit=").append(limit);
    add(path, "transfer", question.transfer());
    add(path, "user", question.user());
    add(path, "since", question.since());
    add(path, "until", question.until());
    add(path, "after", after);
    return calls.get(path.toString(), AuditPage.class);
  }

  private static void add(StringBuilder path, String name, Optional<?> value) {
    if (value.isPresent()) {
      String text = URLEncoder.encode(value.get().toString(), StandardCharsets.UTF_8);
      path.append('&').append(name).append('=').append(text.replace("+", "%20"));
    }
  }

  @Override
  public void close() {
    calls.close();
  }
}
