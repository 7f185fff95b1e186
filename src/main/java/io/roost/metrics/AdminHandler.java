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
import java.util.Map;
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
    private final Map<String, Endpoint> endpoints;

    /** Serves these pages by their paths; one that ends in {@code /} has all paths below it that have no own. */
    public AdminHandler(Map<String, Endpoint> endpoints) {
        this.endpoints = Map.copyOf(endpoints);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (!context.channel().isWritable()) {
            // Asks on without reading what it was answered.
            var unused = context.close();
            return;
        }
        Endpoint.Page page = answer(context, request);
        if (page == null) {
            return;
        }
        byte[] text = page.body();
        boolean isHead = HttpMethod.HEAD.equals(request.method());
        ByteBuf body = isHead ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(text);
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(page.status()), body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, page.contentType())
                .set(HttpHeaderNames.CONTENT_LENGTH, text.length)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        page.headers().forEach(response.headers()::set);
        boolean goesOn = HttpUtil.isKeepAlive(request) && page.status() < 400;
        HttpUtil.setKeepAlive(response, goesOn);
        var sent = context.writeAndFlush(response);
        if (!goesOn) {
            sent.addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Null when the answer is a stream, which has begun. */
    private Endpoint.@Nullable Page answer(ChannelHandlerContext context, FullHttpRequest request) {
        if (!request.decoderResult().isSuccess()) {
            return Endpoint.Page.plain(400, "no HTTP request that can be read");
        }
        Endpoint endpoint = endpointAt(new QueryStringDecoder(request.uri()).path());
        if (endpoint instanceof StreamEndpoint stream && HttpMethod.GET.equals(request.method())) {
            return stream.open(context) ? null : stream.page();
        }
        return endpoint == null ? Endpoint.Page.plain(404, "no such page; / lists them") : endpoint.answer(request);
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
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** A scraper's troubles are its own: nothing is logged. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var unused = context.close();
    }
}
