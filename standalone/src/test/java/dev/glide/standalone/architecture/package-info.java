/** What the parts must never do, checked on the compiled classes of all modules. */
@NullMarked
package dev.glide.standalone.architecture;

import org.jspecify.annotations.NullMarked;
