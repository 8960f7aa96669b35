/** What lets one request be followed through client, services, events and logs. */
@NullMarked
package dev.glide.shared.trace;

import org.jspecify.annotations.NullMarked;
