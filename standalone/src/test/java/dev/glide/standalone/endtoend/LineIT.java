package dev.glide.standalone.endtoend;

import static dev.glide.standalone.program.Scene.awaitOnline;
import static dev.glide.standalone.program.Scene.awaitThat;

import dev.glide.standalone.program.Film;
import dev.glide.standalone.program.GlideProcess;
import dev.glide.standalone.program.Passage;
import dev.glide.standalone.program.Peer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lines break, or fall silent without saying so, in the middle of a live transfer. */
class LineIT extends SharedScene {
  private static final long FILM = 64L << 20;
  private static final long SLOWLY = 24 << 20;

  private Peer carol;
  private Peer dave;

  @BeforeAll
  void openFurther() throws Exception {
    carol = scene.peer("carol");
    dave = scene.peer("dave");
  }

  @Test
  void goesOnWhenTheSendersLineBreaks() throws Exception {
    Live live = new Live(alice, bob, "senders-line-cut");
    live.passage.awaitMiddle();
    alice.wire().snap();
    live.endWell("sender's line broken");
  }

  @Test
  void goesOnWhenTheReceiversLineBreaks() throws Exception {
    Live live = new Live(alice, bob, "receivers-line-cut");
    live.passage.awaitMiddle();
    bob.wire().snap();
    live.endWell("receiver's line broken");
  }

  @Test
  void goesOnWhenBothLinesAreGoneForAWhile() throws Exception {
    Live live = new Live(alice, bob, "both-lines-cut");
    live.passage.awaitMiddle();
    bob.wire().cut();
    alice.wire().cut();
    awaitThat(() -> !alice.registry().online(bob.handle()));
    alice.wire().mend();
    bob.wire().mend();
    live.endWell("both lines gone for a while");
  }

  /** Both sides at once, since each has to wait until the silence is long enough. */
  @Test
  void goesOnWhenALineFallsSilent() throws Exception {
    Live sendersLine = new Live(alice, bob, "senders-line-silent");
    Live receiversLine = new Live(carol, dave, "receivers-line-silent");
    sendersLine.passage.awaitMiddle();
    receiversLine.passage.awaitMiddle();
    alice.wire().silence();
    dave.wire().silence();
    sendersLine.endWell("sender's line silent");
    receiversLine.endWell("receiver's line silent");
  }

  /** A film that is never stored, from one to the other along a slow line. */
  private static final class Live {
    private final Passage passage;
    private final GlideProcess send;

    Live(Peer sender, Peer receiver, String name) throws Exception {
      Film film = sender.film(name + ".film", FILM);
      sender.wire().pace(SLOWLY);
      receiver.up(sender);
      awaitOnline(receiver);
      passage = Passage.of(sender, film, receiver);
      send = sender.send(film, receiver, "--live");
    }

    void endWell(String fault) throws Exception {
      passage.struck();
      send.await().orFail();
      passage.requireArrivedWith(fault);
    }
  }
}
