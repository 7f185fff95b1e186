package io.roost.pipeline;

/** The names of all stations. */
final class Stations {
    static final String PROXY = "proxy";

    static final String GREETING = "greeting";
    static final String ECHO = "echo";
    static final String DISCARD = "discard";
    static final String CHARGEN = "chargen";
    static final String IRC = "irc";
    static final String TALK = "talk";

    static final String HTTP_READER = "http-reader";
    static final String HTTP = "http";

    static final String UPGRADE = "upgrade";
    static final String HTTP_CODEC = "http-codec";
    static final String HTTP_IDLE = "http-idle";
    static final String HTTP_AGGREGATOR = "http-aggregator";
    static final String ADMIN = "admin";

    private Stations() {}
}
