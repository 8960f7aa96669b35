/**
 * Who I am where: folders, registration, this device's secret keys, and the keys of other people
 * that were pinned at first use.
 */
@NullMarked
package dev.glide.cli.identity;

import org.jspecify.annotations.NullMarked;
