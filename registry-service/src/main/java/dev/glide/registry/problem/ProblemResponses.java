package dev.glide.registry.problem;

import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jspecify.annotations.Nullable;

/**
 * Writes every refusal of every route into the OpenAPI document: those that {@link #REFUSES} names,
 * and those that any route, or any that needs an access token, can give.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ProblemResponses implements OASFilter {
  /** An operation's extension: its error codes, separated by spaces. */
  public static final String REFUSES = "x-glide-refuses";

  /** The name of the requirement that a request bears an access token. */
  public static final String ACCESS = "access";

  /** The name of the requirement that a request bears the operator's token. */
  public static final String ADMIN = "admin";

  private static final String SCHEMA = Problem.class.getSimpleName();

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document
        .getComponents()
        .addSchema(SCHEMA, schema())
        .addSecurityScheme(ACCESS, accessToken())
        .addSecurityScheme(ADMIN, adminToken());
    document.getPaths().getPathItems().values().stream()
        .map(PathItem::getOperations)
        .map(Map::values)
        .flatMap(Collection::stream)
        .forEach(ProblemResponses::describe);
  }

  private static SecurityScheme accessToken() {
    return OASFactory.createSecurityScheme()
        .type(SecurityScheme.Type.HTTP)
        .scheme("bearer")
        .bearerFormat("JWT")
        .description("An access token, which `POST /api/v1/auth/token` gives for an assertion");
  }

  private static SecurityScheme adminToken() {
    return OASFactory.createSecurityScheme()
        .type(SecurityScheme.Type.HTTP)
        .scheme("bearer")
        .description("The operator's token, `glide.admin.token` of the server");
  }

  private static void describe(Operation operation) {
    List<ErrorCode> refusals = codes(operation);
    clean(operation);
    Map<Integer, List<ErrorCode>> byStatus =
        refusals.stream()
            .collect(Collectors.groupingBy(ErrorCode::status, TreeMap::new, Collectors.toList()));
    byStatus.forEach((status, codes) ->
        operation.getResponses().addAPIResponse(status.toString(), response(codes)));
  }

  /** The scanner has put the extension on everything within the operation as well. */
  private static void clean(Operation operation) {
    operation.removeExtension(REFUSES);
    operation.getResponses().removeExtension(REFUSES);
    if (operation.getRequestBody() != null) {
      operation.getRequestBody().removeExtension(REFUSES);
      clean(operation.getRequestBody().getContent());
    }
    for (APIResponse response : operation.getResponses().getAPIResponses().values()) {
      response.removeExtension(REFUSES);
      clean(response.getContent());
    }
  }

  private static void clean(@Nullable Content content) {
    if (content != null) {
      content.getMediaTypes().values().forEach(type -> type.removeExtension(REFUSES));
    }
  }

  private static List<ErrorCode> codes(Operation operation) {
    List<ErrorCode> codes = new ArrayList<>();
    Object named =
        operation.getExtensions() == null ? null : operation.getExtensions().get(REFUSES);
    if (named != null) {
      for (String code : String.valueOf(named).split(" ", -1)) {
        codes.add(ErrorCode.of(code).orElseThrow(() -> new IllegalStateException(code)));
      }
    }
    if (operation.getSecurity() != null && !operation.getSecurity().isEmpty()) {
      codes.add(ErrorCode.NOT_SIGNED_IN);
      if (operation.getSecurity().stream().anyMatch(each -> each.hasScheme(ACCESS))) {
        codes.add(ErrorCode.ACCOUNT_DISABLED);
      }
    }
    codes.add(ErrorCode.INTERNAL);
    codes.add(ErrorCode.UNAVAILABLE);
    return codes;
  }

  private static APIResponse response(List<ErrorCode> codes) {
    String description =
        codes.stream()
            .map(code -> "`%s`: %s".formatted(code.code(), code.title()))
            .collect(Collectors.joining("; "));
    return OASFactory.createAPIResponse()
        .description(description)
        .content(
            OASFactory.createContent()
                .addMediaType(
                    Problem.MEDIA_TYPE,
                    OASFactory.createMediaType()
                        .schema(OASFactory.createSchema().ref("#/components/schemas/" + SCHEMA))));
  }

  private static Schema schema() {
    return OASFactory.createSchema()
        .description("A problem document (RFC 9457); programs branch on its code")
        .addType(Schema.SchemaType.OBJECT)
        .addProperty("type", text("`urn:glide:problem:` and the code"))
        .addProperty("title", text("What went wrong, the same for every problem of the code"))
        .addProperty("status", number("The HTTP status"))
        .addProperty("detail", text("One sentence for a person"))
        .addProperty("code", text("What programs branch on"))
        .addProperty("limit", number("The limit that was hit"))
        .addProperty("actual", number("What was asked for, or is in use, against the limit"))
        .addProperty(
            "nearest",
            OASFactory.createSchema()
                .addType(Schema.SchemaType.ARRAY)
                .items(text("A name like the one that is not known")))
        .addProperty("missing", text("Chunk indexes that are missing, as ranges"))
        .required(List.of("type", "title", "status", "detail", "code"));
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
  }

  private static Schema number(String description) {
    return OASFactory.createSchema()
        .addType(Schema.SchemaType.INTEGER)
        .format("int64")
        .description(description);
  }
}
