/**
 * Files and folders of this machine as the bytes of a transfer, and back: scanning, reading,
 * writing, and the manifest between them.
 */
@NullMarked
package dev.glide.cli.tree;

import org.jspecify.annotations.NullMarked;
