package io.roost.cli;

import static java.util.Locale.ROOT;

import io.roost.doctor.Diagnosis;
import io.roost.doctor.Finding;
import io.roost.doctor.Status;
import java.util.List;

/**
 * A diagnosis for people: the headline, then a row for each finding, worst first.
 *
 * <p>A row with something to mend wraps and is followed by its symptom and fixes; any other row is one line, cut to
 * the terminal.
 */
final class DoctorTable {
    private static final int STATUS_WIDTH = 7;
    private static final String GAP = "  ";
    private static final String INDENT = " ".repeat(STATUS_WIDTH + GAP.length());

    private final Terminal terminal;

    DoctorTable(Terminal terminal) {
        this.terminal = terminal;
    }

    String text(Diagnosis diagnosis) {
        StringBuilder out = new StringBuilder();
        out.append(bold(diagnosis.headline() + ".")).append('\n');
        out.append(summary(diagnosis)).append("\n\n");
        List<Finding> findings = diagnosis.findings();
        int check = width("CHECK", findings.stream().map(Finding::check).toList());
        int room = terminal.columns() - INDENT.length() - check - 2 * GAP.length();
        int current = Math.min(
                room / 2,
                width("CURRENT", findings.stream().map(Finding::current).toList()));
        Columns columns = new Columns(check, current, room - current);
        out.append(bold(columns.line("STATUS", "CHECK", "CURRENT", "NEED"))).append('\n');
        for (Finding finding : findings) {
            append(out, finding, columns);
        }
        return out.toString();
    }

    private static String summary(Diagnosis diagnosis) {
        return String.format(
                ROOT,
                "For %,d, role %s: %d failed, %d to heed, %d ok, %d unknown, %d not concerned.",
                diagnosis.plan().connections(),
                diagnosis.plan().role().name().toLowerCase(ROOT),
                diagnosis.count(Status.FAIL),
                diagnosis.count(Status.WARN),
                diagnosis.count(Status.OK),
                diagnosis.count(Status.UNKNOWN),
                diagnosis.count(Status.SKIPPED));
    }

    private void append(StringBuilder out, Finding finding, Columns columns) {
        String status = coloured(finding.status());
        if (finding.fixes().isEmpty()) {
            String line = columns.line(
                    "",
                    finding.check(),
                    cut(finding.current(), columns.current()),
                    cut(finding.need(), columns.need()));
            out.append(status).append(line.substring(STATUS_WIDTH)).append('\n');
            return;
        }
        List<String> current = Wrap.lines(finding.current(), columns.current());
        List<String> need = Wrap.lines(finding.need(), columns.need());
        for (int i = 0; i < Math.max(current.size(), need.size()); i++) {
            String line = columns.line("", i == 0 ? finding.check() : "", at(current, i), at(need, i));
            out.append(i == 0 ? status : " ".repeat(STATUS_WIDTH))
                    .append(line.substring(STATUS_WIDTH))
                    .append('\n');
        }
        paragraph(out, "", finding.symptom());
        for (int i = 0; i < finding.fixes().size(); i++) {
            paragraph(out, i == 0 ? "fix: " : " or: ", finding.fixes().get(i));
        }
    }

    private void paragraph(StringBuilder out, String label, String text) {
        String lead = INDENT + label;
        for (String line : Wrap.lines(text, terminal.columns() - lead.length())) {
            out.append(lead).append(line).append('\n');
            lead = " ".repeat(lead.length());
        }
    }

    private static String at(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "";
    }

    private static int width(String heading, List<String> cells) {
        return cells.stream().mapToInt(String::length).reduce(heading.length(), Math::max);
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 3) + "...";
    }

    private String bold(String text) {
        return terminal.colours() ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    private String coloured(Status status) {
        String padded = Columns.pad(status.name(), STATUS_WIDTH);
        return terminal.colours() ? "\u001b[" + colour(status) + "m" + padded + "\u001b[0m" : padded;
    }

    private static String colour(Status status) {
        return switch (status) {
            case FAIL -> "1;31";
            case WARN -> "33";
            case OK -> "32";
            case UNKNOWN, SKIPPED -> "2";
        };
    }

    private record Columns(int check, int current, int need) {
        String line(String status, String check, String current, String need) {
            String line = pad(status, STATUS_WIDTH)
                    + GAP
                    + pad(check, this.check)
                    + GAP
                    + pad(current, this.current)
                    + GAP
                    + need;
            return line.substring(0, Math.max(STATUS_WIDTH, line.stripTrailing().length()));
        }

        static String pad(String text, int width) {
            return text + " ".repeat(Math.max(0, width - text.length()));
        }
    }
}
