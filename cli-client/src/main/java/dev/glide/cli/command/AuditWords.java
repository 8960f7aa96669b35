package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.DisplayName;
import dev.glide.cli.terminal.Event;
import dev.glide.cli.terminal.Output;
import dev.glide.shared.api.AuditEntry;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Entries of the audit as a person reads them, one a line, and as events. */
final class AuditWords {
  private static final int ID_COLUMNS = 36;
  private static final int NAME_COLUMNS = 12;
  private static final int ACTION_COLUMNS = 14;

  private final Output output;
  private boolean any;

  AuditWords(Output output) {
    this.output = output;
  }

  void show(AuditEntry entry) {
    if (!any) {
      output.result(heading());
      any = true;
    }
    output.emit(event(entry));
    output.result(line(entry));
  }

  /** The server can't be asked for a while. */
  void away(Failure failure) {
    output.emit(Event.of("note").with("message", failure.message()));
    output.say(failure.message() + "; trying on");
  }

  void end() {
    if (!any) {
      output.say("Nothing of this kind is in the audit.");
    }
  }

  private static String heading() {
    return row("TIME", "WHO", "DID", "TRANSFER", "WITH", "FROM", "RESULT");
  }

  private static String line(AuditEntry entry) {
    return row(
        entry.at().truncatedTo(ChronoUnit.SECONDS).toString(),
        entry.operator() ? "(operator)" : person(entry.user()),
        action(entry),
        entry.transfer() == null ? "" : entry.transfer().toString(),
        with(entry),
        entry.from() == null ? "" : entry.from(),
        entry.result());
  }

  private static String row(
      String time, String who, String did, String transfer, String with, String from, String end) {
    List<String> cells = new ArrayList<>();
    cells.add(padded(time, 20));
    cells.add(padded(who, NAME_COLUMNS));
    cells.add(padded(did, ACTION_COLUMNS));
    cells.add(padded(transfer, ID_COLUMNS));
    cells.add(padded(with, NAME_COLUMNS));
    cells.add(padded(from, 15));
    cells.add(DisplayName.safe(end));
    return String.join("  ", cells);
  }

  private static String padded(String text, int columns) {
    String safe = DisplayName.safe(text);
    return safe + " ".repeat(Math.max(0, columns - safe.length()));
  }

  /** With whom; else with what, where the operator has done it. */
  private static String with(AuditEntry entry) {
    String detail = entry.detail();
    return entry.other() != null || detail == null
        ? person(entry.other())
        : DisplayName.shortened(detail, NAME_COLUMNS);
  }

  private static String person(@Nullable String handle) {
    return handle == null ? "" : "@" + handle;
  }

  /** As people write it: {@code device-added}. */
  private static String action(AuditEntry entry) {
    return entry.action().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Event event(AuditEntry entry) {
    return Event.of("audit")
        .with("id", entry.id().toString())
        .with("happenedAt", entry.at())
        .with("action", action(entry))
        .with("result", entry.result())
        .with("user", Optional.ofNullable(entry.user()))
        .with("device", Optional.ofNullable(entry.device()).map(Object::toString))
        .with("transfer", Optional.ofNullable(entry.transfer()).map(Object::toString))
        .with("other", Optional.ofNullable(entry.other()))
        .with("from", Optional.ofNullable(entry.from()))
        .with("correlation", Optional.ofNullable(entry.correlation()))
        .with("detail", Optional.ofNullable(entry.detail()))
        .with("operator", entry.operator());
  }
}
