package dev.glide.registry;

import static dev.glide.registry.Problems.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.registry.expiry.Housekeeping;
import dev.glide.shared.admin.AccountEntry;
import dev.glide.shared.admin.AccountPage;
import dev.glide.shared.admin.InviteEntry;
import dev.glide.shared.admin.InvitePage;
import dev.glide.shared.admin.RelayEntry;
import dev.glide.shared.admin.RelayList;
import dev.glide.shared.admin.Stats;
import dev.glide.shared.admin.TransferEntry;
import dev.glide.shared.admin.TransferEntry.State;
import dev.glide.shared.admin.TransferEntryPage;
import dev.glide.shared.api.AuditEntry;
import dev.glide.shared.api.AuditPage;
import dev.glide.shared.api.RecipientState;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.event.ChunkEvent;
import dev.glide.shared.event.OrderEvent;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@RegistryTest
class OperatorIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject OtherServices others;
  @Inject Housekeeping housekeeping;
  @Inject Jdbi jdbi;

  private static RequestSpecification operator() {
    return Operator.ask().contentType(ContentType.JSON);
  }

  private static <T> T read(String path, Class<T> type) {
    return operator().get("/api/v1/admin/" + path).then().statusCode(200).extract().as(type);
  }

  private static Response post(String path) {
    return operator().post("/api/v1/admin/" + path);
  }

  private static Response setQuota(String handle, String body) {
    return operator().body(body).put("/api/v1/admin/users/" + handle + "/quota");
  }

  private static AccountEntry account(Person person) {
    return read("users?search=" + person.handle, AccountPage.class).accounts().getFirst();
  }

  private static List<String> acts(Person person) {
    return read("audit?user=" + person.handle, AuditPage.class).entries().stream()
        .filter(AuditEntry::operator)
        .map(entry -> "%s %s %s".formatted(entry.action(), entry.detail(), entry.result()))
        .toList();
  }

  @Test
  void findsPeopleByHowTheirNamesBegin() {
    Person anna = Person.registered("operated-anna");
    Person annabel = Person.registered("operated-annabel");
    Person bert = Person.registered("operated-bert");
    assertThat(read("users?search=@operated-anna", AccountPage.class).accounts())
        .extracting(AccountEntry::handle)
        .containsExactly(anna.handle, annabel.handle);
    AccountPage first = read("users?search=operated-&limit=2", AccountPage.class);
    assertThat(first.accounts())
        .extracting(AccountEntry::handle)
        .containsExactly(anna.handle, annabel.handle);
    AccountPage second =
        read("users?search=operated-&limit=2&after=" + first.next(), AccountPage.class);
    assertThat(second.accounts()).extracting(AccountEntry::handle).contains(bert.handle);
    AccountEntry entry = account(bert);
    assertThat(entry.devices()).isEqualTo(1);
    assertThat(entry.disabled()).isFalse();
    assertThat(entry.online()).isFalse();
    assertThat(entry.quotaBytes()).isPositive();
  }

  @Test
  void signsSomebodyOutAndKeepsThemOut() {
    Person alice = Person.registered("alice");
    Person bob = Person.registered("bob");
    UUID waiting = Offers.placed(alice, Offers.to(bob));
    UUID sent = Offers.placed(bob, Offers.to(alice));
    AccountEntry disabled =
        post("users/" + bob.handle + "/disable")
            .then()
            .statusCode(200)
            .extract()
            .as(AccountEntry.class);
    assertThat(disabled.disabled()).isTrue();
    post("users/" + bob.handle + "/disable").then().statusCode(200);

    refused(bob.ask().get("/api/v1/inbox"), ErrorCode.ACCOUNT_DISABLED);
    refused(Person.exchange(bob.assertion(bob.claims())), ErrorCode.ACCOUNT_DISABLED);
    refused(Offers.put(bob, UUID.randomUUID(), Offers.to(alice)), ErrorCode.ACCOUNT_DISABLED);
    refused(Offers.put(alice, UUID.randomUUID(), Offers.to(bob)), ErrorCode.UNKNOWN_USER);
    assertThat(read("users?disabled=true&search=" + bob.handle, AccountPage.class).accounts())
        .hasSize(1);
    assertThat(read("users?disabled=true&search=" + alice.handle, AccountPage.class).accounts())
        .isEmpty();

    post("users/" + bob.handle + "/enable").then().statusCode(200);
    bob.signIn();
    bob.ask().get("/api/v1/transfers/" + waiting).then().statusCode(200);
    Offers.act(alice, sent, "accept").then().statusCode(200);
    assertThat(acts(bob))
        .containsExactly("ACCOUNT_DISABLED null done", "ACCOUNT_ENABLED null done");
  }

  @Test
  void tellsNobodyWithoutTheKeyThatAnAccountIsDisabled() {
    Person bob = Person.registered("bob");
    Person mallory = Person.stranger("mallory");
    mallory.deviceId = bob.deviceId();
    post("users/" + bob.handle + "/disable").then().statusCode(200);
    refused(Person.exchange(mallory.assertion(mallory.claims())), ErrorCode.ASSERTION_REFUSED);
  }

  @Test
  void setsAQuota() {
    Person alice = Person.registered("alice");
    Person bob = Person.registered("bob");
    Offers.placed(alice, Offers.to(bob));
    setQuota(alice.handle, "{\"quotaBytes\":5}").then().statusCode(200);
    AccountEntry entry = account(alice);
    assertThat(entry.quotaBytes()).isEqualTo(5);
    assertThat(entry.reservedBytes()).isGreaterThan(5);
    refused(Offers.put(alice, UUID.randomUUID(), Offers.to(bob)), ErrorCode.QUOTA_EXCEEDED);
    refused(setQuota(alice.handle, "{\"quotaBytes\":-1}"), ErrorCode.MALFORMED);
    refused(setQuota("nobody-at-all", "{\"quotaBytes\":1}"), ErrorCode.UNKNOWN_USER);
    assertThat(acts(alice)).first().isEqualTo("QUOTA_SET 5 done");
  }

  @Test
  void showsMakesAndRevokesInvites() {
    Person alice = Person.registered("alice");
    alice.ask().post("/api/v1/invites").then().statusCode(201);
    Instant expected = MovableClock.now().plus(Duration.ofDays(3));
    String code =
        operator()
            .body("{\"days\":3}")
            .post("/api/v1/admin/invites")
            .then()
            .statusCode(201)
            .extract()
            .path("code");
    List<InviteEntry> invites = invites();
    assertThat(invites).anyMatch(each -> alice.handle.equals(each.madeBy()) && !each.operators());
    InviteEntry mine =
        invites.stream()
            .filter(InviteEntry::operators)
            .filter(
                each -> Duration.between(expected, each.expiresAt()).abs().compareTo(PATIENCE) < 0)
            .findFirst()
            .orElseThrow();
    assertThat(mine.id()).doesNotContain(code);
    operator().delete("/api/v1/admin/invites/" + mine.id()).then().statusCode(204);
    refused(operator().delete("/api/v1/admin/invites/" + mine.id()), ErrorCode.UNKNOWN_INVITE);
    assertThat(invites()).extracting(InviteEntry::id).doesNotContain(mine.id());
    assertThat(read("audit", AuditPage.class).entries())
        .filteredOn(entry -> mine.id().equals(entry.detail()))
        .extracting(AuditEntry::action)
        .containsExactly("INVITE", "INVITE_REVOKED");
    refused(operator().body("{\"days\":0}").post("/api/v1/admin/invites"), ErrorCode.MALFORMED);
  }

  private static List<InviteEntry> invites() {
    List<InviteEntry> all = new ArrayList<>();
    @Nullable String after = null;
    do {
      InvitePage page =
          read("invites?limit=1" + (after == null ? "" : "&after=" + after), InvitePage.class);
      all.addAll(page.invites());
      after = page.next();
    } while (after != null);
    return all;
  }

  @Test
  void showsTransfersWithoutWhatIsInThem() {
    Person alice = Person.registered("alice");
    Person bob = Person.registered("bob");
    UUID waiting = Offers.placed(alice, Offers.to(bob));
    UUID parked = Offers.placed(alice, Offers.to(bob));
    UUID ended = Offers.placed(alice, Offers.to(bob));
    others
        .say(
            new ChunkEvent(
                UUID.randomUUID(), Instant.now(), parked, Offers.TEN_MEGABYTES.chunkCount(), null))
        .toCompletableFuture()
        .join();
    Offers.act(alice, ended, "cancel").then().statusCode(204);

    assertThat(transfers("state=WAITING")).contains(waiting).doesNotContain(parked, ended);
    assertThat(transfers("state=PARKED")).contains(parked).doesNotContain(waiting, ended);
    assertThat(transfers("state=ENDED")).contains(ended).doesNotContain(waiting, parked);
    assertThat(transfers("")).contains(waiting, parked).doesNotContain(ended);
    assertThat(transfers("before=2020-01-01T00:00:00Z")).isEmpty();
    TransferEntry entry =
        all("state=PARKED").stream()
            .filter(each -> each.id().equals(parked))
            .findFirst()
            .orElseThrow();
    assertThat(entry.state()).isEqualTo(State.PARKED);
    assertThat(entry.from()).isEqualTo(alice.handle);
    assertThat(entry.recipients())
        .extracting(RecipientState::handle, RecipientState::state)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(bob.handle, RecipientState.State.OFFERED));
    assertThat(entry.totalBytes()).isEqualTo(Offers.TEN_MEGABYTES.totalBytes());
    String raw = operator().get("/api/v1/admin/transfers").asString();
    assertThat(raw).doesNotContain("summary", "manifest", "sealed", "signature");
    for (String wrong : List.of("state=LOST", "before=never", "after=x", "limit=0")) {
      refused(operator().get("/api/v1/admin/transfers?" + wrong), ErrorCode.MALFORMED);
    }
  }

  private static List<UUID> transfers(String question) {
    return all(question).stream().map(TransferEntry::id).toList();
  }

  private static List<TransferEntry> all(String question) {
    List<TransferEntry> all = new ArrayList<>();
    @Nullable String after = null;
    do {
      TransferEntryPage page =
          read(
              "transfers?limit=3"
                  + (question.isEmpty() ? "" : "&" + question)
                  + (after == null ? "" : "&after=" + after),
              TransferEntryPage.class);
      all.addAll(page.transfers());
      after = page.next();
    } while (after != null);
    assertThat(all).extracting(TransferEntry::id).doesNotHaveDuplicates();
    return all;
  }

  @Test
  void tellsRelaysWhoIsShutOut() {
    Person bob = Person.registered("bob");
    String id = userId(bob);
    post("users/" + bob.handle + "/disable").then().statusCode(200);
    post("users/" + bob.handle + "/disable").then().statusCode(200);
    post("users/" + bob.handle + "/enable").then().statusCode(200);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(others.ordered(id))
                .containsExactly(OrderEvent.Kind.SHUT_OUT, OrderEvent.Kind.LET_IN));
  }

  private String userId(Person person) {
    return jdbi.withHandle(db ->
        db.createQuery("SELECT id::text FROM users WHERE handle = :handle")
            .bind("handle", person.handle)
            .mapTo(String.class)
            .one());
  }

  @Test
  void showsDrainsAndUndrainsRelays() {
    TestRelay relay = new TestRelay();
    refused(post("relays/" + relay.id + "/drain"), ErrorCode.UNKNOWN_RELAY);
    others.say(relay.beat(7, 100, false));
    RelayEntry entry = shown(relay);
    assertThat(entry.address()).isEqualTo(relay.address);
    assertThat(entry.url()).isEqualTo(relay.url);
    assertThat(entry.sessions()).isEqualTo(7);
    assertThat(entry.maxSessions()).isEqualTo(100);
    assertThat(entry.draining()).isFalse();
    post("relays/" + relay.id + "/drain").then().statusCode(202);
    post("relays/" + relay.id + "/undrain").then().statusCode(202);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(others.ordered(relay.id))
                .containsExactly(OrderEvent.Kind.DRAIN, OrderEvent.Kind.UNDRAIN));
    others.say(relay.beat(7, 100, true));
    assertThat(shown(relay).draining()).isTrue();
    assertThat(read("audit", AuditPage.class).entries())
        .filteredOn(each -> relay.id.equals(each.detail()))
        .extracting(AuditEntry::action)
        .containsExactly("RELAY_DRAINED", "RELAY_UNDRAINED");
    TestRelay.silenceAll();
    assertThat(read("relays", RelayList.class).relays())
        .extracting(RelayEntry::id)
        .doesNotContain(relay.id);
  }

  private static RelayEntry shown(TestRelay relay) {
    return read("relays", RelayList.class).relays().stream()
        .filter(each -> each.id().equals(relay.id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void counts() {
    Person alice = Person.registered("alice");
    Person bob = Person.registered("bob");
    TestRelay relay = new TestRelay();
    MovableClock.advance(Duration.ofSeconds(6));
    Stats before = read("stats", Stats.class);
    UUID id = Offers.placed(alice, Offers.to(bob));
    Offers.placed(alice, Offers.to(bob));
    others
        .say(
            new ChunkEvent(
                UUID.randomUUID(), Instant.now(), id, Offers.TEN_MEGABYTES.chunkCount(), null))
        .toCompletableFuture()
        .join();
    Person.registered("carol");
    MovableClock.advance(Duration.ofSeconds(6));
    others.say(relay.beat(3, 100, true));
    Stats after = read("stats", Stats.class);
    assertThat(after.people().all()).isEqualTo(before.people().all() + 1);
    assertThat(after.people().devices()).isEqualTo(before.people().devices() + 1);
    assertThat(after.transfers().waiting()).isEqualTo(before.transfers().waiting() + 1);
    assertThat(after.transfers().parked()).isEqualTo(before.transfers().parked() + 1);
    assertThat(after.transfers().storedBytes())
        .isEqualTo(before.transfers().storedBytes() + Offers.TEN_MEGABYTES.totalBytes());
    assertThat(after.transfers().reservedBytes()).isGreaterThan(before.transfers().reservedBytes());
    assertThat(after.relays().draining()).isPositive();
    assertThat(after.relays().sessions()).isGreaterThanOrEqualTo(3);
    assertThat(after.events().dead()).isNull();
  }

  @Test
  void keepsWhatWasRefusedToTheOperator() {
    refused(post("users/nobody-at-all/disable"), ErrorCode.UNKNOWN_USER);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(read("audit", AuditPage.class).entries())
                .anyMatch(entry ->
                    entry.operator()
                        && entry.action().equals("ACCOUNT_DISABLED")
                        && entry.result().equals("unknown-user")));
  }

  @Test
  void letsNobodyElseIn() {
    Person alice = Person.registered("alice");
    for (String path : List.of("users", "invites", "transfers", "relays", "stats")) {
      refused(alice.ask().get("/api/v1/admin/" + path), ErrorCode.NOT_SIGNED_IN);
      refused(given().get("/api/v1/admin/" + path), ErrorCode.NOT_SIGNED_IN);
    }
    refused(
        alice.ask().post("/api/v1/admin/users/" + alice.handle + "/enable"),
        ErrorCode.NOT_SIGNED_IN);
    assertThat(account(alice).disabled()).isFalse();
  }

  @Test
  void keepsAnInviteOfTheOperatorThroughHousekeeping() {
    operator().body("{\"days\":300}").post("/api/v1/admin/invites").then().statusCode(201);
    int before = invites().size();
    housekeeping.sweep();
    assertThat(invites()).hasSize(before);
    assertThat(
            jdbi.<Long, RuntimeException>withHandle(db ->
                db.createQuery("SELECT count(*) FROM invites WHERE operators")
                    .mapTo(Long.class)
                    .one()))
        .isPositive();
  }
}
