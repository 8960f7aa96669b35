/** The chart as Helm renders it, held to what Kubernetes, the services and operators need. */
@NullMarked
package dev.glide.k8s;

import org.jspecify.annotations.NullMarked;
