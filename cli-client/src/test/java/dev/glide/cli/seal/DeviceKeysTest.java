package dev.glide.cli.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DeviceKeysTest {
  private static final UUID TRANSFER = new UUID(3, 4);
  private static final UUID DEVICE = new UUID(5, 6);
  private final OpeningKey opening = OpeningKey.generate();
  private final SigningKey signing = SigningKey.generate();

  @Test
  void opensAKeyThatWasSealedToTheDevice() throws NotAuthentic {
    TransferKey key = TransferKey.random();
    byte[] sealed = SealedKeys.seal(key, TRANSFER, DEVICE, opening.publicKey());
    assertThat(sealed).hasSize(SealedKeys.BYTES);
    assertThat(SealedKeys.open(sealed, TRANSFER, DEVICE, opening)).isEqualTo(key);
  }

  @Test
  void refusesAKeyOfAnotherTransferDeviceOrPerson() {
    byte[] sealed = SealedKeys.seal(TransferKey.random(), TRANSFER, DEVICE, opening.publicKey());
    assertRefused(() -> SealedKeys.open(sealed, DEVICE, DEVICE, opening));
    assertRefused(() -> SealedKeys.open(sealed, TRANSFER, TRANSFER, opening));
    assertRefused(() -> SealedKeys.open(sealed, TRANSFER, DEVICE, OpeningKey.generate()));
    assertRefused(() -> SealedKeys.open(new byte[79], TRANSFER, DEVICE, opening));
    assertRefused(() -> SealedKeys.open(new byte[80], TRANSFER, DEVICE, opening));
  }

  @Test
  void refusesASealedKeyWithAnyFlippedBit() {
    byte[] sealed = SealedKeys.seal(TransferKey.random(), TRANSFER, DEVICE, opening.publicKey());
    for (int i = 0; i < sealed.length; i++) {
      byte[] damaged = sealed.clone();
      damaged[i] ^= 1;
      assertRefused(() -> SealedKeys.open(damaged, TRANSFER, DEVICE, opening));
    }
  }

  @Test
  void sealsToNoKeyThatEverybodyCanOpen() {
    assertThatThrownBy(() -> SealedKeys.seal(TransferKey.random(), TRANSFER, DEVICE, new byte[32]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SealedKeys.seal(TransferKey.random(), TRANSFER, DEVICE, new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keysComeBackFromTheirBytes() {
    assertThat(SigningKey.of(signing.bytes()).publicKey()).isEqualTo(signing.publicKey());
    assertThat(OpeningKey.of(opening.bytes()).publicKey()).isEqualTo(opening.publicKey());
  }

  @Test
  void secretsDoNotShowThemselves() {
    TransferKey key = TransferKey.random();
    assertThat(List.of(key.toString(), signing.toString(), opening.toString()))
        .allMatch(text -> text.endsWith("[secret]"));
    assertThat(SealingKeys.of(key, TRANSFER)).hasToString("SealingKeys[secret]");
  }

  @Test
  void verifiesAnOfferAndNothingElse() throws NotAuthentic {
    byte[] summary = {1, 2};
    byte[] manifest = {3, 4, 5};
    byte[] signature = OfferSignature.sign(signing, TRANSFER, summary, manifest);
    byte[] digest = OfferSignature.digest(manifest);
    byte[] key = signing.publicKey();
    OfferSignature.verify(key, signature, TRANSFER, summary, digest);
    assertRefused(() -> OfferSignature.verify(key, signature, DEVICE, summary, digest));
    assertRefused(() -> OfferSignature.verify(key, signature, TRANSFER, manifest, digest));
    assertRefused(() -> OfferSignature.verify(key, signature, TRANSFER, summary, summary));
    assertRefused(() -> OfferSignature.verify(key, new byte[64], TRANSFER, summary, digest));
    assertRefused(() -> OfferSignature.verify(key, new byte[3], TRANSFER, summary, digest));
    assertRefused(() -> OfferSignature.verify(new byte[32], signature, TRANSFER, summary, digest));
    assertRefused(() -> OfferSignature.verify(new byte[5], signature, TRANSFER, summary, digest));
    assertRefused(() ->
        OfferSignature.verify(
            SigningKey.generate().publicKey(), signature, TRANSFER, summary, digest));
  }

  @Test
  void verifiesAnEndorsementAndNothingElse() throws NotAuthentic {
    byte[] newSign = SigningKey.generate().publicKey();
    byte[] newSeal = opening.publicKey();
    byte[] key = signing.publicKey();
    byte[] signature = DeviceEndorsement.sign(signing, "bob", newSign, newSeal);
    DeviceEndorsement.verify(key, signature, "bob", newSign, newSeal);
    assertRefused(() -> DeviceEndorsement.verify(key, signature, "eve", newSign, newSeal));
    assertRefused(() -> DeviceEndorsement.verify(key, signature, "bob", newSeal, newSeal));
    assertRefused(() -> DeviceEndorsement.verify(key, signature, "bob", newSign, newSign));
    assertRefused(() -> DeviceEndorsement.verify(newSign, signature, "bob", newSign, newSeal));
  }

  @Test
  void peopleSeeTheSameFingerprintOnBothSides() {
    Fingerprint mine = Fingerprint.of(signing.publicKey(), opening.publicKey());
    Fingerprint phone = Fingerprint.of(opening.publicKey(), signing.publicKey());
    Fingerprint theirs =
        Fingerprint.of(SigningKey.generate().publicKey(), OpeningKey.generate().publicKey());
    assertThat(mine.toString()).matches("(\\d{5} ){7}\\d{5}");
    assertThat(Fingerprint.ofPeople(List.of(mine, phone), List.of(theirs)))
        .isEqualTo(Fingerprint.ofPeople(List.of(theirs), List.of(phone, mine)))
        .isNotEqualTo(Fingerprint.ofPeople(List.of(mine), List.of(theirs)))
        .isNotEqualTo(Fingerprint.ofPeople(List.of(mine), List.of(theirs, phone)));
  }

  private static void assertRefused(ThrowingCallable action) {
    assertThatThrownBy(action).isInstanceOf(NotAuthentic.class).hasMessage("not authentic");
  }
}
