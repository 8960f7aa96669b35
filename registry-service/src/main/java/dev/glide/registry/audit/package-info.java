/** Who did what to which transfer, when, from where and with which result. */
@NullMarked
package dev.glide.registry.audit;

import org.jspecify.annotations.NullMarked;
