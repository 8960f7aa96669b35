package dev.glide.runtime.trace;

import dev.glide.shared.trace.TraceParent;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whether traces are kept, and the way to begin a piece of work of one. While they are not, nothing
 * of OpenTelemetry runs.
 */
@Singleton
public final class Tracing {
  private final Optional<OtlpTraces> traces;

  Tracing(
      @ConfigProperty(name = "glide.traces.endpoint") Optional<String> endpoint,
      @ConfigProperty(name = "glide.traces.sample", defaultValue = "1.0") double share,
      @ConfigProperty(name = "quarkus.application.name") String service,
      @ConfigProperty(name = "glide.instance", defaultValue = "local") String instance) {
    this.traces = endpoint.map(collector -> OtlpTraces.to(collector, share, service, instance));
  }

  /** Of which kind a piece of work is, as OpenTelemetry calls it. */
  public enum Kind {
    SERVER,
    PRODUCER,
    CONSUMER
  }

  public boolean isOn() {
    return traces.isPresent();
  }

  /**
   * Begins a piece of work; empty while no traces are kept.
   *
   * @param name the same for all of the sort: without ids
   * @param parent what it is done for; if there is none, it begins a trace
   */
  public Optional<Work> begin(Kind kind, String name, Optional<TraceParent> parent) {
    return traces.map(kept -> kept.begin(kind, name, parent));
  }

  /** What has not been told to the collector yet is, if it listens. */
  void stop(@Observes ShutdownEvent event) {
    traces.ifPresent(OtlpTraces::close);
  }
}
