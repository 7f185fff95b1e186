package io.roost.http;

/**
 * What a request gets, and how. Without the request: the answers of a batch may have to wait, and those
 * must be small.
 *
 * @param manner bits, see the constants
 */
record Answer(Content content, int manner) {
    /** The head alone: RFC 9110, 9.3.2. */
    static final int HEAD = 1;

    static final int HTTP_1_0 = 2;

    /** The connection ends with this answer. */
    static final int LAST = 4;

    /** The request was none, or its body may or may not come: where the next one begins is not known. */
    static final int BROKEN = 8;

    /** The body comes when it is asked for: RFC 9110, 10.1.1. */
    static final int EXPECTED = 16;

    /** The same, after which the connection ends. */
    Answer asLast() {
        return new Answer(content, manner | LAST);
    }

    boolean is(int bits) {
        return (manner & bits) != 0;
    }
}
