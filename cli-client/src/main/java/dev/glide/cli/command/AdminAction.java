package dev.glide.cli.command;

import dev.glide.cli.admin.AdminClient;
import dev.glide.cli.command.Command.Example;
import dev.glide.cli.failure.Failure;
import java.util.List;
import org.apache.commons.cli.Options;

/** One of the things that {@code glide admin} does. */
interface AdminAction {
  /** Its forms, each as it follows {@code glide}. */
  List<String> usage();

  List<Example> examples();

  /** Options that only go with this. */
  default Options options() {
    return new Options();
  }

  /**
   * Understands the words before the server is asked.
   *
   * @param words what follows the name of the action
   * @throws Failure (usage) for what can't be meant
   */
  Deed understood(List<String> words, Arguments arguments, Context context) throws Failure;

  /** What is to be done, once it has been understood. */
  @FunctionalInterface
  interface Deed {
    void perform(AdminClient client) throws Failure;
  }
}
