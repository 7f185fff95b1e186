package io.roost.metrics;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.Attribute;
import io.netty.util.AttributeKey;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Has the admin listener's pages answer; what none of them is for gets a status that says what was wrong, and
 * the connection ends.
 *
 * <p><b>Threading:</b> admin loop. <b>Ownership:</b> the aggregated request is released by the superclass.
 * <b>Position:</b> last, after the aggregator.
 */
@Sharable
public final class AdminHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    /** The last of the answers that are still to be sent; null while there are none. */
    private static final AttributeKey<CompletableFuture<?>> PENDING =
            AttributeKey.valueOf(AdminHandler.class, "pending");

    private final Map<String, Endpoint> endpoints;
    private final AdminGuard guard;

    /**
     * Serves these pages by their paths, to whom {@code guard} lets; one that ends in {@code /} has all paths below it that
     * have no own.
     */
    public AdminHandler(Map<String, Endpoint> endpoints, AdminGuard guard) {
        this.endpoints = Map.copyOf(endpoints);
        this.guard = guard;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (!context.channel().isWritable()) {
            // Asks on without reading what it was answered.
            var unused = context.close();
            return;
        }
        boolean isHead = HttpMethod.HEAD.equals(request.method());
        boolean goesOn = HttpUtil.isKeepAlive(request);
        CompletableFuture<?> before = context.channel().attr(PENDING).get();
        CompletableFuture<Endpoint.Page> page = answer(context, request, before != null);
        if (page == null) {
            return;
        }
        if (before == null && page.isDone()) {
            send(context, page.join(), isHead, goesOn);
        } else {
            sendLater(context, before, page.thenAccept(made -> {}), () -> send(context, page.join(), isHead, goesOn));
        }
    }

    /** In its turn; until then nothing more is read. */
    private static void sendLater(
            ChannelHandlerContext context,
            @Nullable CompletableFuture<?> before,
            CompletableFuture<?> page,
            Runnable send) {
        CompletableFuture<?> turn = before == null ? page : CompletableFuture.allOf(before, page);
        CompletableFuture<?> sent = turn.thenRunAsync(send, context.executor());
        Attribute<CompletableFuture<?>> pending = context.channel().attr(PENDING);
        pending.set(sent);
        context.channel().config().setAutoRead(false);
        var unused = sent.whenCompleteAsync(
                (done, fault) -> {
                    if (fault != null) {
                        context.fireExceptionCaught(fault);
                    } else if (pending.compareAndSet(sent, null)) {
                        context.channel().config().setAutoRead(true);
                    }
                },
                context.executor());
    }

    private static void send(ChannelHandlerContext context, Endpoint.Page page, boolean isHead, boolean mayGoOn) {
        byte[] text = page.body();
        ByteBuf body = isHead ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(text);
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(page.status()), body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, page.contentType())
                .set(HttpHeaderNames.CONTENT_LENGTH, text.length)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        if (page.status() == HttpResponseStatus.NO_CONTENT.code()) { // which has neither: RFC 9110, 8.6
            response.headers().remove(HttpHeaderNames.CONTENT_TYPE).remove(HttpHeaderNames.CONTENT_LENGTH);
        }
        page.headers().forEach(response.headers()::set);
        boolean goesOn = mayGoOn && page.status() < 400;
        HttpUtil.setKeepAlive(response, goesOn);
        var sent = context.writeAndFlush(response);
        if (!goesOn) {
            sent.addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Null when the answer is a stream, which has begun. */
    private @Nullable CompletableFuture<Endpoint.Page> answer(
            ChannelHandlerContext context, FullHttpRequest request, boolean isPending) {
        if (!request.decoderResult().isSuccess()) {
            return plain(400, "no HTTP request that can be read");
        }
        String path = new QueryStringDecoder(request.uri()).path();
        Endpoint.Page refusal = guard.refusal(context.channel(), request, path);
        if (refusal != null) {
            return CompletableFuture.completedFuture(refusal);
        }
        Endpoint endpoint = endpointAt(path);
        if (endpoint instanceof StreamEndpoint stream && HttpMethod.GET.equals(request.method())) {
            return !isPending && stream.open(context) ? null : CompletableFuture.completedFuture(stream.page());
        }
        return endpoint == null
                ? plain(404, "no such page; / lists them")
                : endpoint.answerLater(request).toCompletableFuture();
    }

    private static CompletableFuture<Endpoint.Page> plain(int status, String sentence) {
        return CompletableFuture.completedFuture(Endpoint.Page.plain(status, sentence));
    }

    /** That of the path, or else of all below its first part. */
    private @Nullable Endpoint endpointAt(String path) {
        Endpoint exact = endpoints.get(path);
        int end = path.indexOf('/', 1);
        return exact != null || end < 0 ? exact : endpoints.get(path.substring(0, end + 1));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            var unused = context.close();
        } else if (event instanceof ChannelInputShutdownEvent) {
            // It asks nothing more; what it was answered is sent first.
            CompletableFuture<?> before = context.channel().attr(PENDING).get();
            Runnable end = () -> context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            if (before == null) {
                end.run();
            } else {
                sendLater(context, before, before, end);
            }
        }
    }

    /** A scraper's troubles are its own: nothing is logged. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var unused = context.close();
    }
}
