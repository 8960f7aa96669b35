/** Over a long and lossy line, made between two network namespaces of this machine. */
@NullMarked
package dev.glide.benchmarks.far;

import org.jspecify.annotations.NullMarked;
