package dev.glide.cli.seal;

/**
 * A cheap guess at whether bytes are worth handing to a compressor: media and archives, most of
 * what people send, are told apart from a few samples.
 */
final class Entropy {
  private static final int SAMPLES = 8;
  private static final int SAMPLE_BYTES = 512;

  /** Random bytes come to 7.95 in so small a sample, text to 5, programs to 6.5. */
  private static final double MAX_BITS_PER_BYTE = 7.8;

  private Entropy() {}

  static boolean looksCompressible(byte[] content, int length) {
    return bitsPerByte(content, length) < MAX_BITS_PER_BYTE;
  }

  /** Order-0 entropy of samples that are spread over the content. */
  static double bitsPerByte(byte[] content, int length) {
    int[] counts = new int[256];
    int seen = 0;
    int stride = Math.max(length / SAMPLES, SAMPLE_BYTES);
    for (int start = 0; start < length; start += stride) {
      int end = Math.min(start + SAMPLE_BYTES, length);
      for (int i = start; i < end; i++) {
        counts[content[i] & 0xff]++;
      }
      seen += end - start;
    }
    return seen == 0 ? 0 : bits(counts, seen);
  }

  private static double bits(int[] counts, int total) {
    double sum = 0;
    for (int count : counts) {
      if (count > 0) {
        sum += count * Math.log((double) total / count);
      }
    }
    return sum / total / Math.log(2);
  }
}
