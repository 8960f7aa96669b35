package dev.glide.cli.command;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.Options;

/**
 * {@code glide server}. The launcher starts the server in its own stead, so that it is one process;
 * only a line with options before the word comes here.
 */
final class ServerCommand implements Command {
  private static final List<String> PASSED_ON =
      List.of("port", "host", "data", "tls-cert", "tls-key", "sign-up");

  @Override
  public List<String> usage() {
    return List.of(
        "server [--port N] [--host H] [--data DIR] [--tls-cert F --tls-key F] [--sign-up"
            + " open|invite|closed]");
  }

  @Override
  public List<String> notes() {
    return List.of(
        "Everything in one process: accounts, inboxes and chunks, in one data folder. Prints",
        "“glide server ready at URL” once it can serve. Ctrl-C stops it; what is parked stays.");
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("glide server", "on this machine only, at http://127.0.0.1:8420"),
        new Example(
            "glide server --host 0.0.0.0 --tls-cert fullchain.pem --tls-key key.pem",
            "for others too"),
        new Example("glide server --sign-up invite", "only people with an invite code get in"));
  }

  @Override
  public Options options() {
    Options options = new Options();
    OptionList.value(options, "port", "N", "the port (8420; 0: any that is free)");
    OptionList.value(options, "host", "H", "the address to listen at (127.0.0.1)");
    OptionList.value(options, "data", "DIR", "where it keeps everything");
    OptionList.value(options, "tls-cert", "F", "certificate chain, PEM");
    OptionList.value(options, "tls-key", "F", "the certificate's private key, PEM");
    OptionList.value(options, "sign-up", "WHO", "who may make an account: open, invite, closed");
    return options;
  }

  @Override
  public void run(Arguments arguments, Context context) throws Failure {
    arguments.atMost(0);
    List<String> line =
        new ArrayList<>(List.of(Installation.launcher().toString(), Verb.SERVER.word()));
    for (String option : PASSED_ON) {
      arguments.value(option).ifPresent(value -> line.addAll(List.of("--" + option, value)));
    }
    int status = runToItsEnd(line);
    if (status != 0) {
      throw new Failure(ExitCode.FAILED, "server-ended", "the server ended with code " + status);
    }
  }

  private static int runToItsEnd(List<String> line) throws Failure {
    try {
      Process server = new ProcessBuilder(line).inheritIO().start();
      Thread hook = new Thread(server::destroy);
      Runtime.getRuntime().addShutdownHook(hook);
      return server.waitFor();
    } catch (IOException e) {
      throw new Failure(ExitCode.FAILED, "server-not-started", "the server can't be started")
          .because(e);
    } catch (InterruptedException e) {
      throw Failure.interrupted(e);
    }
  }
}
