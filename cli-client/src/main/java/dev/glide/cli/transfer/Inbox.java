package dev.glide.cli.transfer;

import dev.glide.cli.failure.Failure;
import dev.glide.shared.api.TransferPage;
import dev.glide.shared.api.TransferView;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What waits for this person. */
public final class Inbox {
  private static final String WHERE = "glide reqs";

  private final Member member;
  private final OfferOpener opener;

  public Inbox(Member member) {
    this.member = member;
    this.opener = new OfferOpener(member, _ -> {});
  }

  /** Everything, newest first. */
  public List<Offer> all() throws Failure {
    return views().stream().map(this::opened).toList();
  }

  /** One of them, if it waits for this person; asks for nothing else. */
  public Optional<Offer> one(UUID id) throws Failure {
    TransferView view = member.registry().transfer(id);
    return view.id().equals(id) && waits(view) ? Optional.of(opened(view)) : Optional.empty();
  }

  private boolean waits(TransferView view) {
    return view.recipients().stream()
        .anyMatch(each -> each.handle().equals(member.handle()) && !each.state().isEnd());
  }

  /**
   * The one that is meant.
   *
   * @param userOrId {@code @user}, a handle, or the beginning of an id
   * @throws Failure (not found) if there is none, (usage) if there are several
   */
  public Offer find(String userOrId) throws Failure {
    return opened(Found.one(matching(userOrId), userOrId, TransferView::id, WHERE));
  }

  /** All that are meant, oldest first. */
  public List<Offer> findAll(String userOrId) throws Failure {
    List<TransferView> found = matching(userOrId);
    if (found.isEmpty()) {
      throw Found.none(userOrId, WHERE);
    }
    return found.reversed().stream().map(this::opened).toList();
  }

  public void decline(Offer offer) throws Failure {
    member.registry().decline(offer.id());
  }

  private List<TransferView> matching(String userOrId) throws Failure {
    return Found.matching(views(), userOrId, TransferView::id, view -> List.of(view.from()));
  }

  private List<TransferView> views() throws Failure {
    return Found.all(
        member.registry()::inbox,
        TransferPage::transfers,
        page -> Optional.ofNullable(page.next()));
  }

  private Offer opened(TransferView view) {
    return new Offer(view, opener.content(view), member.handle());
  }
}
