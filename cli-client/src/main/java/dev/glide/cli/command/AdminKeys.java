package dev.glide.cli.command;

import dev.glide.cli.command.Command.Example;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.Event;
import dev.glide.cli.terminal.Output;
import dev.glide.shared.admin.NewSigningKey;
import java.util.List;
import org.apache.commons.cli.Options;

/** {@code glide admin keys}. */
final class AdminKeys implements AdminAction {
  private static final String REVOKE = "revoke";

  @Override
  public List<String> usage() {
    return List.of("admin keys rotate [--revoke]");
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("glide admin keys rotate", "a new signing key now; nobody is signed out"),
        new Example("glide admin keys rotate --revoke", "the database's keys may have been read"));
  }

  @Override
  public Options options() {
    Options options = new Options();
    OptionList.flag(
        options, REVOKE, "forget the old keys at once: what they have signed is refused");
    return options;
  }

  @Override
  public Deed understood(List<String> words, Arguments arguments, Context context) throws Failure {
    if (AdminPages.limit(arguments).isPresent() || !words.equals(List.of("rotate"))) {
      throw Usage.failure(Verb.ADMIN, "signing keys can be rotated, no more");
    }
    boolean revoke = arguments.has(REVOKE);
    return client -> show(client.rotateKeys(revoke), context.output());
  }

  private static void show(NewSigningKey key, Output output) {
    output.emit(
        Event.of("signing-key")
            .with("id", key.id())
            .with("signsFrom", key.signsFrom())
            .with("forgotten", key.forgotten()));
    output.result("Signing key " + key.id() + " has been made.");
    output.say(
        key.forgotten() > 0
            ? "What the others have signed is refused: clients sign in again by themselves. Until"
                + " all registries\nhave noticed, for half a minute at most, commands may fail."
                + " Relays and chunk stores believe\nwhat was signed for ten minutes more, or until"
                + " they are started anew."
            : "It signs in a minute; what the others have signed holds until it ends by itself.");
  }
}
