package dev.glide.registry.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.error.Problem;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jdbi.v3.core.JdbiException;

/** Answers everything that goes wrong in a request with a problem document. */
@Singleton
public final class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
  private static final int RETRY_AFTER_SECONDS = 2;

  private final ObjectMapper json;
  private final RefusalCounts counts;

  public ProblemMappers(ObjectMapper json, RefusalCounts counts) {
    this.json = json;
    this.counts = counts;
  }

  @ServerExceptionMapper
  public Response refused(GlideException refusal, ContainerRequestContext request) {
    RefusalCode.set(request, refusal.problem().code());
    counts.count(refusal.code());
    return answer(refusal.problem());
  }

  @ServerExceptionMapper
  public Response unreadable(MismatchedInputException e, ContainerRequestContext request) {
    RefusalCode.set(request, ErrorCode.MALFORMED.code());
    counts.count(ErrorCode.MALFORMED);
    return answer(unreadableJson(e));
  }

  @ServerExceptionMapper
  public Response refusedByServer(WebApplicationException e) {
    if (e.getCause() instanceof JsonProcessingException unreadable) {
      return answer(unreadableJson(unreadable));
    }
    int status = e.getResponse().getStatus();
    return switch (status) {
      case 400 -> answer(Problem.of(ErrorCode.MALFORMED, "the request can't be read"));
      case 401 -> answer(Problem.of(ErrorCode.NOT_SIGNED_IN, "sign in first"));
      case 403 -> answer(Problem.of(ErrorCode.FORBIDDEN, "this is not allowed"));
      case 404 -> answer(Problem.of(ErrorCode.NOT_FOUND, "there is nothing at this address"));
      case 405 -> answer(Problem.of(ErrorCode.METHOD_NOT_ALLOWED, "not with this method"));
      case 411 -> answer(Problem.of(ErrorCode.LENGTH_REQUIRED, "say Content-Length"));
      case 413 -> answer(Problem.of(ErrorCode.TOO_LARGE, "the request is too large"));
      case 406, 415 ->
          answer(Problem.of(ErrorCode.UNSUPPORTED_TYPE, "this media type is not understood here"));
      default -> status < 500 ? e.getResponse() : failed(e);
    };
  }

  /** A lost connection, or a pool without a free one, passes: the client should come back. */
  @ServerExceptionMapper
  public Response failedInDatabase(JdbiException e) {
    if (!DatabaseAway.explains(e)) {
      return failed(e);
    }
    LOG.warnf("the database can't do it now: %s", e.getCause());
    counts.count(ErrorCode.UNAVAILABLE);
    return answer(Problem.of(ErrorCode.UNAVAILABLE, "the database can't do it right now"));
  }

  @ServerExceptionMapper
  public Response failed(Throwable failure) {
    String reference = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    LOG.errorf(failure, "a request has failed, reference %s", reference);
    counts.count(ErrorCode.INTERNAL);
    return answer(
        Problem.of(
            ErrorCode.INTERNAL,
            "the server has failed; its log says more under reference " + reference));
  }

  /** Says where in the body it went wrong, never what stood there. */
  private static Problem unreadableJson(JsonProcessingException e) {
    if (e instanceof ValueInstantiationException
        && e.getCause() instanceof IllegalArgumentException refused) {
      return Problem.of(ErrorCode.MALFORMED, String.valueOf(refused.getMessage()));
    }
    String at =
        e.getLocation() == null
            ? ""
            : " at line %d, column %d"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    return Problem.of(ErrorCode.MALFORMED, "the body is not the expected JSON" + at);
  }

  private Response answer(Problem problem) {
    Response.ResponseBuilder response =
        Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(text(problem));
    return switch (problem.status()) {
      case 401 -> response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
      case 429, 503, 507 -> response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS).build();
      default -> response.build();
    };
  }

  private String text(Problem problem) {
    try {
      return json.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem can't be written", e);
    }
  }
}
