package dev.glide.cli.command;

import java.util.List;
import java.util.Optional;

/** The commands by name; a command's class is loaded only when it is the chosen one. */
public enum Verb {
  SEND("send", Group.TRANSFERS, "send files and folders to people"),
  REQS("reqs", Group.TRANSFERS, "show what waits for me", "inbox"),
  OK("ok", Group.TRANSFERS, "receive what waits for me", "receive"),
  NO("no", Group.TRANSFERS, "decline what waits for me", "decline"),
  SENT("sent", Group.TRANSFERS, "show what I have sent and how far it is"),
  CANCEL("cancel", Group.TRANSFERS, "take back what I have sent"),
  UP("up", Group.TRANSFERS, "stay online and receive what trusted people send"),
  SHELL("shell", Group.TRANSFERS, "do all of this in one interactive session"),
  REGISTER("register", Group.PEOPLE, "make an account, or link this machine to mine"),
  WHOAMI("whoami", Group.PEOPLE, "show who I am and where"),
  LIST("list", Group.PEOPLE, "show the people on the server"),
  VERIFY("verify", Group.PEOPLE, "compare somebody's keys with what they say they are"),
  DEVICES("devices", Group.PEOPLE, "show, approve and remove my devices"),
  INVITE("invite", Group.PEOPLE, "make a code that lets somebody sign up"),
  SERVER("server", Group.MACHINE, "run a server on this machine"),
  ADMIN("admin", Group.MACHINE, "look after a server that I run"),
  DEMO("demo", Group.MACHINE, "show all of it at work, from nothing"),
  DOCTOR("doctor", Group.MACHINE, "find out why it does not work"),
  COMPLETION("completion", Group.MACHINE, "print the completion script for a shell"),
  VERSION("version", Group.MACHINE, "show which version this is"),
  HELP("help", Group.MACHINE, "explain a command"),
  /** What completion scripts ask for; not for people. */
  COMPLETE("__complete", Group.HIDDEN, "list names for completion"),
  /** What the launcher records an AOT cache from; not for people. */
  REHEARSE("__rehearse", Group.HIDDEN, "run the commands against a server of straw");

  /** Where a command stands in the list of all. */
  enum Group {
    TRANSFERS("Transfers"),
    PEOPLE("People"),
    MACHINE("This machine"),
    HIDDEN("");

    private final String heading;

    Group(String heading) {
      this.heading = heading;
    }

    String heading() {
      return heading;
    }
  }

  private final String word;
  private final Group group;
  private final String summary;

  /** Another name, or nothing. */
  private final String alias;

  Verb(String word, Group group, String summary) {
    this(word, group, summary, "");
  }

  Verb(String word, Group group, String summary, String alias) {
    this.word = word;
    this.group = group;
    this.summary = summary;
    this.alias = alias;
  }

  public String word() {
    return word;
  }

  Group group() {
    return group;
  }

  String summary() {
    return summary;
  }

  List<String> aliases() {
    return alias.isEmpty() ? List.of() : List.of(alias);
  }

  /** The verb of this name or alias. */
  public static Optional<Verb> of(String word) {
    for (Verb verb : values()) {
      if (verb.word.equals(word) || (!word.isEmpty() && verb.alias.equals(word))) {
        return Optional.of(verb);
      }
    }
    return Optional.empty();
  }

  Command command() {
    return switch (this) {
      case SEND -> new SendCommand();
      case REQS -> new ReqsCommand();
      case OK -> new OkCommand();
      case NO -> new NoCommand();
      case SENT -> new SentCommand();
      case CANCEL -> new CancelCommand();
      case UP -> new UpCommand();
      case SHELL -> new ShellCommand();
      case REGISTER -> new RegisterCommand();
      case WHOAMI -> new WhoamiCommand();
      case LIST -> new ListCommand();
      case VERIFY -> new VerifyCommand();
      case DEVICES -> new DevicesCommand();
      case INVITE -> new InviteCommand();
      case SERVER -> new ServerCommand();
      case ADMIN -> new AdminCommand();
      case DEMO -> new DemoCommand();
      case DOCTOR -> new DoctorCommand();
      case COMPLETION -> new CompletionCommand();
      case VERSION -> new VersionCommand();
      case HELP -> new HelpCommand();
      case COMPLETE -> new CompleteCommand();
      case REHEARSE -> new RehearseCommand();
    };
  }
}
