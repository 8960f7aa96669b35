package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.Event;
import dev.glide.cli.terminal.Output;
import dev.glide.cli.transfer.Enrolment;
import dev.glide.cli.transfer.Enrolment.LinkRequest;
import dev.glide.shared.api.Account;
import java.util.List;
import org.apache.commons.cli.Options;

/** {@code glide register}. */
final class RegisterCommand implements Command {
  private static final String INVITE = "invite";
  private static final String LINK = "link";
  private static final String DEVICE = "device";

  @Override
  public List<String> usage() {
    return List.of(
        "register HANDLE [--server URL] [--invite CODE]", "register HANDLE --link [--server URL]");
  }

  @Override
  public List<String> notes() {
    return List.of(
        "The keys are made here and never leave this machine. Without --server:"
            + " http://127.0.0.1:8420.",
        "--link adds this machine to an account that is there already; an older machine approves"
            + " it.");
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("glide register alice --server https://glide.example", "make an account"),
        new Example("glide register bob --invite 7KQ2-…", "where an invite is needed"),
        new Example("glide register alice --link --device laptop", "my second machine"));
  }

  @Override
  public Options options() {
    Options options = new Options();
    OptionList.value(options, INVITE, "CODE", "the invite code that somebody gave me");
    OptionList.flag(options, LINK, "add this machine to my account");
    OptionList.value(options, DEVICE, "NAME", "what to call this machine; else its host name");
    return options;
  }

  @Override
  public void run(Arguments arguments, Context context) throws Failure {
    String handle = Usage.handle(arguments.only("name"));
    String device = arguments.value(DEVICE).orElseGet(() -> HostName.of(context.settings()));
    Enrolment enrolment = new Enrolment(context.settings(), context.correlation());
    if (arguments.has(LINK)) {
      link(enrolment.link(handle, device), handle, context);
    } else {
      welcome(enrolment.register(handle, arguments.value(INVITE), device), context);
    }
  }

  private static void welcome(Account account, Context context) throws Failure {
    Output output = context.output();
    String server = context.member().server();
    output.emit(
        Event.of("registered")
            .with("handle", account.handle())
            .with("server", server)
            .with("device", account.deviceId().toString()));
    output.result("You are @" + account.handle() + " at " + server + ".");
    output.say("Now: glide FILE @somebody sends, glide reqs shows what waits for you.");
  }

  private static void link(LinkRequest request, String handle, Context context) {
    Output output = context.output();
    output.emit(
        Event.of("linked")
            .with("handle", handle)
            .with("device", request.device().toString())
            .with("fingerprint", request.fingerprint())
            .with("approved", request.approved()));
    if (request.approved()) {
      output.result("This machine belongs to @" + handle + " now.");
      return;
    }
    String id = request.device().toString().substring(0, 8);
    output.result("This machine waits to belong to @" + handle + ".");
    output.result("Its fingerprint: " + request.fingerprint());
    output.say("On a machine that is yours already: glide devices approve " + id);
    output.say("Then here: the same command again.");
  }
}
