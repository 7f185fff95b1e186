# Draws what src/bench/neighbours.sh measured, an SVG on stdout:
#
#   awk [-v bytes=64] [-v connections=50] -f src/bench/plot.awk neighbours.csv > docs/neighbours.svg
#
# CPU per echo over idle neighbours, one line per side, both axes linear and from 0, so that what grows in proportion is a straight
# line and a flat line is flat. A point is the side's cost with no neighbours times its ratio, in which the machine's drift from
# one size to the next has cancelled. Lines that stay below a fifth of the highest would lie on each other: a second panel
# enlarges them. Each line has its colour (Okabe and Ito's, told apart by every eye), its dash and its mark, and its name at its end.
BEGIN {
    FS = ","
    WIDTH = 800; LEFT = 64; RIGHT = 242; TOP = 92; TALL = 230; LOW = 190; GAP = 78
    INK = "#222"; FAINT = "#666"; GRID = "#dddcd6"; CARD = "#fcfcfa"
    style("c", "#000000", "2 4", "cross", "C")
    style("epoll", "#0072b2", "", "disc", "epoll")
    style("epoll-level", "#009e73", "9 4", "square", "epoll-level")
    style("nio", "#cc79a7", "9 3 2 3", "diamond", "nio")
    style("poll", "#d55e00", "5 3", "triangle", "poll")
}

function style(side, colour, dash, mark, name) {
    colour_of[side] = colour; dash_of[side] = dash; mark_of[side] = mark; name_of[side] = name
}

NR > 1 {
    if (!($1 in points)) side[++sides] = $1
    k = ++points[$1]
    if (k == 1) base[$1] = $3
    idle[$1, k] = $2 + 0; ratio[$1, k] = $5 + 0; cost[$1, k] = base[$1] * $5
    if ($2 + 0 > x_max) x_max = $2 + 0
    if (cost[$1, k] > y_max) y_max = cost[$1, k]
    if (cost[$1, k] > highest[$1]) highest[$1] = cost[$1, k]
    if (!($2 in is_tick)) { is_tick[$2] = 1; tick[++ticks] = $2 + 0 }
}

# 1, 2 or 5 times a power of ten, so that at most seven of them reach `high`.
function step(high,    power) {
    for (power = 0.001; power * 70 < high; power *= 10) continue
    return high <= 7 * power ? power : high <= 14 * power ? 2 * power : high <= 35 * power ? 5 * power : 10 * power
}

# The next multiple of its step.
function above(high,    by) {
    by = step(high)
    return by * int(high / by + 0.999)
}

function thousands(n,    text, head) {
    text = sprintf("%d", n)
    if (length(text) < 4) return text
    head = substr(text, 1, length(text) - 3)
    return head "," substr(text, length(text) - 2)
}

function px(x) { return LEFT + (x_max > 0 ? x / x_max : 0) * (WIDTH - LEFT - RIGHT) }
function py(y) { return bottom - y / y_top * (bottom - top) }

function text(x, y, anchor, size, fill, content, more) {
    printf "  <text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%s\" fill=\"%s\"%s>%s</text>\n", x, y, anchor, size, fill, more, content
}

function mark(kind, x, y, colour,    shape) {
    if (kind == "disc") shape = sprintf("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4.2\"/>", x, y)
    else if (kind == "square") shape = sprintf("<path d=\"M%.1f %.1fh7.6v7.6h-7.6z\"/>", x - 3.8, y - 3.8)
    else if (kind == "diamond") shape = sprintf("<path d=\"M%.1f %.1fl5 5-5 5-5-5z\"/>", x, y - 5)
    else if (kind == "triangle") shape = sprintf("<path d=\"M%.1f %.1fl5 8.6h-10z\"/>", x, y - 5.4)
    else shape = sprintf("<path d=\"M%.1f %.1fl8 8m0-8l-8 8\" stroke=\"%s\" stroke-width=\"2\"/>", x - 4, y - 4, colour)
    printf "  <g fill=\"%s\" stroke=\"%s\" stroke-width=\"1\">%s</g>\n", colour, kind == "cross" ? colour : CARD, shape
}

# Frame and grid of a panel from `top` to `bottom`, 0 to `y_top` microseconds.
function panel(    y, by, i) {
    by = step(y_top)
    for (y = 0; y <= y_top * 1.0001; y += by) {
        printf "  <path d=\"M%d %.1fH%d\" stroke=\"%s\"/>\n", LEFT, py(y), WIDTH - RIGHT, y == 0 ? FAINT : GRID
        text(LEFT - 9, py(y) + 4.5, "end", 13, INK, by < 1 ? sprintf("%.1f", y) : sprintf("%d", y))
    }
    for (i = 1; i <= ticks; i++) {
        printf "  <path d=\"M%.1f %.1fv5\" stroke=\"%s\"/>\n", px(tick[i]), bottom, FAINT
        text(px(tick[i]), bottom + 19, "middle", 13, INK, thousands(tick[i]))
    }
}

function line(s, clip,    k, path) {
    for (k = 1; k <= points[s]; k++) path = path (k == 1 ? "M" : "L") sprintf("%.1f %.1f", px(idle[s, k]), py(cost[s, k]))
    printf "  <path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" stroke-linejoin=\"round\"%s%s/>\n", path, colour_of[s],
        s == "epoll" ? "2.8" : "2", dash_of[s] == "" ? "" : " stroke-dasharray=\"" dash_of[s] "\"", clip ? " clip-path=\"url(#low)\"" : ""
    for (k = 1; k <= points[s]; k++) if (!clip || cost[s, k] <= y_top) mark(mark_of[s], px(idle[s, k]), py(cost[s, k]), colour_of[s])
}

# Names at the ends of the lines, moved apart where they would touch, each tied to its end.
function names(list, count,    i, j, t, s, y, x, distance) {
    x = WIDTH - RIGHT; distance = 21
    for (i = 2; i <= count; i++) for (j = i; j > 1 && cost[list[j], points[list[j]]] > cost[list[j - 1], points[list[j - 1]]]; j--) {
        t = list[j]; list[j] = list[j - 1]; list[j - 1] = t
    }
    for (i = 1; i <= count; i++) {
        y[i] = py(cost[list[i], points[list[i]]])
        if (i > 1 && y[i] < y[i - 1] + distance) y[i] = y[i - 1] + distance
    }
    # Half of what they were moved down, up again; and not below the panel.
    t = 0
    for (i = 1; i <= count; i++) t += y[i] - py(cost[list[i], points[list[i]]])
    t /= count
    if (y[count] - t > bottom + 4) t = y[count] - bottom - 4
    for (i = 1; i <= count; i++) {
        s = list[i]; y[i] -= t
        printf "  <path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"%s\" fill=\"none\"/>\n", x + 7, py(cost[s, points[s]]), x + 26, y[i], FAINT
        mark(mark_of[s], x + 36, y[i], colour_of[s])
        text(x + 47, y[i] + 4.8, "start", 14, INK, sprintf("<tspan font-weight=\"%s\">%s</tspan> %.1f µs, %.2f ×", s == "epoll" ? 700 : 600,
            name_of[s], cost[s, points[s]], ratio[s, points[s]]))
    }
}

END {
    if (sides == 0) { print "plot.awk: no rows" > "/dev/stderr"; exit 1 }
    for (i = 1; i <= sides; i++) {
        if (!(side[i] in colour_of)) style(side[i], "#56b4e9", "3 3", "disc", side[i])
        if (highest[side[i]] < y_max / 5) { flat[++flats] = side[i]; if (highest[side[i]] > flat_max) flat_max = highest[side[i]] }
        else steep[++steeps] = side[i]
    }
    enlarged = flats > 0 && steeps > 0
    height = TOP + TALL + (enlarged ? GAP + LOW : 0) + 62
    printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" font-family=\"system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif\">\n", WIDTH, height, WIDTH, height
    printf "  <title>What an echo costs the server beside idle connections, by transport</title>\n"
    printf "  <rect x=\"0.5\" y=\"0.5\" width=\"%d\" height=\"%d\" rx=\"8\" fill=\"%s\" stroke=\"#c8c8c2\"/>\n", WIDTH - 1, height - 1, CARD
    text(24, 34, "start", 19, INK, "What an echo costs beside idle connections", " font-weight=\"650\"")
    text(24, 56, "start", 14, FAINT, sprintf("server CPU per %d-byte echo on %d busy connections, in microseconds", bytes ? bytes : 64, connections ? connections : 50))

    top = TOP; bottom = TOP + TALL; y_top = above(y_max)
    if (enlarged) {
        flat_top = above(flat_max * 1.2)
        printf "  <rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"#e9eef2\"/>\n", LEFT, py(flat_top), WIDTH - LEFT - RIGHT, bottom - py(flat_top)
    }
    panel()
    for (i = 1; i <= sides; i++) line(side[i], 0)
    if (enlarged) {
        names(steep, steeps)
        text(WIDTH - RIGHT + 33, bottom - 1, "start", 13, FAINT, "all others: see below")
        top = TOP + TALL + GAP; bottom = top + LOW; y_top = flat_top
        printf "  <rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#e9eef2\"/>\n", LEFT, top, WIDTH - LEFT - RIGHT, LOW
        printf "  <clipPath id=\"low\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/></clipPath>\n", LEFT, top, WIDTH - LEFT - RIGHT, LOW
        text(LEFT, top - 12, "start", 14, FAINT, "the lowest part, enlarged")
        panel()
        for (i = 1; i <= steeps; i++) line(steep[i], 1)
        for (i = 1; i <= flats; i++) line(flat[i], 0)
        names(flat, flats)
    } else names(steep, steeps)
    text((LEFT + WIDTH - RIGHT) / 2, bottom + 44, "middle", 14, FAINT, "idle connections beside them")
    text(WIDTH - RIGHT + 33, bottom + 44, "start", 13, FAINT, "× : of its cost beside none")
    print "</svg>"
}
