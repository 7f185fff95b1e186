package io.roost.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Netty's decoder of requests, which also tells the connection what it can't see behind it: how many bytes
 * came, and that a batch of reads ends.
 *
 * <p><b>Threading:</b> event loop only. <b>Ownership:</b> releases what it has decoded, and holds a buffer
 * only while a request is partial. <b>Position:</b> before the {@link HttpTargetHandler}.
 */
public final class RequestReader extends HttpRequestDecoder {
    private final HttpTargetHandler connection;
    private Part part = Part.NOTHING;

    /** What the last bytes that came belong to. */
    private enum Part {
        /** Nothing came since the last request. */
        NOTHING,
        HEAD,
        BODY
    }

    /** Reads requests for {@code connection}. */
    public RequestReader(HttpTargetHandler connection) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(Routes.MAX_LINE_BYTES)
                .setMaxHeaderSize(Routes.MAX_HEADER_BYTES)
                .setMaxChunkSize(Filler.BLOCK_BYTES));
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof ByteBuf bytes) {
            connection.cameIn(bytes.readableBytes());
        }
        super.channelRead(context, message);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        int before = out.size();
        super.decode(context, in, out);
        if (out.size() > before) {
            part = out.get(out.size() - 1) instanceof LastHttpContent ? Part.NOTHING : Part.BODY;
        } else if (part == Part.NOTHING) {
            part = Part.HEAD;
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        connection.headIsBegun(part == Part.HEAD);
        connection.settle();
        super.channelReadComplete(context);
    }
}
