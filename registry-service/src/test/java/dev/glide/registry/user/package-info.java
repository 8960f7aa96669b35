/** Accounts: signing up, invites, quotas, and finding people. */
@NullMarked
package dev.glide.registry.user;

import org.jspecify.annotations.NullMarked;
