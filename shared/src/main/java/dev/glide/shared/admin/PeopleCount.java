package dev.glide.shared.admin;

/**
 * People on the server.
 *
 * @param disabled how many of all may not sign in
 * @param online how many of all are connected now
 * @param devices of all of them
 * @param waitingDevices how many more ask to be linked
 */
public record PeopleCount(
    long all, long disabled, long online, long devices, long waitingDevices) {}
