package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.transfer.Inbox;
import dev.glide.cli.transfer.Member;
import dev.glide.cli.transfer.Outgoing;
import dev.glide.cli.transfer.People;
import dev.glide.shared.api.Handle;
import dev.glide.shared.api.UserEntry;
import java.util.List;
import java.util.stream.Stream;

/** {@code glide __complete}: the words that a completion script offers, one a line. */
final class CompleteCommand implements Command {
  static final String PEOPLE = "people";
  static final String OFFERS = "offers";
  static final String TRANSFERS = "transfers";

  @Override
  public List<String> usage() {
    return List.of("__complete people|offers|transfers");
  }

  @Override
  public List<Example> examples() {
    return List.of(new Example("glide __complete people", "@alice, @bob, …"));
  }

  @Override
  public void run(Arguments arguments, Context context) throws Failure {
    words(arguments.only("kind of word"), context.member()).forEach(context.output()::result);
  }

  /**
   * The words of a kind. Only well-formed names come out, whatever a server says: shells expand
   * what completion gives them.
   */
  static List<String> words(String kind, Member member) throws Failure {
    return switch (kind) {
      case PEOPLE ->
          new People(member)
              .everyone().stream()
                  .map(UserEntry::handle)
                  .filter(Handle::isValid)
                  .map(CompleteCommand::addressed)
                  .toList();
      case OFFERS ->
          new Inbox(member)
              .all().stream()
                  .filter(offer -> Handle.isValid(offer.from()))
                  .flatMap(offer -> Stream.of(addressed(offer.from()), offer.shortId()))
                  .distinct()
                  .toList();
      case TRANSFERS -> new Outgoing(member).all().stream().map(Outgoing.Item::shortId).toList();
      default -> throw Usage.failure(Verb.COMPLETE, "no words of this kind");
    };
  }

  private static String addressed(String handle) {
    return "@" + handle;
  }
}
