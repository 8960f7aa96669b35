package dev.glide.shared.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Ed25519ProviderTest {
  private static final int KEYS = 64;

  /** The third vector of RFC 8032, section 7.1. */
  @Test
  void signsAsTheStandardSays() throws Exception {
    HexFormat hex = HexFormat.of();
    byte[] seed = hex.parseHex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7");
    PrivateKey key =
        KeyFactory.getInstance("Ed25519")
            .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
    assertThat(hex.formatHex(signature(Ed25519Provider.signature(), key, hex.parseHex("af82"))))
        .isEqualTo(
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
  }

  @Test
  void agreesWithTheJdkInBothDirections() throws Exception {
    for (int i = 0; i < KEYS; i++) {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] message = ("message " + i).getBytes(StandardCharsets.UTF_8);
      byte[] ours = signature(Ed25519Provider.signature(), pair.getPrivate(), message);
      assertThat(ours)
          .isEqualTo(signature(Signature.getInstance("Ed25519"), pair.getPrivate(), message));
      assertThat(verifies(pair.getPublic(), message, ours)).isTrue();
      ours[i] ^= 1;
      assertThat(verifies(pair.getPublic(), message, ours)).isFalse();
      assertThat(verifies(pair.getPublic(), new byte[1], ours)).isFalse();
    }
  }

  @Test
  void refusesWhatIsNoSignature() throws Exception {
    PublicKey key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
    for (int length : new int[] {0, 1, 63, 65, 1000}) {
      assertThat(verifies(key, new byte[1], new byte[length])).isFalse();
    }
  }

  @Test
  void refusesKeysOfOtherKinds() throws Exception {
    for (String kind : new String[] {"Ed448", "RSA", "X25519"}) {
      KeyPair pair = KeyPairGenerator.getInstance(kind).generateKeyPair();
      Signature signature = Ed25519Provider.signature();
      assertThatThrownBy(() -> signature.initVerify(pair.getPublic()))
          .isInstanceOf(InvalidKeyException.class);
      assertThatThrownBy(() -> signature.initSign(pair.getPrivate()))
          .isInstanceOf(InvalidKeyException.class);
    }
  }

  @Test
  void isNobodysUnasked() throws Exception {
    Ed25519Provider.signature();
    assertThat(Signature.getInstance("Ed25519").getProvider().getName()).isEqualTo("SunEC");
    assertThat(Security.getProviders()).filteredOn(Ed25519Provider.class::isInstance).hasSize(1);
  }

  private static byte[] signature(Signature signature, PrivateKey key, byte[] message)
      throws Exception {
    signature.initSign(key);
    signature.update(message);
    return signature.sign();
  }

  private static boolean verifies(PublicKey key, byte[] message, byte[] signed) throws Exception {
    Signature check = Ed25519Provider.signature();
    check.initVerify(key);
    check.update(message[0]);
    check.update(message, 1, message.length - 1);
    return check.verify(signed);
  }
}
