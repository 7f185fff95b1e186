package io.roost.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.roost.connection.DisconnectReason;
import io.roost.connection.Disconnector;
import io.roost.connection.Terms;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A target for HTTP load tools. Nothing is aggregated: an echo goes back as it comes, any other body is
 * thrown away. A request that can't be read is told why, and the connection ends; what its peer still sends is
 * thrown away for a moment first, since closing a socket with unread data resets the connection, and the
 * answer would be lost with it.
 *
 * <p><b>Threading:</b> event loop only. <b>Ownership:</b> releases the requests. <b>Position:</b> last,
 * after the {@link RequestReader}.
 */
public final class HttpTargetHandler extends AnsweringConnection {
    private static final int LINGER_MS = 1_000;

    private static final Answer SPOILT_BODY = broken(400, "this is no body of HTTP/1.1");
    private static final Answer LATE_HEAD = broken(408, "the head of the request did not come in time");
    private static final Answer ENDLESS_BODY = broken(413, "a body has at most " + Routes.MAX_BYTES + " bytes here");

    /** What the request that is being read gets; null between requests. */
    private @Nullable Answer asked;

    private long bodyBytes;
    private int requestEnd;
    private boolean isDeaf;
    private boolean isLingering;
    private boolean hasInputEnded;
    private DisconnectReason why = DisconnectReason.PEER;

    /** A connection under these terms. */
    public HttpTargetHandler(Terms terms) {
        super(terms);
    }

    /** By the decoder: so many bytes were read. */
    void cameIn(int bytes) {
        received(bytes);
    }

    /** By the decoder, when all that came is read: whether a request has begun whose head is not whole. */
    void headIsBegun(boolean isBegun) {
        if (isBegun) {
            expectRest();
        } else {
            restCame();
        }
    }

    @Override
    protected void keepRequestEnd(int tick) {
        requestEnd = tick;
    }

    @Override
    protected int requestEnd() {
        return requestEnd;
    }

    @Override
    protected void restIsMissing() {
        if (isDeaf || isEnding()) {
            return;
        }
        if (isBusy()) {
            // Answers to what came before are under way, and meanwhile it is not read.
            expectRest();
            return;
        }
        isDeaf = true;
        why = DisconnectReason.REQUEST_TIMEOUT;
        asked = LATE_HEAD;
        offer(LATE_HEAD);
        settle();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!isDeaf && message instanceof HttpRequest request) {
                onRequest(request);
            }
            if (!isDeaf && message instanceof HttpContent content) {
                onBody(content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof ChannelInputShutdownEvent)) {
            return;
        }
        hasInputEnded = true;
        if (isLingering) {
            Disconnector.disconnect(this, why);
        } else if (isEnding()) {
            disconnectWhenSent(why);
        } else {
            settle();
        }
    }

    /** What was asked is answered yet, and told to be the last. */
    @Override
    protected void leave() {
        if (!isDeaf) {
            why = DisconnectReason.STOP;
            isDeaf = asked == null;
        }
        leaveAfterLast();
        if (isDeaf && !isBusy() && !isLingering) {
            disconnectWhenSent(why);
        }
    }

    @Override
    void caughtUp() {
        if (isDeaf) {
            end();
        } else if (hasInputEnded) {
            disconnectWhenSent(DisconnectReason.PEER);
        } else {
            readOn();
        }
    }

    private void onRequest(HttpRequest request) {
        Answer answer = Routes.answer(request);
        restCame();
        asked = answer;
        bodyBytes = 0;
        if (answer.is(Answer.BROKEN)) {
            hearNoMore();
        }
        offer(answer);
    }

    private void onBody(HttpContent content) {
        Answer answer = asked;
        if (answer == null) {
            return;
        }
        boolean isEcho = answer.content() instanceof Content.Echo;
        bodyBytes += content.content().readableBytes();
        boolean isEndless = bodyBytes > (isEcho ? Routes.MAX_BYTES : Routes.MAX_UNWANTED_BYTES);
        if (isEndless || !content.decoderResult().isSuccess()) {
            hearNoMore();
            if (isEcho) {
                offer(isEndless ? ENDLESS_BODY : SPOILT_BODY);
            }
            return;
        }
        if (isEcho) {
            offer(content);
        }
        if (content instanceof LastHttpContent) {
            asked = null;
            isDeaf = answer.is(Answer.LAST) || why == DisconnectReason.STOP;
        }
    }

    private void hearNoMore() {
        isDeaf = true;
        why = DisconnectReason.PROTOCOL;
    }

    /** After the last answer. */
    private void end() {
        if (asked == null || hasInputEnded || !(context().channel() instanceof DuplexChannel channel)) {
            disconnectWhenSent(why);
        } else if (!isLingering) {
            isLingering = true;
            afterAllIsSent(() -> {
                var unused = channel.shutdownOutput();
                readOn();
                Runnable cut = () -> Disconnector.disconnect(this, why);
                var unusedToo = context().executor().schedule(cut, LINGER_MS, TimeUnit.MILLISECONDS);
            });
        }
    }

    private static Answer broken(int status, String text) {
        return new Answer(new Content.Text(status, text), Answer.BROKEN | Answer.LAST);
    }
}
