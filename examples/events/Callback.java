import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Receives events as DingTalk sends them to the HTTP callback of an app. Set CALLBACK_TOKEN, CALLBACK_AES_KEY and
 * CALLBACK_OWNER (the client id), then run this class with a port.
 */
public class Callback {
  private static final String TOKEN = System.getenv("CALLBACK_TOKEN");
  private static final String OWNER = System.getenv("CALLBACK_OWNER");
  private static final byte[] KEY = Base64.getDecoder().decode(System.getenv("CALLBACK_AES_KEY") + "=");
  /** In a real program, a unique column of the table that the event changes. */
  private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

  public static void main(String[] args) throws Exception {
    // Java loads ciphers and JSON at their first use, which on a busy machine takes longer than an answer may.
    success();
    JsonParser.parseString(decrypt(encrypt("{}")));
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 8090;
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", Callback::receive);
    server.start();
    System.out.println("listens on http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] answer;
      try {
        handle(read(exchange));
        answer = success().toString().getBytes(StandardCharsets.UTF_8);
      } catch (GeneralSecurityException | RuntimeException refused) {
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      exchange.getResponseHeaders().set("content-type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static void handle(JsonObject event) {
    // "check_url" asks whether the keys are right. It has no id. Other events may come again.
    if (!event.has("eventId") || !SEEN.add(event.get("eventId").getAsString())) return;
    JsonObject line = new JsonObject();
    line.add("eventId", event.get("eventId"));
    line.add("type", event.get("EventType"));
    System.out.println(line);
  }

  private static JsonObject read(HttpExchange exchange) throws IOException, GeneralSecurityException {
    Map<String, String> query = new HashMap<>();
    for (String part : exchange.getRequestURI().getRawQuery().split("&")) {
      String[] pair = part.split("=", 2);
      query.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String encrypted = JsonParser.parseString(body).getAsJsonObject().get("encrypt").getAsString();
    String expected = sign(query.get("timestamp"), query.get("nonce"), encrypted);
    if (!expected.equals(query.get("msg_signature"))) throw new GeneralSecurityException("forged");
    return JsonParser.parseString(decrypt(encrypted)).getAsJsonObject();
  }

  private static JsonObject success() throws GeneralSecurityException {
    String timestamp = String.valueOf(System.currentTimeMillis());
    String nonce = random();
    String encrypted = encrypt("success");
    JsonObject answer = new JsonObject();
    answer.addProperty("msg_signature", sign(timestamp, nonce, encrypted));
    answer.addProperty("timeStamp", timestamp);
    answer.addProperty("nonce", nonce);
    answer.addProperty("encrypt", encrypted);
    return answer;
  }

  private static String sign(String... parts) throws GeneralSecurityException {
    String[] all = Arrays.copyOf(parts, parts.length + 1);
    all[parts.length] = TOKEN;
    Arrays.sort(all);
    byte[] text = String.join("", all).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
  }

  /** 16 random characters, the length of the text, the text, and the owner; padded to 32 bytes. */
  private static String encrypt(String message) throws GeneralSecurityException {
    byte[] text = message.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    plain.writeBytes(random().getBytes(StandardCharsets.UTF_8));
    plain.writeBytes(ByteBuffer.allocate(4).putInt(text.length).array());
    plain.writeBytes(text);
    plain.writeBytes(OWNER.getBytes(StandardCharsets.UTF_8));
    int missing = 32 - plain.size() % 32;
    for (int n = 0; n < missing; n++) plain.write(missing);
    return Base64.getEncoder().encodeToString(cipher(Cipher.ENCRYPT_MODE).doFinal(plain.toByteArray()));
  }

  private static String decrypt(String encrypted) throws GeneralSecurityException {
    byte[] plain = cipher(Cipher.DECRYPT_MODE).doFinal(Base64.getDecoder().decode(encrypted));
    int end = 20 + ByteBuffer.wrap(plain, 16, 4).getInt();
    int padded = plain.length - plain[plain.length - 1];
    String owner = new String(Arrays.copyOfRange(plain, end, padded), StandardCharsets.UTF_8);
    if (!owner.equals(OWNER)) throw new GeneralSecurityException("for another app");
    return new String(Arrays.copyOfRange(plain, 20, end), StandardCharsets.UTF_8);
  }

  private static Cipher cipher(int mode) throws GeneralSecurityException {
    // Java pads to 16 bytes, DingTalk to 32.
    Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
    cipher.init(mode, new SecretKeySpec(KEY, "AES"), new IvParameterSpec(KEY, 0, 16));
    return cipher;
  }

  private static String random() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 16);
  }
}
