import com.aliyun.tea.TeaException;
import com.aliyun.tea.TeaModel;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teautil.models.RuntimeOptions;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.ToNumberPolicy;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes calls with DingTalk's client for Java: reads one call per line, and writes what the client makes of the answer. */
public class Caller {
  private static final Gson JSON =
      new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).create();

  private static class Order {
    String operation;
    String family;
    List<String> path;
    Map<String, Object> request;
    String token;
  }

  public static void main(String[] args) throws Exception {
    Config config = new Config().setProtocol("http").setEndpoint(System.getenv("ROLLCALL_ENDPOINT"));
    Map<String, Object> clients = Map.of(
        "conference_1_0", new com.aliyun.dingtalkconference_1_0.Client(config),
        "oauth2_1_0", new com.aliyun.dingtalkoauth2_1_0.Client(config),
        "contact_1_0", new com.aliyun.dingtalkcontact_1_0.Client(config),
        "gateway_1_0", new com.aliyun.dingtalkgateway_1_0.Client(config));
    Legacy legacy = new Legacy("http://" + System.getenv("ROLLCALL_ENDPOINT"));
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Order order = JSON.fromJson(line, Order.class);
      Map<String, Object> reply = order.family.equals("legacy")
          ? legacy.call(order.operation, order.request, order.token)
          : make(clients.get(order.family), order);
      out.println(JSON.toJson(reply));
    }
  }

  private static Map<String, Object> make(Object client, Order order) {
    Optional<Method> method = Arrays.stream(client.getClass().getMethods())
        .filter(one -> one.getName().equalsIgnoreCase(order.operation + "WithOptions"))
        .findAny();
    if (method.isEmpty()) return Map.of("problem", "the client has no such method");
    Iterator<String> places = order.path.iterator();
    try {
      Class<?>[] kinds = method.get().getParameterTypes();
      Object[] given = new Object[kinds.length];
      for (int i = 0; i < kinds.length; i++) given[i] = toArgument(kinds[i], order, places);
      Object answer = method.get().invoke(client, given);
      Object body = answer.getClass().getMethod("getBody").invoke(answer);
      return Map.of(
          "status", answer.getClass().getMethod("getStatusCode").invoke(answer),
          "body", TeaModel.toMap(body));
    } catch (InvocationTargetException thrown) {
      if (!(thrown.getCause() instanceof TeaException)) return Map.of("problem", thrown.getCause().toString());
      TeaException refused = (TeaException) thrown.getCause();
      return Map.of("refusal", Map.of(
          "status", refused.getStatusCode(), "code", refused.getCode(), "message", refused.getMessage()));
    } catch (Exception problem) {
      return Map.of("problem", problem.toString());
    }
  }

  private static Object toArgument(Class<?> kind, Order order, Iterator<String> places) throws Exception {
    if (kind == String.class) return places.next();
    if (kind == RuntimeOptions.class) return new RuntimeOptions();
    if (kind == Map.class) return Map.of();
    TeaModel model = (TeaModel) kind.getConstructor().newInstance();
    if (kind.getSimpleName().endsWith("Headers")) {
      kind.getMethod("setXAcsDingtalkAccessToken", String.class).invoke(model, order.token);
      return model;
    }
    TeaModel.toModel(order.request, model);
    if (JSON.toJsonTree(model.toMap()).equals(JSON.toJsonTree(order.request))) return model;
    throw new IllegalArgumentException(kind.getSimpleName() + " has not all of the fields");
  }
}
