package dev.glide.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
import dev.glide.shared.chunk.ChunkLayout;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RecordCodecTest {

  @Property
  void readsWhatItWrote(@ForAll("records") LaneRecord record) throws Garbled {
    assertThat(RecordCodec.decode(ByteBuffer.wrap(encoded(record)))).isEqualTo(record);
  }

  @Property
  void refusesWhatIsCutOrHasMore(@ForAll("records") LaneRecord record) {
    byte[] bytes = encoded(record);
    // A part's content is all that is there, so only its fields can be missed.
    int fields = record instanceof Part ? 10 : bytes.length;
    for (int length = 0; length < Math.min(fields, 200); length++) {
      assertGarbled(Arrays.copyOf(bytes, length));
    }
    if (!(record instanceof Part)) {
      assertGarbled(Arrays.copyOf(bytes, bytes.length + 1));
    }
  }

  @Property(tries = 5_000)
  void readsAnyBytesAsARecordThatIsWrittenTheSameOrRefusesThem(
      @ForAll("almostRecords") byte[] bytes) {
    try {
      LaneRecord record = RecordCodec.decode(ByteBuffer.wrap(bytes));
      assertThat(encoded(record)).isEqualTo(bytes);
    } catch (Garbled e) {
      assertThat(e).hasMessageStartingWith("a ");
    }
  }

  @Example
  void refusesUnknownKindsFlagsAndReasons() {
    for (String hex :
        List.of("", "00", "0c", "ff", "0300000001000000000400", "050000000104", "0b05", "0bff")) {
      assertGarbled(HexFormat.of().parseHex(hex));
    }
  }

  @Example
  void refusesNumbersBeyondTheirLimits() {
    for (String hex :
        List.of(
            "010100000000000000",
            "01ffffffff00000000",
            "010000000000800001",
            "020000000000000000",
            "02000000007fffffff",
            "0501000001" + "00",
            "0600010000000200000001",
            "0600010000000001000000",
            "0800",
            "0811")) {
      assertGarbled(HexFormat.of().parseHex(hex));
    }
  }

  @Example
  void theLargestRecordsAreAsLargeAsARecordMayBe() {
    byte[] content = new byte[Part.MAX_CONTENT_BYTES];
    assertThat(encoded(new Part(0, 0, false, false, content))).hasSize(LaneRecord.MAX_BYTES);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Part(0, 0, false, false, new byte[content.length + 1]));
    Have most = new Have(Collections.nCopies(Have.MAX_RANGES, new Range(1, 2)));
    assertThat(encoded(most).length).isBetween(LaneRecord.MAX_BYTES - 8, LaneRecord.MAX_BYTES);
  }

  private static void assertGarbled(byte[] bytes) {
    assertThatExceptionOfType(Garbled.class)
        .as(HexFormat.of().formatHex(bytes))
        .isThrownBy(() -> RecordCodec.decode(ByteBuffer.wrap(bytes)));
  }

  static byte[] encoded(LaneRecord record) {
    ByteBuffer out = ByteBuffer.allocate(LaneRecord.MAX_BYTES);
    RecordCodec.encode(record, out);
    return Arrays.copyOf(out.array(), out.position());
  }

  @Provide
  Arbitrary<byte[]> almostRecords() {
    Arbitrary<byte[]> rest = Arbitraries.bytes().array(byte[].class).ofMaxSize(24);
    return Combinators.combine(Arbitraries.bytes().between((byte) 0, (byte) 13), rest)
        .as((kind, fields) -> {
          byte[] all = new byte[1 + fields.length];
          all[0] = kind;
          System.arraycopy(fields, 0, all, 1, fields.length);
          return all;
        });
  }

  @Provide
  Arbitrary<LaneRecord> records() {
    Arbitrary<Integer> index = Arbitraries.integers().between(0, ChunkLayout.MAX_CHUNKS - 1);
    Arbitrary<Integer> offset = Arbitraries.integers().between(0, ChunkLayout.MAX_CHUNK_BYTES);
    Arbitrary<Long> number = Arbitraries.longs();
    Arbitrary<Range> range =
        Combinators.combine(index, index)
            .as((one, other) -> new Range(Math.min(one, other), Math.max(one, other)));
    Arbitrary<byte[]> content =
        Arbitraries.bytes().array(byte[].class).ofMaxSize(Part.MAX_CONTENT_BYTES);
    Arbitrary<Boolean> flag = Arbitraries.of(true, false);
    return Arbitraries.oneOf(
        Combinators.combine(index, offset).as(Request::new),
        Combinators.combine(index, offset.filter(length -> length > 0)).as(Chunk::new),
        Combinators.combine(index, offset, flag, flag, content).as(Part::new),
        index.map(Lack::new),
        Combinators.combine(index, flag).as(Available::new),
        range.list().ofMaxSize(Have.MAX_RANGES).map(Have::new),
        index.map(Drop::new),
        Arbitraries.integers().between(1, LaneRecord.MAX_LANES).map(Lanes::new),
        number.map(Ping::new),
        number.map(Pong::new),
        Arbitraries.of(Reason.class).map(Bye::new));
  }
}
