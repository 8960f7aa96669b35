package dev.glide.cli.transfer;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.StoreConnection;
import dev.glide.shared.api.RecipientState;
import dev.glide.shared.api.TransferPage;
import dev.glide.shared.api.TransferView;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/** What this person has sent, and how far each recipient has got with it. */
public final class Outgoing {
  private static final String WHERE = "glide sent";

  private final Member member;
  private final OutgoingState state;
  private final OfferOpener opener;

  public Outgoing(Member member) {
    this.member = member;
    this.state = new OutgoingState(member.profile().folders().state());
    this.opener = new OfferOpener(member, _ -> {});
  }

  /**
   * One sent transfer.
   *
   * @param open whether it is a stream that has not been closed
   * @param live whether it is never stored
   * @param percentHere how much of it is parked, if this device has begun and not finished it
   */
  public record Item(
      UUID id,
      List<RecipientState> recipients,
      Offer.Content content,
      Instant createdAt,
      Instant expiresAt,
      boolean parked,
      boolean open,
      boolean live,
      OptionalInt percentHere) {
    public Item {
      recipients = List.copyOf(recipients);
    }

    public String shortId() {
      return Offer.shortId(id);
    }
  }

  /** Everything, newest first. */
  public List<Item> all() throws Failure {
    Set<UUID> unfinished = new HashSet<>();
    state.all().forEach(each -> unfinished.add(each.id()));
    return views().stream().map(view -> item(view, unfinished)).toList();
  }

  /**
   * The one that is meant; of several, rather one that has not ended.
   *
   * @param idOrUser the beginning of an id, {@code @user}, or a handle
   */
  public Item find(String idOrUser) throws Failure {
    List<TransferView> found =
        Found.matching(
            views(),
            idOrUser,
            TransferView::id,
            view -> view.recipients().stream().map(RecipientState::handle).toList());
    List<TransferView> going = found.stream().filter(Outgoing::goesOn).toList();
    return item(
        Found.one(going.isEmpty() ? found : going, idOrUser, TransferView::id, WHERE), Set.of());
  }

  /** One of them, if this person has sent it; asks for nothing else. */
  public Optional<Item> one(UUID id) throws Failure {
    TransferView view = member.registry().transfer(id);
    boolean mine = view.id().equals(id) && view.from().equals(member.handle());
    return mine ? Optional.of(item(view, Set.of())) : Optional.empty();
  }

  /** Ends it for everybody who has not got it; what was parked is deleted. */
  public void cancel(Item item) throws Failure {
    member.registry().cancel(item.id());
    state.forget(item.id());
  }

  private List<TransferView> views() throws Failure {
    return Found.all(
        member.registry()::sent, TransferPage::transfers, page -> Optional.ofNullable(page.next()));
  }

  private Item item(TransferView view, Set<UUID> unfinished) {
    boolean ask = unfinished.contains(view.id()) && goesOn(view) && view.parkedAt() == null;
    return new Item(
        view.id(),
        view.recipients(),
        opener.content(view),
        view.createdAt(),
        view.expiresAt(),
        view.parkedAt() != null,
        view.open(),
        view.live(),
        ask ? percent(view) : OptionalInt.empty());
  }

  private static boolean goesOn(TransferView view) {
    return view.recipients().stream().anyMatch(each -> !each.state().isEnd());
  }

  private OptionalInt percent(TransferView view) {
    int count = view.chunks().chunkCount();
    try {
      TransferTickets tickets =
          new TransferTickets(member.registry(), view.id(), member.registry().ticket(view.id()));
      try (StoreConnection store =
          new StoreConnection(member.dialer(), member.patience(), view.id(), tickets)) {
        int stored = store.stored(count).cardinality();
        return OptionalInt.of(count == 0 ? 100 : (int) (100L * stored / count));
      }
    } catch (Failure e) {
      // The list is worth showing without this figure.
      return OptionalInt.empty();
    }
  }
}
