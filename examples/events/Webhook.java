import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Receives events as signed webhooks, in the form of https://www.standardwebhooks.com. Set WEBHOOK_SECRET to the secret of
 * the endpoint, then run this class with a port.
 */
public class Webhook {
  private static final byte[] KEY =
      Base64.getDecoder().decode(System.getenv("WEBHOOK_SECRET").replaceFirst("^whsec_", ""));
  private static final long TOLERANCE_S = 300;
  /** In a real program, a unique column of the table that the event changes. */
  private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

  public static void main(String[] args) throws Exception {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 8090;
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", Webhook::receive);
    server.start();
    System.out.println("listens on http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String id = header(exchange.getRequestHeaders(), "webhook-id");
      boolean signed = isSigned(id, exchange.getRequestHeaders(), body);
      // The same event may come again, for example if this answer is lost.
      if (signed && SEEN.add(id)) {
        JsonObject line = new JsonObject();
        line.addProperty("eventId", id);
        line.add("type", JsonParser.parseString(body).getAsJsonObject().get("type"));
        System.out.println(line);
      }
      exchange.sendResponseHeaders(signed ? 204 : 401, -1);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Several signatures stand beside each other while a secret is being replaced. */
  private static boolean isSigned(String id, Headers headers, String body) throws GeneralSecurityException {
    String timestamp = header(headers, "webhook-timestamp");
    if (!timestamp.matches("\\d{1,12}")) return false;
    if (Math.abs(System.currentTimeMillis() / 1000 - Long.parseLong(timestamp)) > TOLERANCE_S) return false;
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    byte[] digest = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
    byte[] expected = ("v1," + Base64.getEncoder().encodeToString(digest)).getBytes(StandardCharsets.UTF_8);
    for (String given : header(headers, "webhook-signature").split(" ")) {
      if (MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) return true;
    }
    return false;
  }

  private static String header(Headers headers, String name) {
    String value = headers.getFirst(name);
    return value == null ? "" : value;
  }
}
