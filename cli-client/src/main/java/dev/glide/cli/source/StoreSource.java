package dev.glide.cli.source;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.StoreConnection;
import java.util.OptionalInt;

/** The chunk store, over one connection. */
public final class StoreSource implements ChunkSource {
  private final StoreConnection connection;

  public StoreSource(StoreConnection connection) {
    this.connection = connection;
  }

  @Override
  public OptionalInt fetch(int index, byte[] into) throws Failure {
    return connection.get(index, into);
  }

  @Override
  public void close() {
    connection.close();
  }
}
