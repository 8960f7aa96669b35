package dev.glide.cli.session;

import static dev.glide.cli.VectorFile.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.cli.VectorFile;
import dev.glide.cli.seal.LaneCipher;
import dev.glide.cli.seal.LaneCipher.Direction;
import dev.glide.cli.seal.SealingKeys;
import dev.glide.cli.seal.TransferKey;
import dev.glide.cli.session.LaneRecord.Available;
import dev.glide.cli.session.LaneRecord.Bye;
import dev.glide.cli.session.LaneRecord.Chunk;
import dev.glide.cli.session.LaneRecord.Drop;
import dev.glide.cli.session.LaneRecord.Have;
import dev.glide.cli.session.LaneRecord.Lack;
import dev.glide.cli.session.LaneRecord.Lanes;
import dev.glide.cli.session.LaneRecord.Part;
import dev.glide.cli.session.LaneRecord.Ping;
import dev.glide.cli.session.LaneRecord.Pong;
import dev.glide.cli.session.LaneRecord.Range;
import dev.glide.cli.session.LaneRecord.Reason;
import dev.glide.cli.session.LaneRecord.Request;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionVectorsTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final UUID TRANSFER = UUID.fromString("018f2d3c-4b5a-4678-9abc-def012345678");
  private static final UUID SESSION = UUID.fromString("5c0e8f6a-1d2b-4c3d-8e9f-a0b1c2d3e4f5");
  private static final int LANE = 3;
  private static final int EPOCH = 0x01020304;
  private static final TransferKey KEY = TransferKey.of(counting(0, TransferKey.BYTES));
  private static final SealingKeys KEYS = SealingKeys.of(KEY, TRANSFER);

  private static final List<LaneRecord> TO_SENDER =
      List.of(
          new Have(List.of(new Range(0, 6), new Range(9, 9))),
          new Lanes(4),
          new Request(7, 0),
          new Drop(8),
          new Ping(1),
          new Pong(2),
          new Bye(Reason.STOPPING));

  private static final List<LaneRecord> TO_RECEIVER =
      List.of(
          new Chunk(7, 4_194_304 + 1_041),
          new Part(8, 65_536, true, false, new byte[] {0x61, 0x62, 0x63}),
          new Lack(5),
          new Available(9, true),
          new Ping(2),
          new Pong(1),
          new Bye(Reason.DONE));

  @Test
  void session() throws Exception {
    byte[] receiver = Hello.of(Side.RECEIVER, LANE, EPOCH, drawing(0x20));
    byte[] sender = Hello.of(Side.SENDER, LANE, EPOCH, drawing(0x60));
    LaneCipher.Basis basis = new LaneCipher.Basis(KEYS, SESSION, receiver, sender);
    VectorFile.assertRecomputed(
        "session.json",
        object(
            "about",
            "Frames of each direction are numbered from 0 in the order given; bodies of chunks are"
                + " left out",
            "transferKey",
            HEX.formatHex(KEY.bytes()),
            "transfer",
            TRANSFER.toString(),
            "sessionKey",
            HEX.formatHex(KEYS.sessionKey()),
            "session",
            SESSION.toString(),
            "lane",
            LANE,
            "epoch",
            EPOCH,
            "receiverHello",
            HEX.formatHex(receiver),
            "senderHello",
            HEX.formatHex(sender),
            "keyToSender",
            HEX.formatHex(basis.key(Direction.TO_SENDER)),
            "keyToReceiver",
            HEX.formatHex(basis.key(Direction.TO_RECEIVER)),
            "toSender",
            frames(basis, Direction.TO_SENDER, TO_SENDER),
            "toReceiver",
            frames(basis, Direction.TO_RECEIVER, TO_RECEIVER)));
  }

  private static List<Object> frames(
      LaneCipher.Basis basis, Direction direction, List<LaneRecord> records) throws Exception {
    LaneCipher sealing = LaneCipher.sealing(basis, direction);
    LaneCipher opening = LaneCipher.opening(basis, direction);
    List<Object> frames = new ArrayList<>();
    for (LaneRecord each : records) {
      byte[] record = RecordCodecTest.encoded(each);
      byte[] out = new byte[FrameReader.MAX_SEALED_BYTES];
      byte[] frame = Arrays.copyOf(out, sealing.seal(record, record.length, out, 0));
      byte[] opened = new byte[FrameReader.MAX_SEALED_BYTES];
      int length = opening.open(frame, 0, frame.length - LaneCipher.LENGTH_BYTES, opened);
      assertThat(RecordCodec.decode(ByteBuffer.wrap(opened, 0, length))).isEqualTo(each);
      frames.add(
          object(
              "kind",
              each.getClass().getSimpleName().toUpperCase(Locale.ROOT),
              "record",
              HEX.formatHex(record),
              "frame",
              HEX.formatHex(frame)));
    }
    return frames;
  }

  private static SecureRandom drawing(int from) {
    return new SecureRandom() {
      private static final long serialVersionUID = 1L;

      @Override
      public void nextBytes(byte[] bytes) {
        System.arraycopy(counting(from, bytes.length), 0, bytes, 0, bytes.length);
      }
    };
  }

  private static byte[] counting(int from, int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (from + i);
    }
    return bytes;
  }
}
