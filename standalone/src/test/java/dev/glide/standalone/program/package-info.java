/** The packaged program as tests see it: processes with homes of their own, and their traces. */
@NullMarked
package dev.glide.standalone.program;

import org.jspecify.annotations.NullMarked;
