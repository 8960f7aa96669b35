/** What an operator can set: one table a service, read and checked before anything starts. */
@NullMarked
package dev.glide.runtime.settings;

import org.jspecify.annotations.NullMarked;
