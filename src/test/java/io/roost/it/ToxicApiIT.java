package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.roost.testkit.RawClient;
import io.roost.testkit.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said over HTTP to change toxics, and what is not listened to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToxicApiIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private TestServer server;

    @BeforeAll
    void begin() {
        server = TestServer.of("echo");
    }

    @AfterEach
    void reset() throws Exception {
        assertThat(request("POST", "/reset", "").statusCode()).isEqualTo(204);
    }

    @AfterAll
    void end() {
        server.close();
    }

    @Test
    void toxic_whenOnlyItsTypeIsGiven_thenTheRestIsAsInToxiproxy() throws Exception {
        HttpResponse<String> made = request("POST", "/proxies/echo/toxics", "{\"type\":\"latency\"}");

        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.headers().firstValue("content-type")).contains("application/json");
        assertThat(made.body())
                .isEqualTo("{\"attributes\":{\"latency\":0,\"jitter\":0},\"name\":\"latency_downstream\","
                        + "\"type\":\"latency\",\"stream\":\"downstream\",\"toxicity\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST | /proxies/echo/toxics | {`type`:`lag`} | 400 | invalid toxic type",
                "POST | /proxies/echo/toxics | {`type`:`latency`,`stream`:`up`} | 400 | stream was invalid, can be either upstream or downstream",
                "POST | /proxies/echo/toxics | {`type`:`latency`,`attributes`:{`latency`:`long`}} | 400 | bad request body: expected a whole number for latency",
                "POST | /proxies/echo/toxics | {`type`:`latency`,`attributes`:{`latency`:1.5}} | 400 | bad request body: expected a whole number for latency",
                "POST | /proxies/echo/toxics | {`type`:`latency`,`attributes`:{`latency`:-1}} | 400 | bad request body: expected latency of 0 to",
                "POST | /proxies/echo/toxics | {`type`:`latency`,`attributes`:{`latency`:99999999999999999999}} | 400 | bad request body: expected a whole number",
                "POST | /proxies/echo/toxics | {`type`:`latency`,`attributes`:[1]} | 400 | bad request body: expected an object for attributes",
                "POST | /proxies/echo/toxics | {`type`:`latency`,`toxicity`:2} | 400 | bad request body: expected a toxicity of 0 to 1",
                "POST | /proxies/echo/toxics | {`type`:`latency`,`toxicity`:`all`} | 400 | bad request body: expected a number for toxicity",
                "POST | /proxies/echo/toxics | {`type`:7} | 400 | bad request body: expected a string for type",
                "POST | /proxies/echo/toxics | {`type`:`slicer`} | 400 | bad request body: expected average_size of 1 to",
                "POST | /proxies/echo/toxics | {`type` | 400 | bad request body: no JSON",
                "POST | /proxies/echo/toxics | [] | 400 | bad request body: expected an object",
                "POST | /proxies/nobody/toxics | {`type`:`latency`} | 404 | proxy not found",
                "GET | /proxies/echo/toxics/nothing | {} | 404 | toxic not found",
                "PUT | /proxies/echo/toxics | {} | 405 | PUT is not allowed here, GET or POST",
                "GET | /reset | {} | 405 | GET is not allowed here, POST is",
                "POST | /proxies | {`listen`:`127.0.0.1:0`} | 400 | missing required field: name",
                "POST | /proxies | {`name`:`x`} | 400 | missing required field: upstream",
                "POST | /proxies | {`name`:`x`,`upstream`:`chat`} | 400 | one of echo, discard, chargen, http",
                "POST | /proxies | {`name`:`x`,`upstream`:`echo`,`listen`:`here`} | 400 | an address and a port for listen",
                "POST | /proxies | {`name`:`a/b`,`upstream`:`echo`} | 400 | a name of up to 100 printing characters, no slash",
                "POST | /proxies | {`name`:`echo`,`upstream`:`echo`} | 409 | proxy already exists",
                "POST | /proxies/echo | {`upstream`:`discard`} | 400 | expected echo for upstream",
                "POST | /proxies/echo | {`enabled`:`yes`} | 400 | expected true or false for enabled",
                "POST | /populate | {} | 400 | bad request body: expected an array of objects",
                "POST | /populate | [{`name`:`x`}] | 400 | missing required field: upstream at proxy 1",
                "GET | /proxies/echo/toxics/a/b | {} | 404 | no such resource",
            })
    void request_whenItCannotBeGranted_thenTheAnswerSaysWhy(
            String method, String path, String body, int status, String error) throws Exception {
        HttpResponse<String> answer = request(method, path, body.replace('`', '"'));

        assertThat(answer.statusCode()).isEqualTo(status);
        JsonNode json = JSON.readTree(answer.body());
        assertThat(json.get("status").asInt()).isEqualTo(status);
        assertThat(json.get("error").asText()).contains(error);
    }

    @Test
    void toxic_whenItIsThereAlready_thenAConflict() throws Exception {
        request("POST", "/proxies/echo/toxics", "{\"type\":\"latency\"}");

        assertThat(request("POST", "/proxies/echo/toxics", "{\"type\":\"latency\"}")
                        .body())
                .isEqualTo("{\"error\":\"toxic already exists\",\"status\":409}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATCH", "POST"})
    void toxic_whenChangedInPart_thenTheRestStays(String method) throws Exception {
        request(
                "POST",
                "/proxies/echo/toxics",
                "{\"name\":\"mine\",\"type\":\"latency\",\"stream\":\"upstream\",\"toxicity\":0.25,"
                        + "\"attributes\":{\"latency\":7,\"jitter\":3,\"colour\":\"red\"},\"also\":{\"this\":[null]}}");

        assertThat(request(method, "/proxies/echo/toxics/mine", "{\"attributes\":{\"jitter\":5},\"name\":\"other\"}")
                        .body())
                .isEqualTo("{\"attributes\":{\"latency\":7,\"jitter\":5},\"name\":\"mine\",\"type\":\"latency\","
                        + "\"stream\":\"upstream\",\"toxicity\":0.25}");
    }

    @Test
    void populate_whenOneIsThereAndOneIsNot_thenTheFirstIsLeftAloneAndTheSecondMade() throws Exception {
        request("POST", "/proxies/echo/toxics", "{\"type\":\"slow_close\"}");
        String list =
                "[{\"name\":\"echo\",\"listen\":\"127.0.0.1:" + server.address().getPort()
                        + "\",\"upstream\":\"echo\"},{\"name\":\"more\",\"listen\":\"localhost:0\",\"upstream\":\"discard\"}]";

        HttpResponse<String> first = request("POST", "/populate", list);
        JsonNode proxies = JSON.readTree(first.body()).get("proxies");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(proxies).hasSize(2);
        assertThat(proxies.get(0).get("toxics")).hasSize(1);
        assertThat(proxies.get(1).get("enabled").asBoolean()).isTrue();
        assertThat(request("DELETE", "/proxies/more", "").statusCode()).isEqualTo(204);
    }

    @Test
    void listener_whenItMoves_thenItIsThereAndNoLongerHere() throws Exception {
        HttpResponse<String> made =
                request("POST", "/proxies", "{\"name\":\"moving\",\"upstream\":\"echo\",\"enabled\":false}");
        assertThat(JSON.readTree(made.body()).get("enabled").asBoolean()).isFalse();

        JsonNode moved = JSON.readTree(request("PATCH", "/proxies/moving", "{\"listen\":\"[::1]:0\",\"enabled\":true}")
                .body());

        assertThat(moved.get("listen").asText()).matches("\\[::1]:[1-9]\\d+");
        assertThat(moved.get("enabled").asBoolean()).isTrue();
        request("DELETE", "/proxies/moving", "");
    }

    @Test
    void listener_whenItsAddressIsTaken_thenTheAnswerSaysSoAndItIsNotEnabled() throws Exception {
        HttpResponse<String> answer = request(
                "POST",
                "/proxies",
                "{\"name\":\"taken\",\"upstream\":\"echo\",\"listen\":\"127.0.0.1:"
                        + server.address().getPort() + "\"}");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("is in use by another process");
        assertThat(request("GET", "/proxies/taken", "").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://elsewhere.example",
                "Origin: null",
                "Origin: http://127.0.0.1:1",
                "Origin: http://rebound.example:9090\r\nHost: rebound.example:9090",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
            })
    void change_whenAForeignPageAsksForIt_thenForbidden(String header) throws Exception {
        String host = header.contains("Host:") ? "" : "Host: 127.0.0.1\r\n";
        String answer = raw("POST /proxies/echo/toxics HTTP/1.1\r\n" + host + header
                + "\r\nContent-Length: 18\r\n\r\n{\"type\":\"latency\"}");

        assertThat(answer).startsWith(host.isEmpty() ? "HTTP/1.1 421" : "HTTP/1.1 403");
        assertThat(request("GET", "/proxies/echo/toxics", "").body()).isEqualTo("[]");
    }

    @Test
    void change_whenOurOwnPageAsksForIt_thenGranted() throws Exception {
        String address = "127.0.0.1:" + server.adminAddress().getPort();

        assertThat(raw("POST /reset HTTP/1.1\r\nHost: " + address + "\r\nOrigin: http://" + address
                        + "\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 204");
    }

    @Test
    void requests_whenPipelined_thenAnsweredInTheirOrder() throws Exception {
        String add =
                "POST /proxies/echo/toxics HTTP/1.1\r\nHost: x\r\nContent-Length: 18\r\n\r\n{\"type\":\"timeout\"}";
        String get = "GET /proxies/echo/toxics HTTP/1.1\r\nHost: x\r\n\r\n";
        String remove = "DELETE /proxies/echo/toxics/timeout_downstream HTTP/1.1\r\nHost: x\r\n\r\n";
        String last = "GET /proxies/echo/toxics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

        String answers = raw(add + get + "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n" + remove + last);

        assertThat(answers)
                .containsSubsequence(
                        "\"name\":\"timeout_downstream\"", "[{\"attributes\"", "live", "HTTP/1.1 204", "\r\n\r\n[]");
    }

    @Test
    void body_whenItIsTooDeepOrTooLarge_thenRefusedAndTheServerGoesOn() throws Exception {
        assertThat(request("POST", "/proxies/echo/toxics", "{\"a\":" + "[".repeat(20_000))
                        .statusCode())
                .isEqualTo(400);
        assertThat(request("POST", "/populate", "[" + "0".repeat(50_000) + "]").statusCode())
                .isEqualTo(400);
        String huge =
                raw("POST /populate HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 100000000\r\n\r\n");
        assertThat(huge).startsWith("HTTP/1.1 413");
        assertThat(request("GET", "/version", "").body()).isEqualTo("{\"version\":\"2.12.0\"}");
    }

    private HttpResponse<String> request(String method, String path, String body) throws Exception {
        return request(server, method, path, body);
    }

    static HttpResponse<String> request(TestServer server, String method, String path, String body) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.adminAddress().getPort() + path);
        return HTTP.send(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String raw(String text) throws Exception {
        try (RawClient client = RawClient.to(server.adminAddress())) {
            return new String(client.send(text).readToEnd(), StandardCharsets.UTF_8);
        }
    }
}
