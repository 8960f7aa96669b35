package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.Event;
import java.util.List;

/** {@code glide version}. */
final class VersionCommand implements Command {
  @Override
  public List<String> usage() {
    return List.of("version");
  }

  @Override
  public List<Example> examples() {
    return List.of(new Example("glide version", "which version of glide and Java this is"));
  }

  @Override
  public void run(Arguments arguments, Context context) throws Failure {
    arguments.atMost(0);
    String java = Runtime.version().toString();
    context.output().emit(Event.of("version").with("glide", version()).with("java", java));
    context.output().result("glide " + version() + " (Java " + java + ")");
  }

  private static String version() {
    return Resource.text("version.txt").strip();
  }
}
