package dev.glide.shared.api;

/** A transfer that has been placed, and the ticket to bring its chunks. */
public record Placed(TransferView transfer, Ticket ticket) {}
