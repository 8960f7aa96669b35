package dev.glide.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.glide.cli.command.Typed.Ended;
import dev.glide.cli.failure.ExitCode;
import dev.glide.shared.admin.AccountEntry;
import dev.glide.shared.admin.AccountPage;
import dev.glide.shared.admin.EventCount;
import dev.glide.shared.admin.InviteEntry;
import dev.glide.shared.admin.InvitePage;
import dev.glide.shared.admin.NewSigningKey;
import dev.glide.shared.admin.PeopleCount;
import dev.glide.shared.admin.RelayCount;
import dev.glide.shared.admin.RelayEntry;
import dev.glide.shared.admin.RelayList;
import dev.glide.shared.admin.Stats;
import dev.glide.shared.admin.TransferCount;
import dev.glide.shared.admin.TransferEntry;
import dev.glide.shared.admin.TransferEntryPage;
import dev.glide.shared.api.NewInvite;
import dev.glide.shared.api.RecipientState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminListsTest {
  private static final Instant MORNING = Instant.parse("2030-01-31T08:00:00.123456Z");

  @TempDir Path folder;
  private OperatorsServer server;
  private Typed operator;
  private String tokenFile = "";

  @BeforeEach
  void start() throws IOException {
    server = OperatorsServer.start();
    operator = new Typed(folder, server.origin());
    tokenFile = Files.writeString(folder.resolve("token"), OperatorsServer.TOKEN).toString();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Ended admin(String... words) {
    return operator.type(
        Stream.concat(Stream.of("admin", "--token-file", tokenFile), Stream.of(words))
            .toArray(String[]::new));
  }

  private Ended done(String... words) {
    Ended ended = admin(words);
    assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.DONE);
    return ended;
  }

  private static AccountEntry account(String handle, boolean disabled, long quota, long used) {
    return new AccountEntry(handle, disabled, !disabled, 2, quota, used, MORNING);
  }

  private static TransferEntry transfer(TransferEntry.State state) {
    return new TransferEntry(
        UUID.fromString("3f2a91bc-58d1-4c7e-9b0a-6f1e2d3c4b5a"),
        state,
        "alice",
        List.of(new RecipientState("bob", RecipientState.State.ACCEPTED, MORNING)),
        10_000_000,
        10_020_000,
        false,
        false,
        MORNING,
        Instant.now().plus(Duration.ofDays(5)),
        state == TransferEntry.State.PARKED ? MORNING : null,
        null);
  }

  private static InviteEntry invite(int first, boolean operators) {
    byte[] id = new byte[32];
    id[0] = (byte) first;
    return new InviteEntry(
        Base64.getUrlEncoder().withoutPadding().encodeToString(id),
        operators ? null : "alice",
        operators,
        Instant.now().plus(Duration.ofDays(3)));
  }

  private static Stats stats() {
    return new Stats(
        new PeopleCount(12, 1, 3, 20, 2),
        new TransferCount(4, 5, 600, 7_000_000_000L, 8_000_000_000L),
        new RelayCount(2, 1, 9),
        new EventCount(10, 11, 12L));
  }

  @Test
  void showsPeople() {
    server.answering(
        "GET users",
        new AccountPage(
            List.of(account("alice", false, 5_000_000_000L, 0), account("bob", true, 7, 3)), null));
    Ended ended = done("users", "--search", "a");
    assertThat(ended.lines()).hasSize(3);
    assertThat(ended.lines().getFirst()).startsWith("NAME").contains("QUOTA", "IN USE");
    assertThat(ended.lines().get(1)).startsWith("@alice").contains("online", "5.00 GB");
    assertThat(ended.lines().get(2)).startsWith("@bob").contains("disabled", "7 B", "3 B");
    assertThat(server.asked()).containsExactly("GET users?limit=100&search=a");
  }

  @Test
  void readsPagesUpToTheLimit() {
    server
        .answering(
            "GET users",
            new AccountPage(List.of(account("al", false, 1, 0), account("bo", false, 1, 0)), "bo"))
        .answering("GET users", new AccountPage(List.of(account("cy", false, 1, 0)), "cy"));
    Ended ended = done("users", "--disabled", "--limit", "3");
    assertThat(ended.lines()).hasSize(4);
    assertThat(ended.err()).contains("There are more");
    assertThat(server.asked())
        .containsExactly(
            "GET users?limit=3&disabled=true", "GET users?limit=1&disabled=true&after=bo");
  }

  @Test
  void disablesAndEnables() {
    server
        .answering("POST users/bob/disable", account("bob", true, 1, 0))
        .answering("POST users/bob/enable", account("bob", false, 1, 0));
    assertThat(done("users", "disable", "@bob").out()).contains("signed out");
    assertThat(done("users", "enable", "bob").out()).contains("can sign in again");
    Ended unknown = admin("users", "disable", "@nobody");
    assertThat(unknown.code()).isEqualTo(ExitCode.NOT_FOUND);
  }

  @Test
  void rotatesSigningKeys() {
    server
        .answering("POST signing-keys", new NewSigningKey("QWPSOzOR42R55j6C", MORNING, 0))
        .answering("POST signing-keys", new NewSigningKey("9bPSOzOR42R55j6C", MORNING, 2));
    Ended rotated = done("keys", "rotate");
    assertThat(rotated.out()).contains("QWPSOzOR42R55j6C");
    assertThat(rotated.err()).contains("holds until it ends");
    assertThat(done("keys", "rotate", "--revoke").err()).contains("is refused");
    assertThat(server.asked())
        .containsExactly("POST signing-keys?revoke=false", "POST signing-keys?revoke=true");
    assertThat(admin("keys").code()).isEqualTo(ExitCode.USAGE);
    assertThat(admin("keys", "rotate", "now").code()).isEqualTo(ExitCode.USAGE);
    assertThat(admin("keys", "rotate", "--limit", "1").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void setsAQuota() {
    server.answering("PUT users/bob/quota", account("bob", false, 1_500_000_000L, 2_000_000_000L));
    Ended ended = done("users", "quota", "@bob", "1.5GB");
    assertThat(ended.out()).contains("@bob's transfers may take 1.50 GB");
    assertThat(ended.err()).contains("2.00 GB now");
    assertThat(server.asked()).containsExactly("PUT users/bob/quota {\"quotaBytes\":1500000000}");
  }

  @Test
  void makesShowsAndRevokesInvites() {
    server
        .answering("POST invites", new NewInvite("ABCD-EFGH-JKMN-PQRS", MORNING))
        .answering(
            "GET invites", new InvitePage(List.of(invite(0x4d, true), invite(0xfb, false)), null));
    assertThat(done("invites", "new", "--days", "30").lines())
        .containsExactly("ABCD-EFGH-JKMN-PQRS");
    Ended list = done("invites");
    assertThat(list.lines().get(1)).startsWith("4d0000000000").contains("(operator)", "in 3 d");
    assertThat(list.lines().get(2)).startsWith("fb0000000000").contains("@alice");
    server.answering(
        "GET invites", new InvitePage(List.of(invite(0x4d, true), invite(0xfb, false)), null));
    InviteEntry second = invite(0xfb, false);
    assertThat(done("invites", "revoke", "FB").out()).contains("Revoked");
    assertThat(server.asked())
        .contains("POST invites {\"days\":30}", "DELETE invites/" + second.id());
    server.answering("GET invites", new InvitePage(List.of(), null));
    assertThat(admin("invites", "revoke", "fb").code()).isEqualTo(ExitCode.NOT_FOUND);
    server.answering(
        "GET invites", new InvitePage(List.of(invite(0x4d, true), invite(0x4e, true)), null));
    assertThat(admin("invites", "revoke", "4").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void showsTransfers() {
    server.answering(
        "GET transfers",
        new TransferEntryPage(List.of(transfer(TransferEntry.State.PARKED)), null));
    Ended ended = done("transfers", "--state", "parked", "--limit", "5");
    assertThat(ended.lines().get(1))
        .contains("parked", "@alice", "@bob accepted", "10.0 MB", "in 5 d");
    assertThat(server.asked()).containsExactly("GET transfers?limit=5&state=PARKED");
  }

  private static RelayEntry relay(String id, boolean draining) {
    return new RelayEntry(
        id, "http://" + id + ".internal:8080", null, 3, 100, draining, Instant.now());
  }

  @Test
  void drainsARelayAndWaitsUntilItSaysSo() {
    RelayEntry one = relay("7f3a-one", false);
    RelayEntry other = relay("9b00-other", false);
    server
        .answering("GET relays", new RelayList(List.of(one, other)))
        .answering("POST relays/7f3a-one/drain", one)
        .answering("GET relays", new RelayList(List.of(one, other)))
        .answering("GET relays", new RelayList(List.of(relay("7f3a-one", true), other)));
    assertThat(done("relays", "drain", "7f").out()).contains("takes no new sessions");
    server
        .answering("GET relays", new RelayList(List.of(relay("7f3a-one", true), other)))
        .answering("POST relays/7f3a-one/undrain", relay("7f3a-one", true))
        .answering("GET relays", new RelayList(List.of(one, other)));
    assertThat(done("relays", "undrain", one.address()).out()).contains("takes sessions again");
    server.answering("GET relays", new RelayList(List.of(one, relay("9b00-other", true))));
    Ended last = admin("relays", "drain", "7f3a");
    assertThat(last.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(last.err()).contains("no other relay", "--force");
    server.answering("GET relays", new RelayList(List.of(one, other)));
    assertThat(admin("relays", "drain", "nothing").code()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(server.asked())
        .filteredOn(asked -> asked.startsWith("POST"))
        .containsExactly("POST relays/7f3a-one/drain", "POST relays/7f3a-one/undrain");
  }

  @Test
  void drainsTheLastRelayWhenForced() {
    RelayEntry one = relay("7f3a-one", false);
    server
        .answering("GET relays", new RelayList(List.of(one)))
        .answering("POST relays/7f3a-one/drain", one)
        .answering("GET relays", new RelayList(List.of(relay("7f3a-one", true))));
    done("relays", "drain", "7f3a-one", "--force");
  }

  @Test
  void countsEverything() {
    server.answering("GET stats", stats());
    Ended ended = done("stats");
    assertThat(ended.lines())
        .anySatisfy(line -> assertThat(line.split(" +")).containsExactly("people", "12"))
        .anySatisfy(line -> assertThat(line).startsWith("stored").endsWith("7.00 GB"))
        .anySatisfy(line -> assertThat(line).startsWith("events dead").endsWith("12"));
    assertThat(ended.err()).contains("Dead letters");
  }

  @Test
  void keepsToTheSchemaUnderJson() throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(CommandsTest.SCHEMA));
    server
        .answering("GET users", new AccountPage(List.of(account("alice", false, 5, 0)), null))
        .answering("POST users/bob/disable", account("bob", true, 1, 0))
        .answering("GET invites", new InvitePage(List.of(invite(0x4d, true)), null))
        .answering("GET invites", new InvitePage(List.of(invite(0x4d, true)), null))
        .answering(
            "GET transfers",
            new TransferEntryPage(List.of(transfer(TransferEntry.State.PARKED)), null))
        .answering("GET relays", new RelayList(List.of(relay("7f3a", false))))
        .answering("GET stats", stats());
    for (List<String> words :
        List.of(
            List.of("users"),
            List.of("users", "disable", "@bob"),
            List.of("invites"),
            List.of("invites", "revoke", "4d"),
            List.of("transfers"),
            List.of("relays"),
            List.of("stats"))) {
      Ended ended = done(Stream.concat(Stream.of("--json"), words.stream()).toArray(String[]::new));
      assertThat(ended.lines()).as("%s", words).hasSize(1);
      for (String line : ended.lines()) {
        assertThat(schema.validate(new ObjectMapper().readTree(line))).as(line).isEmpty();
      }
    }
  }

  @Test
  void refusesWhatItCannotMean() {
    for (List<String> wrong :
        List.of(
            List.of("users", "banish", "@bob"),
            List.of("users", "disable"),
            List.of("users", "disable", "@bob", "@al"),
            List.of("users", "disable", "@bob", "--disabled"),
            List.of("users", "quota", "@bob"),
            List.of("users", "quota", "@bob", "much"),
            List.of("users", "quota", "@bob", "9999999PB"),
            List.of("users", "--state", "parked"),
            List.of("invites", "new", "--days", "0"),
            List.of("invites", "new", "--days", "366"),
            List.of("invites", "--days", "3"),
            List.of("invites", "revoke"),
            List.of("invites", "revoke", "xyz"),
            List.of("transfers", "--state", "lost"),
            List.of("transfers", "--older", "old"),
            List.of("relays", "stop", "7f"),
            List.of("relays", "drain"),
            List.of("relays", "--force"),
            List.of("relays", "--limit", "3"),
            List.of("stats", "now"))) {
      assertThat(admin(wrong.toArray(String[]::new)).code())
          .as("%s", wrong)
          .isEqualTo(ExitCode.USAGE);
    }
    assertThat(server.asked()).isEmpty();
  }
}
