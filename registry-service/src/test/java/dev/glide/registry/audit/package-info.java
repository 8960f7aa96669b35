/** Tests of what the audit is made of. */
@NullMarked
package dev.glide.registry.audit;

import org.jspecify.annotations.NullMarked;
