package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.online.Audience;
import dev.glide.cli.online.News;
import dev.glide.cli.terminal.DisplayName;
import dev.glide.cli.terminal.Event;
import dev.glide.cli.terminal.Meter;
import dev.glide.cli.terminal.Output;
import dev.glide.cli.terminal.ProgressBoard;
import dev.glide.cli.terminal.Spans;
import dev.glide.cli.transfer.Member;
import dev.glide.cli.transfer.Offer;
import dev.glide.cli.transfer.Receiver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what happens while {@code glide up} runs: a line, or an event, for each thing. */
final class UpReport implements Audience {
  private static final int ROOTS_SHOWN = 3;
  private static final int PATH_COLUMNS = 60;

  private final Output output;
  private final Member member;
  private final List<String> from;
  private final ProgressBoard board;

  /**
   * Says nothing yet.
   *
   * @param from who is received from, as it is now
   */
  UpReport(Output output, Member member, List<String> from) {
    this.output = output;
    this.member = member;
    this.from = List.copyOf(from);
    this.board = output.board();
  }

  @Override
  public Meter watch(Offer offer) {
    return board.meter(
        "@" + offer.from() + " " + Words.what(offer.content()), Optional.of(offer.id().toString()));
  }

  @Override
  public void hear(News news) {
    switch (news) {
      case News.Online online -> online(online);
      case News.Offline offline -> offline(offline.why());
      case News.Offered offered -> offered(offered.offer());
      case News.Begun begun -> begun(begun.offer());
      case News.Fetched fetched -> fetched(fetched);
      case News.Failed failed -> failed(failed);
      case News.Gone gone -> gone(gone.offer());
    }
  }

  private void online(News.Online online) {
    tell(
        Event.of("online").with("handle", member.handle()).with("server", member.server()),
        online.again() ? "online again" : "online as @" + member.handle() + ", " + circle());
  }

  private String circle() {
    if (from.isEmpty()) {
      return "receiving from nobody by itself: glide verify @somebody, or --from @somebody";
    }
    return "receiving from "
        + from.stream().map(each -> "@" + each).collect(Collectors.joining(", "));
  }

  private void offline(Failure why) {
    tell(
        Event.of("offline")
            .with("code", why.code())
            .with("message", why.message())
            .with("correlation", why.correlation()),
        "offline, trying again: " + DisplayName.printable(why.message()) + traced(why));
  }

  private void offered(Offer offer) {
    tell(
        ReqsCommand.event(offer),
        Words.offers(offer) + "; to receive it: glide ok " + offer.shortId());
  }

  private void begun(Offer offer) {
    tell(
        Event.of("receiving").with("id", offer.id().toString()).with("from", offer.from()),
        "@" + DisplayName.safe(offer.from()) + " sends " + Words.whatAndSize(offer.content()));
  }

  private void fetched(News.Fetched news) {
    Receiver.Received received = news.received();
    tell(
        OkCommand.event(received, news.pace()),
        OkCommand.sentence(received, news.pace()) + ": " + roots(received.roots()));
  }

  private static String roots(List<Path> roots) {
    String shown =
        roots.stream()
            .limit(ROOTS_SHOWN)
            .map(each -> DisplayName.shortened(each.toString(), PATH_COLUMNS))
            .collect(Collectors.joining(", "));
    return roots.size() > ROOTS_SHOWN ? shown + " and more" : shown;
  }

  private void failed(News.Failed failed) {
    Offer offer = failed.offer();
    Failure why = failed.why();
    Event event =
        Event.of("failed")
            .with("id", offer.id().toString())
            .with("from", offer.from())
            .with("code", why.code())
            .with("message", why.message())
            .with("correlation", why.correlation());
    failed.next().ifPresent(next -> event.with("nextTry", next));
    if (failed.known()) {
      output.emit(event);
      return;
    }
    String next =
        failed
            .next()
            .map(each ->
                wait(each).isZero() ? "; again now" : "; again in " + Spans.rough(wait(each)))
            .orElse(why.hint().map(hint -> "; " + DisplayName.printable(hint)).orElse(""));
    tell(
        event,
        Words.what(offer.content())
            + " from @"
            + DisplayName.safe(offer.from())
            + ": "
            + DisplayName.printable(why.message())
            + traced(why)
            + next);
  }

  /** What the server's operator finds it by. */
  private static String traced(Failure why) {
    return why.correlation().map(id -> " (id " + id + ")").orElse("");
  }

  private Duration wait(java.time.Instant next) {
    Duration wait = Duration.between(output.clock().instant(), next);
    return wait.isPositive() ? wait.plusMillis(999) : Duration.ZERO;
  }

  private void gone(Offer offer) {
    tell(
        Event.of("gone").with("id", offer.id().toString()).with("from", offer.from()),
        Words.what(offer.content())
            + " from @"
            + DisplayName.safe(offer.from())
            + " waits no more");
  }

  /** The end, with what was cut. */
  void stopped(List<Offer> cut) {
    String words =
        cut.isEmpty()
            ? "stopped"
            : "stopped; the next “glide up” goes on with "
                + cut.stream()
                    .map(each -> Words.what(each.content()))
                    .collect(Collectors.joining(", "));
    if (output.manner().terminal()) {
      // What the terminal has echoed for Ctrl-C stays a line of its own.
      output.say("");
    }
    tell(
        Event.of("stopped")
            .with("unfinished", cut.stream().map(each -> each.id().toString()).toList()),
        words);
  }

  private void tell(Event event, String words) {
    board.say(() -> {
      output.emit(event);
      output.result(time() + words);
      output.flush();
    });
  }

  /** For whoever looks at the terminal later; a log has its own. */
  private String time() {
    return output.manner().terminal()
        ? LocalTime.ofInstant(output.clock().instant(), ZoneId.systemDefault())
                .truncatedTo(ChronoUnit.SECONDS)
                .format(DateTimeFormatter.ISO_LOCAL_TIME)
            + "  "
        : "";
  }
}
