package dev.glide.runtime.trace;

import dev.glide.runtime.trace.Tracing.Kind;
import dev.glide.shared.trace.TraceParent;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells a collector by OTLP over HTTP, in batches, from a thread of its own; what it does not take
 * is lost. Which traces are kept follows from their ids, so that all services keep the same ones.
 */
final class OtlpTraces {
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String PATH = "/v1/traces";

  private final SdkTracerProvider provider;
  private final Tracer tracer;

  private OtlpTraces(SdkTracerProvider provider) {
    this.provider = provider;
    this.tracer = provider.get("dev.glide");
  }

  /**
   * Tells a collector from now on; it need not be there yet.
   *
   * @param collector its origin
   * @param share of traces that are kept, from 0 to 1
   */
  static OtlpTraces to(String collector, double share, String service, String instance) {
    Attributes self =
        Attributes.builder()
            .put("service.name", service)
            .put("service.instance.id", instance)
            .build();
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(collector.replaceFirst("/+$", "") + PATH)
            .setTimeout(PATIENCE)
            .build();
    return new OtlpTraces(
        SdkTracerProvider.builder()
            .setResource(Resource.create(self))
            .setSampler(Sampler.traceIdRatioBased(share))
            .addSpanProcessor(
                BatchSpanProcessor.builder(exporter)
                    .setScheduleDelay(EVERY)
                    .setExporterTimeout(PATIENCE)
                    .build())
            .build());
  }

  Work begin(Kind kind, String name, Optional<TraceParent> parent) {
    SpanBuilder span = tracer.spanBuilder(name).setSpanKind(of(kind));
    parent.ifPresentOrElse(
        from -> span.setParent(Context.root().with(Span.wrap(context(from)))), span::setNoParent);
    return new Kept(span.startSpan());
  }

  private static SpanKind of(Kind kind) {
    return switch (kind) {
      case SERVER -> SpanKind.SERVER;
      case PRODUCER -> SpanKind.PRODUCER;
      case CONSUMER -> SpanKind.CONSUMER;
    };
  }

  private static SpanContext context(TraceParent parent) {
    return SpanContext.createFromRemoteParent(
        parent.trace(), parent.span(), TraceFlags.getSampled(), TraceState.getDefault());
  }

  void close() {
    provider.shutdown().join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A span of the SDK. */
  private static final class Kept implements Work {
    private final Span span;
    private final AtomicBoolean ended = new AtomicBoolean();

    Kept(Span span) {
      this.span = span;
    }

    @Override
    public TraceParent parent() {
      SpanContext context = span.getSpanContext();
      return new TraceParent(context.getTraceId(), context.getSpanId());
    }

    @Override
    public void about(String key, String value) {
      span.setAttribute(key, value);
    }

    @Override
    public void end() {
      if (ended.compareAndSet(false, true)) {
        span.end();
      }
    }

    @Override
    public void fail(String why) {
      if (!ended.get()) {
        span.setStatus(StatusCode.ERROR, why);
        end();
      }
    }
  }
}
