package dev.glide.cli.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.seal.DeviceEndorsement;
import dev.glide.shared.api.DeviceKeys;
import dev.glide.shared.api.DeviceList;
import dev.glide.shared.api.Endorsement;
import dev.glide.shared.api.NewDevice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinnedPeopleTest {
  @TempDir Path folder;
  private final List<String> notes = new ArrayList<>();
  private final Device laptop = new Device(1);
  private final Device phone = new Device(2);
  private final Device stranger = new Device(3);
  private PinnedPeople people = new PinnedPeople(Path.of("none"));

  @BeforeEach
  void open() {
    people = new PinnedPeople(folder.resolve("people.json"));
  }

  @Test
  void trustsAtFirstUseAndRemembers() throws Failure {
    assertThat(trusted(laptop.keys(null))).containsExactly(1L);
    assertThat(people.devicesOf("bob")).hasSize(1);
    assertThat(trusted(laptop.keys(null))).containsExactly(1L);
    assertThat(notes).isEmpty();
  }

  @Test
  void knowsWhoseKeysAPersonHasCompared() throws Failure {
    trusted(laptop.keys(null));
    assertThat(people.isVerified("bob")).isFalse();
    people.verify("bob", people.devicesOf("bob"));
    assertThat(people.isVerified("bob")).isTrue();
    trusted(laptop.keys(null), phone.keys(laptop));
    assertThat(people.devicesOf("bob")).hasSize(2);
    assertThat(people.isVerified("bob")).isTrue();
    assertThat(people.isVerified("alice")).isFalse();
  }

  @Test
  void readsAFileThatKnowsNothingOfComparing() throws Exception {
    Files.writeString(folder.resolve("people.json"), "{\"people\":{\"bob\":[]}}");
    assertThat(people.isVerified("bob")).isFalse();
    assertThat(people.devicesOf("bob")).isEmpty();
  }

  @Test
  void stopsWhenADeviceHasOtherKeys() throws Failure {
    trusted(laptop.keys(null));
    Failure failure = failure(new Device(1).keys(null));
    assertThat(failure.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(failure.code()).isEqualTo("keys-changed");
    assertThat(failure.hint().orElse("")).contains("glide verify @bob");
  }

  @Test
  void stopsWhenADeviceComesThatNobodyVouchesFor() throws Failure {
    trusted(laptop.keys(null));
    Failure failure = failure(laptop.keys(null), stranger.keys(null));
    assertThat(failure.code()).isEqualTo("keys-changed");
    assertThat(failure.message()).contains(stranger.pairs.fingerprint().toString());
  }

  @Test
  void acceptsADeviceThatATrustedOneEndorses() throws Failure {
    trusted(laptop.keys(null));
    assertThat(trusted(laptop.keys(null), phone.keys(laptop))).containsExactly(1L, 2L);
    assertThat(notes).singleElement().asString().contains("new device");
    assertThat(people.devicesOf("bob")).hasSize(2);
  }

  @Test
  void acceptsAChainOfEndorsementsInAnyOrder() throws Failure {
    trusted(laptop.keys(null));
    assertThat(trusted(stranger.keys(phone), phone.keys(laptop), laptop.keys(null)))
        .containsExactlyInAnyOrder(1L, 2L, 3L);
  }

  @Test
  void acceptsTheHeirOfADeviceThatIsGone() throws Failure {
    trusted(laptop.keys(null));
    assertThat(trusted(phone.keys(laptop))).containsExactly(2L);
  }

  @Test
  void refusesAnEndorsementByAStranger() throws Failure {
    trusted(laptop.keys(null));
    Endorsement forged = new Endorsement(laptop.id, stranger.endorse(phone.pairs).signature());
    DeviceKeys lying = phone.keys(null);
    assertThat(
            failure(
                laptop.keys(null),
                new DeviceKeys(
                    lying.id(),
                    lying.name(),
                    lying.signKey(),
                    lying.sealKey(),
                    lying.addedAt(),
                    forged)))
        .extracting(Failure::code)
        .isEqualTo("keys-changed");
  }

  @Test
  void aDeviceThatIsGoneIsNoChange() throws Failure {
    trusted(laptop.keys(null), phone.keys(laptop));
    assertThat(trusted(laptop.keys(null))).containsExactly(1L);
  }

  @Test
  void trustsAnewWhatWasVerified() throws Failure {
    trusted(laptop.keys(null));
    people.pin("bob", people.judge(list(stranger.keys(null))).present());
    assertThat(trusted(stranger.keys(null))).containsExactly(3L);
  }

  @Test
  void refusesWhatIsNoKey() {
    DeviceKeys broken = new DeviceKeys(new UUID(0, 9), "x", "AAAA", "AAAA", Instant.EPOCH, null);
    assertThat(failure(broken).code()).isEqualTo("keys-invalid");
  }

  private List<Long> trusted(DeviceKeys... devices) throws Failure {
    return people.trusted(list(devices), notes::add).stream()
        .map(each -> each.id().getLeastSignificantBits())
        .toList();
  }

  private Failure failure(DeviceKeys... devices) {
    return Optional.ofNullable(
            catchThrowableOfType(Failure.class, () -> people.trusted(list(devices), notes::add)))
        .orElseThrow();
  }

  private static DeviceList list(DeviceKeys... devices) {
    return new DeviceList("bob", List.of(devices));
  }

  /** A device of Bob's with keys of its own. */
  private static final class Device {
    final UUID id;
    final DeviceKeyPairs pairs = DeviceKeyPairs.generate();

    Device(long number) {
      this.id = new UUID(0, number);
    }

    DeviceKeys keys(@Nullable Device endorsedBy) {
      NewDevice announced = pairs.announced("device " + id.getLeastSignificantBits());
      return new DeviceKeys(
          id,
          announced.name(),
          announced.signKey(),
          announced.sealKey(),
          Instant.EPOCH,
          endorsedBy == null ? null : endorsedBy.endorse(pairs));
    }

    private Endorsement endorse(DeviceKeyPairs newer) {
      byte[] signature =
          DeviceEndorsement.sign(
              pairs.signing(), "bob", newer.signing().publicKey(), newer.opening().publicKey());
      return new Endorsement(id, Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
    }
  }
}
