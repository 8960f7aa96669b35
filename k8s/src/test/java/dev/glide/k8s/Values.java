package dev.glide.k8s;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Values for the chart.
 *
 * @param files whole files, the later ones winning
 * @param text YAML that wins over all files; may be empty
 */
record Values(List<Path> files, String text) {

  Values {
    files = List.copyOf(files);
  }

  static Values of(String text) {
    return new Values(List.of(), text);
  }

  static Values ofFile(Path file) {
    return new Values(List.of(file), "");
  }

  /** The least that can be installed beside what a cluster has already. */
  static Values plain() {
    return ofFile(Case.FOLDER.resolve("external.yaml"));
  }

  /** These, and others that win. */
  Values with(String more) {
    return new Values(files, text + "\n" + more);
  }

  /** These, and a file that wins. */
  Values with(Path more) {
    List<Path> all = new ArrayList<>(files);
    all.add(more);
    return new Values(all, text);
  }
}
