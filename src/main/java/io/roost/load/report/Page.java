package io.roost.load.report;

import java.util.List;

/**
 * One HTML file that needs nothing else: no script, no request, one style for bright and dark. Everything that goes in
 * as text is escaped; only {@link #raw} is not.
 */
final class Page {
    /**
     * Colours are Okabe and Ito's, which differ for the colour-blind too; lines differ by their dashes besides.
     */
    private static final String STYLE = """
            :root{color-scheme:light dark;--paper:#fff;--ink:#1c2126;--soft:#5b6670;--line:#d5dbe0;--card:#f5f7f8;\
            --a:#0072b2;--b:#d55e00;--c:#008f68;--good:#00694d;--bad:#b23a00}
            @media (prefers-color-scheme:dark){:root{--paper:#14181b;--ink:#e6eaed;--soft:#9aa6b0;--line:#333c43;\
            --card:#1d2327;--a:#56b4e9;--b:#f0a13c;--c:#2fc79b;--good:#2fc79b;--bad:#ff8a4c}}
            *{box-sizing:border-box}
            body{margin:0 auto;max-width:960px;padding:28px 24px 48px;background:var(--paper);color:var(--ink);\
            font:15px/1.5 system-ui,sans-serif}
            h1{font-size:22px;margin:0 0 2px;overflow-wrap:anywhere}h2{font-size:16px;margin:34px 0 10px}
            p{margin:4px 0}.soft,figcaption,th{color:var(--soft)}
            .badge{display:inline-block;padding:1px 10px;border-radius:4px;border:2px solid;font-weight:700;\
            margin-right:10px}
            .good{color:var(--good)}.bad{color:var(--bad)}
            .cards{display:grid;grid-template-columns:repeat(3,1fr);gap:10px;margin:18px 0}
            .card{background:var(--card);border-radius:6px;padding:10px 14px}
            .card b{display:block;font-size:21px;font-variant-numeric:tabular-nums}
            .card span{color:var(--soft);font-size:13px}
            table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
            .wide{overflow-x:auto}
            @media (max-width:640px){.cards{grid-template-columns:repeat(2,1fr)}}
            th,td{text-align:left;padding:4px 14px 4px 0;border-bottom:1px solid var(--line);vertical-align:top;\
            overflow-wrap:break-word;max-width:36em}
            th{font-weight:600;font-size:13px}td.n,th.n{text-align:right;white-space:nowrap}
            figure{margin:26px 0}figcaption{font-size:13px}
            svg{width:100%;height:auto;display:block}
            svg text{fill:var(--soft);font:12px system-ui,sans-serif}svg text.t{fill:var(--ink);font-size:14px;\
            font-weight:600}
            .grid{stroke:var(--line);stroke-width:1}.axis{stroke:var(--soft);stroke-width:1}
            .phase{stroke:var(--soft);stroke-width:1;stroke-dasharray:2 3}
            .s{fill:none;stroke-width:2;stroke-linejoin:round}.dot{stroke:none}
            .s0{stroke:var(--a)}.s1{stroke:var(--b);stroke-dasharray:7 4}.s2{stroke:var(--c);stroke-dasharray:2 3}
            .dot.s0{fill:var(--a)}.dot.s1{fill:var(--b)}.dot.s2{fill:var(--c)}
            .hit{fill:transparent}.hit:hover{fill:var(--soft);fill-opacity:.18}
            """;

    private final StringBuilder body = new StringBuilder();

    /** A cell of a table. */
    record Cell(String text, String style) {
        static Cell text(String text) {
            return new Cell(text, "");
        }

        static Cell number(String text) {
            return new Cell(text, "n");
        }

        static Cell judged(String text, boolean good) {
            return new Cell(text, good ? "good" : "bad");
        }
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        Text.plain(text).codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(Character.isValidCodePoint(c) ? c : '?');
            }
        });
        return escaped.toString();
    }

    Page raw(String html) {
        body.append(html).append('\n');
        return this;
    }

    Page element(String name, String style, String text) {
        return raw("<" + name + (style.isEmpty() ? "" : " class=\"" + style + "\"") + ">" + escape(text) + "</" + name
                + ">");
    }

    Page heading(String text) {
        return element("h2", "", text);
    }

    Page paragraph(String text) {
        return element("p", "soft", text);
    }

    Page badge(String word, boolean good, String text) {
        return raw("<p><span class=\"badge " + (good ? "good" : "bad") + "\">" + escape(word) + "</span>" + escape(text)
                + "</p>");
    }

    Page card(String value, String what) {
        return raw("<div class=\"card\"><b>" + escape(value) + "</b><span>" + escape(what) + "</span></div>");
    }

    /** Headings whose column has numbers begin with a hash. */
    Page table(List<String> headings, List<List<Cell>> rows) {
        raw("<div class=\"wide\"><table>");
        if (!headings.isEmpty()) {
            body.append("<thead><tr>");
            for (String heading : headings) {
                body.append(heading.startsWith("#") ? "<th class=\"n\">" : "<th>")
                        .append(escape(heading.startsWith("#") ? heading.substring(1) : heading))
                        .append("</th>");
            }
            raw("</tr></thead>");
        }
        raw("<tbody>");
        for (List<Cell> row : rows) {
            body.append("<tr>");
            for (Cell cell : row) {
                body.append(cell.style().isEmpty() ? "<td>" : "<td class=\"" + cell.style() + "\">")
                        .append(escape(cell.text()))
                        .append("</td>");
            }
            raw("</tr>");
        }
        return raw("</tbody></table></div>");
    }

    Page figure(Chart chart, String caption) {
        return raw("<figure>" + chart.svg() + "<figcaption>" + escape(caption) + "</figcaption></figure>");
    }

    /** The whole file. The policy makes sure of what is promised: nothing is loaded and nothing runs. */
    String html(String title) {
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none';style-src 'unsafe-inline';\
                img-src data:">
                <meta name="viewport" content="width=device-width,initial-scale=1">
                <link rel="icon" href="data:,">
                """
                + "<title>" + escape(title) + "</title>\n<style>\n" + STYLE + "</style></head><body>\n" + body
                + "</body></html>\n";
    }
}
