package dev.glide.shared.admin;

/**
 * How much there is of everything. What is counted in the database is counted up to {@link #MOST};
 * that number stands for any that is greater.
 */
public record Stats(
    PeopleCount people, TransferCount transfers, RelayCount relays, EventCount events) {
  /** As far as is counted. */
  public static final int MOST = 1_000_000;
}
