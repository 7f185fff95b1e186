package io.roost.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.ReferenceCountUtil;
import io.roost.connection.Connection;
import io.roost.connection.DisconnectReason;
import io.roost.connection.Disconnector;
import io.roost.connection.FirstBytes;
import io.roost.connection.Terms;
import io.roost.limits.Excess;
import io.roost.metrics.LoopCounter;
import io.roost.web.StaticFiles;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A connection until it is a WebSocket: looks at the first bytes, then is handed HTTP requests, serves the page to
 * browsers and does the opening handshake, at whatever path. Its terms end one that does not come to that in time.
 *
 * <p><b>Threading:</b> event loop only. <b>Ownership:</b> releases what it is handed. <b>Position:</b> last station,
 * at first the only one; after the first bytes behind the HTTP codec; gone after the upgrade.
 */
public final class UpgradeConnection extends Connection {
    private static final String CONTENT_SECURITY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
                    + " manifest-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    private final UpgradeTerms upgrade;

    /** The request that is being read. */
    private @Nullable HttpRequest asked;

    /** A connection under these terms. */
    public UpgradeConnection(Terms terms, UpgradeTerms upgrade) {
        super(terms);
        this.upgrade = upgrade;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpObject part) {
            part(part);
            return;
        }
        ByteBuf data = (ByteBuf) message;
        received(data.readableBytes());
        if (isEnding()) {
            data.release();
            return;
        }
        String refusal = WrongPort.refusal(FirstBytes.of(data));
        if (refusal != null) {
            data.release();
            count(LoopCounter.REQUESTS_REFUSED);
            send(ByteBufUtil.writeAscii(context.alloc(), refusal));
            disconnectWhenSent(DisconnectReason.PROTOCOL);
        } else {
            upgrade.switchover().speakHttp(context.channel());
            // Not from the pipeline's head: what stands there has seen it.
            ChannelHandlerContext codec = context.pipeline().context(HttpServerCodec.class);
            ((ChannelInboundHandler) codec.handler()).channelRead(codec, data);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            disconnectWhenSent(DisconnectReason.PEER);
        }
    }

    /** A request is answered when it is whole, or there would be a part of it behind the handshake. */
    private void part(HttpObject part) {
        if (part instanceof HttpRequest request) {
            asked = request;
        }
        HttpRequest request = asked;
        if (request != null && (part instanceof LastHttpContent || isToBeRefused(request)) && !isEnding()) {
            asked = null;
            answer(request);
        }
        ReferenceCountUtil.release(part);
    }

    private static boolean isToBeRefused(HttpRequest request) {
        return hasBody(request) || !request.decoderResult().isSuccess();
    }

    private static boolean hasBody(HttpRequest request) {
        return HttpUtil.isTransferEncodingChunked(request)
                || !request.headers().get(HttpHeaderNames.CONTENT_LENGTH, "0").equals("0");
    }

    @Override
    protected boolean lingers() {
        return true;
    }

    private void answer(HttpRequest request) {
        if (isBehind()) {
            // Asks on without reading what it was answered.
            count(LoopCounter.REQUESTS_REFUSED);
            Disconnector.disconnect(this, DisconnectReason.PROTOCOL);
        } else if (!request.decoderResult().isSuccess()) {
            refuse(request, Refusal.of(request.decoderResult().cause()));
        } else if (hasBody(request)) {
            refuse(request, Refusal.BODY);
        } else if (Handshake.isWanted(request)) {
            handshake(request);
        } else {
            page(request);
        }
    }

    private void handshake(HttpRequest request) {
        Refusal fault = Handshake.faultOf(request);
        if (fault == null
                && !upgrade.origins()
                        .admits(
                                request.headers().get(HttpHeaderNames.ORIGIN),
                                request.headers().get(HttpHeaderNames.HOST))) {
            fault = Refusal.ORIGIN;
        }
        if (fault != null) {
            refuse(request, fault);
            return;
        }
        SocketAddress dialler = context().channel().remoteAddress();
        SocketAddress client = upgrade.addresses().of(dialler, request.headers().getAll("X-Forwarded-For"));
        Excess excess = client instanceof InetSocketAddress real && !client.equals(dialler)
                ? upgrade.peers().becomes(context().channel(), real)
                : null;
        if (excess != null) {
            refuse(request, Refusal.of(excess));
            return;
        }
        String subprotocol = upgrade.hasSubprotocols() ? Handshake.subprotocol(request) : null;
        var unused = context()
                .write(Handshake.answer(request, subprotocol), context().voidPromise());
        noteUpgrade();
        upgrade.switchover().speakWebSocket(context().channel(), Handshake.isBinary(subprotocol), client);
    }

    private void page(HttpRequest request) {
        StaticFiles pages = upgrade.pages();
        boolean isHead = HttpMethod.HEAD.equals(request.method());
        if (pages == null) {
            refuse(request, Refusal.NOT_UPGRADED);
            return;
        }
        if (!isHead && !HttpMethod.GET.equals(request.method())) {
            refuse(request, Refusal.METHOD);
            return;
        }
        StaticFiles.StaticFile file = pages.find(
                new QueryStringDecoder(request.uri()).path(), request.headers().get(HttpHeaderNames.ACCEPT_ENCODING));
        if (file == null) {
            refuse(request, Refusal.NOT_FOUND);
            return;
        }
        count(LoopCounter.PAGES);
        boolean isKnown = file.etag().equals(request.headers().get(HttpHeaderNames.IF_NONE_MATCH));
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                isKnown ? HttpResponseStatus.NOT_MODIFIED : HttpResponseStatus.OK,
                isHead || isKnown ? Unpooled.EMPTY_BUFFER : file.content().duplicate());
        response.headers()
                .set(HttpHeaderNames.ETAG, file.etag())
                .set(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_CACHE)
                .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, CONTENT_SECURITY)
                .set("x-content-type-options", "nosniff")
                .set("referrer-policy", "no-referrer");
        if (!isKnown) {
            response.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, file.type())
                    .set(HttpHeaderNames.CONTENT_LENGTH, file.content().readableBytes());
        }
        if (!isKnown && file.encoding().equals("gzip")) {
            response.headers().set(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.GZIP);
        }
        finish(response, HttpUtil.isKeepAlive(request), DisconnectReason.PEER);
    }

    private void refuse(HttpRequest request, Refusal why) {
        count(LoopCounter.REQUESTS_REFUSED);
        ByteBuf text = ByteBufUtil.writeUtf8(context().alloc(), why.sentence() + "\n");
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, why.status(), text);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, text.readableBytes())
                .set("x-content-type-options", "nosniff");
        switch (why) {
            case METHOD -> response.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
            case VERSION -> response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13");
            case NOT_UPGRADED -> response.headers().set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
            default -> {}
        }
        if (why.retryAfterSeconds() > 0) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, why.retryAfterSeconds());
        }
        boolean goesOn = why == Refusal.NOT_FOUND && HttpUtil.isKeepAlive(request);
        finish(response, goesOn, DisconnectReason.PROTOCOL);
    }

    private void finish(FullHttpResponse response, boolean goesOn, DisconnectReason otherwise) {
        HttpUtil.setKeepAlive(response, goesOn);
        var unused = context().write(response, context().voidPromise());
        if (goesOn) {
            flush();
        } else {
            disconnectWhenSent(otherwise);
        }
    }
}
