package io.roost.websocket;

import io.netty.buffer.ByteBuf;
import io.roost.connection.DisconnectReason;

/** How a WebSocket is ended: RFC 6455 § 7. */
final class Closing {
    /** No code is to be sent: the peer gave none. */
    static final int NONE = 0;

    private Closing() {}

    /** What is answered to a close frame with these bytes: its own code, if it may have one, or what is wrong with it. */
    static int answerTo(ByteBuf bytes, int from, int to) {
        if (from == to) {
            return NONE;
        }
        if (to - from == 1 || !CloseCode.mayBeSent(bytes.getUnsignedShort(from))) {
            return CloseCode.PROTOCOL_ERROR.code();
        }
        int state = Utf8Stream.next(Utf8Stream.WHOLE, bytes, from + 2, to);
        return state == Utf8Stream.WHOLE ? bytes.getUnsignedShort(from) : CloseCode.INVALID_TEXT.code();
    }

    /** Why the server closes, as the peer is told. */
    static int codeOf(DisconnectReason why) {
        return switch (why) {
            case STOP -> CloseCode.GOING_AWAY.code();
            case PROTOCOL -> CloseCode.PROTOCOL_ERROR.code();
            case ERROR -> CloseCode.FAULT.code();
            case PEER, RESET, UPGRADE -> CloseCode.NORMAL.code();
            default -> CloseCode.POLICY.code();
        };
    }
}
