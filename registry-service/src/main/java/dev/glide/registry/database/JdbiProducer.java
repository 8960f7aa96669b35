package dev.glide.registry.database;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jspecify.annotations.Nullable;

/** Makes the {@link Jdbi} that every store of the registry shares. */
public final class JdbiProducer {
  @Produces
  @Singleton
  Jdbi jdbi(DataSource pool) {
    return over(pool);
  }

  /** For whoever has no container. */
  public static Jdbi over(DataSource pool) {
    Jdbi jdbi = Jdbi.create(pool);
    jdbi.registerArrayType(UUID.class, "uuid");
    jdbi.registerArrayType(String.class, "text");
    ArgumentFactory times = (type, value, config) -> time(value);
    jdbi.registerArgument(times);
    // The message of a failed statement goes to the log: not with what was bound to it.
    jdbi.configure(
        StatementExceptions.class, all -> all.setMessageRendering(MessageRendering.NONE));
    return jdbi;
  }

  /** In these forms the driver says the type, which SQL can't always infer. */
  private static Optional<Argument> time(@Nullable Object value) {
    return switch (value) {
      case Instant at ->
          Optional.of((position, statement, context) ->
              statement.setObject(position, at.atOffset(ZoneOffset.UTC)));
      case LocalDate day ->
          Optional.of((position, statement, context) -> statement.setObject(position, day));
      case null, default -> Optional.empty();
    };
  }
}
