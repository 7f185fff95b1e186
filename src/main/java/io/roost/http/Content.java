package io.roost.http;

/** What an answer holds, decided from the head of its request alone. */
sealed interface Content {
    /** HTTP's. */
    int status();

    /**
     * A text of one line.
     *
     * @param text without its line's end; empty for none
     * @param allow the methods of a 405, else empty
     */
    record Text(int status, String text, String allow) implements Content {
        Text(int status, String text) {
            this(status, text, "");
        }
    }

    /** So many bytes. */
    record Bytes(long count) implements Content {
        @Override
        public int status() {
            return 200;
        }
    }

    /** A text, after so long. */
    record Delay(int delayMs) implements Content {
        @Override
        public int status() {
            return 200;
        }
    }

    /**
     * The request's own body.
     *
     * @param length bytes, or {@link ResponseHead#CHUNKED} when the request does not say
     */
    record Echo(long length) implements Content {
        @Override
        public int status() {
            return 200;
        }
    }
}
