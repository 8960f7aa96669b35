package dev.glide.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings, in columns as wide as their widest cell; cells are made safe to show. */
public final class Table {
  private static final String GAP = "  ";

  private final List<Column> columns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  private record Column(String heading, boolean right, int maxWidth) {}

  /** Adds a column of words; what is wider than {@code maxWidth} is shortened. */
  public Table column(String heading, int maxWidth) {
    columns.add(new Column(heading, false, maxWidth));
    return this;
  }

  /** Adds a column of words of any width. */
  public Table column(String heading) {
    return column(heading, Integer.MAX_VALUE);
  }

  /** Adds a column of numbers, aligned at the right. */
  public Table numbers(String heading) {
    columns.add(new Column(heading, true, Integer.MAX_VALUE));
    return this;
  }

  public Table row(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells for " + columns.size() + " columns");
    }
    List<String> row = new ArrayList<>(cells.length);
    for (int i = 0; i < cells.length; i++) {
      row.add(DisplayName.shortened(cells[i], columns.get(i).maxWidth()));
    }
    rows.add(row);
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The lines, headings first. */
  public List<String> lines() {
    List<String> headings = new ArrayList<>();
    for (Column column : columns) {
      headings.add(column.heading());
    }
    int[] widths = widths(headings);
    List<String> lines = new ArrayList<>();
    lines.add(line(headings, widths));
    for (List<String> row : rows) {
      lines.add(line(row, widths));
    }
    return lines;
  }

  private int[] widths(List<String> headings) {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = DisplayName.width(headings.get(i));
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], DisplayName.width(row.get(i)));
      }
    }
    return widths;
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      String padding = " ".repeat(widths[i] - DisplayName.width(cell));
      boolean right = columns.get(i).right();
      line.append(i == 0 ? "" : GAP).append(right ? padding : "").append(cell);
      line.append(right ? "" : padding);
    }
    return line.toString().stripTrailing();
  }
}
