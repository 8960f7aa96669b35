package dev.glide.cli.command;

import dev.glide.cli.admin.AdminClient;
import dev.glide.cli.admin.AuditQuestion;
import dev.glide.cli.admin.AuditTrail;
import dev.glide.cli.command.Command.Example;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.DisplayName;
import dev.glide.shared.api.Limits;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.cli.Options;

/** {@code glide admin audit}. */
final class AdminAudit implements AdminAction {
  private static final String TRANSFER = "transfer";
  private static final String USER = "user";
  private static final String SINCE = "since";
  private static final String UNTIL = "until";
  private static final String FOLLOW = "follow";
  private static final long NEWEST = 100;

  @Override
  public List<String> usage() {
    return List.of(
        "admin audit [--transfer ID] [--user @somebody] [--since TIME] [--until TIME] [--limit N]"
            + " [--follow]");
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "glide admin audit --token-file DATA/admin-token", "the newest entries of my server"),
        new Example("glide admin audit --since 1d --user @bob", "all about bob since yesterday"),
        new Example(
            "glide admin audit --since 2030-01-31 --until 2030-02-01", "all of one day (UTC)"),
        new Example(
            "glide admin audit --transfer 3f2a91bc-58d1-4c7e-9b0a-6f1e2d3c4b5a --since 30d",
            "what has become of one transfer"),
        new Example("glide admin audit --follow --json", "whatever happens, as it happens"));
  }

  @Override
  public Options options() {
    Options options = new Options();
    OptionList.value(options, TRANSFER, "ID", "only of this transfer; its whole id");
    OptionList.value(
        options, USER, UpCommand.PERSON, "only what they did, or what was done with them");
    OptionList.value(
        options, SINCE, "TIME", "from then on: 90m, 12h, 7d ago, or a date or time in UTC");
    OptionList.value(options, UNTIL, "TIME", "up to then, likewise");
    OptionList.flag(options, "f", FOLLOW, "go on with what comes, until Ctrl-C");
    return options;
  }

  @Override
  public Deed understood(List<String> words, Arguments arguments, Context context) throws Failure {
    if (!words.isEmpty()) {
      throw Usage.failure(Verb.ADMIN, "“admin audit” takes options only");
    }
    if (arguments.has(FOLLOW) && arguments.has(UNTIL)) {
      throw Usage.failure(Verb.ADMIN, "--follow goes on, so it has no --until");
    }
    AuditQuestion question = question(arguments, context.now());
    long most = most(arguments, question);
    boolean follow = arguments.has(FOLLOW);
    return client -> read(client, question, most, follow, context);
  }

  private static void read(
      AdminClient client, AuditQuestion question, long most, boolean follow, Context context)
      throws Failure {
    AuditWords words = new AuditWords(context.output());
    AuditTrail trail = new AuditTrail(client, words::show);
    Instant began = context.now();
    trail.read(question, most);
    if (follow) {
      context.output().flush();
      trail.follow(question, began, words::away);
    }
    words.end();
  }

  private static AuditQuestion question(Arguments arguments, Instant now) throws Failure {
    Optional<String> user = arguments.value(USER);
    return new AuditQuestion(
        transfer(arguments),
        user.isPresent() ? Optional.of(Usage.handle(user.get())) : Optional.empty(),
        time(arguments, SINCE, now),
        time(arguments, UNTIL, now));
  }

  private static Optional<UUID> transfer(Arguments arguments) throws Failure {
    Optional<String> word = arguments.value(TRANSFER);
    try {
      return word.map(UUID::fromString);
    } catch (IllegalArgumentException e) {
      throw Usage.failure(
              "“" + DisplayName.shortened(word.orElse(""), 60) + "” is not a transfer's whole id")
          .hint("the audit shows whole ids, and so does “glide sent --json”");
    }
  }

  private static Optional<Instant> time(Arguments arguments, String option, Instant now)
      throws Failure {
    Optional<String> word = arguments.value(option);
    return word.isPresent() ? Optional.of(time(word.get(), now)) : Optional.empty();
  }

  /** A time that has passed, as {@code 12h}, {@code 2030-01-31} or {@code 2030-01-31T12:00:00Z}. */
  private static Instant time(String word, Instant now) throws Failure {
    try {
      if (word.indexOf('T') >= 0) {
        return Instant.parse(word);
      }
      if (word.indexOf('-') > 0) {
        return LocalDate.parse(word).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
    } catch (DateTimeException e) {
      throw Usage.failure("“" + DisplayName.shortened(word, 40) + "” is not a time")
          .because(e)
          .hint("write 90m, 12h or 7d for so long ago, 2030-01-31, or 2030-01-31T12:00:00Z");
    }
    Duration ago = Usage.duration(word);
    return now.minus(ago);
  }

  private static long most(Arguments arguments, AuditQuestion question) throws Failure {
    Optional<Long> limit = AdminPages.limit(arguments);
    if (limit.isEmpty()) {
      return question.since().isEmpty() ? NEWEST : Long.MAX_VALUE;
    }
    long most = limit.get();
    if (question.since().isEmpty() && most > Limits.MAX_PAGE) {
      throw Usage.failure("the newest " + Limits.MAX_PAGE + " can be shown, or all --since a time")
          .hint("for example: --since 1d --limit " + most);
    }
    return most;
  }
}
