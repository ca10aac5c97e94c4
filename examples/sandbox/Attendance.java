import com.aliyun.dingtalkconference_1_0.models.QueryConferenceMembersHeaders;
import com.aliyun.dingtalkconference_1_0.models.QueryConferenceMembersRequest;
import com.aliyun.dingtalkconference_1_0.models.QueryConferenceMembersResponseBody;
import com.aliyun.dingtalkconference_1_0.models.QueryConferenceMembersResponseBody.QueryConferenceMembersResponseBodyMemberModels;
import com.aliyun.dingtalkcontact_1_0.models.GetUserHeaders;
import com.aliyun.dingtalkcontact_1_0.models.GetUserResponseBody;
import com.aliyun.dingtalkoauth2_1_0.models.GetAccessTokenRequest;
import com.aliyun.dingtalkoauth2_1_0.models.GetUserTokenRequest;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teautil.models.RuntimeOptions;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * An integration with DingTalk's client for Java, tried in a sandbox: who was in a meeting, for how long, and who runs this.
 * Start "rollcall sandbox --port 8080", then run this class with http://localhost:8080.
 */
public class Attendance {
  private static final String APP_KEY = "dingsandbox";
  private static final String APP_SECRET = "sandbox-secret";
  private static final String THROTTLED = "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi";
  private static final long WAIT_MS = 200;
  private static final Gson JSON = new Gson();

  private final String server;
  private final Config config;
  private final com.aliyun.dingtalkoauth2_1_0.Client login;
  private String accessToken;
  private int retries = 0;

  private Attendance(String server) throws Exception {
    this.server = server;
    config = new Config().setProtocol("http").setEndpoint(URI.create(server).getAuthority());
    login = new com.aliyun.dingtalkoauth2_1_0.Client(config);
  }

  public static void main(String[] args) throws Exception {
    new Attendance(args.length > 0 ? args[0] : "http://localhost:8080").run();
  }

  private void run() throws Exception {
    GetAccessTokenRequest app = new GetAccessTokenRequest().setAppKey(APP_KEY).setAppSecret(APP_SECRET);
    accessToken = patiently(() -> login.getAccessToken(app).getBody()).getAccessToken();

    String conferenceId = sandbox("conferences", Map.of(
        "title", "Retrospective",
        "start", "-2h",
        "end", "-1h",
        "people", List.of(
            Map.of("unionId", "adaSandboxiEiE", "stays", List.of(Map.of("from", "-2h"))),
            Map.of("unionId", "xiaoyuSandboxiEiE", "stays", List.of(
                Map.of("from", "-110m", "to", "-100m"),
                Map.of("from", "-95m", "to", "-90m", "device", "iOS"))),
            Map.of("unionId", "bramSandboxiEiE", "status", 4)))).get("conferenceId").getAsString();
    plan(2, Map.of("kind", "throttled"));
    List<QueryConferenceMembersResponseBodyMemberModels> members = listMembers(conferenceId);

    plan(1, Map.of("kind", "error", "code", "roomNotFound"));
    String refusal = "none";
    try {
      listMembers(conferenceId);
    } catch (TeaException refused) {
      refusal = refused.getCode();
    }

    String code = sandbox("codes", Map.of("unionId", "xiaoyuSandboxiEiE")).get("authCode").getAsString();
    GetUserTokenRequest signIn = new GetUserTokenRequest()
        .setClientId(APP_KEY).setClientSecret(APP_SECRET).setGrantType("authorization_code").setCode(code);
    String userToken = patiently(() -> login.getUserToken(signIn).getBody()).getAccessToken();
    GetUserHeaders mine = new GetUserHeaders().setXAcsDingtalkAccessToken(userToken);
    com.aliyun.dingtalkcontact_1_0.Client contact = new com.aliyun.dingtalkcontact_1_0.Client(config);
    GetUserResponseBody me = patiently(() -> contact.getUserWithOptions("me", mine, new RuntimeOptions()).getBody());

    List<List<Object>> attendance = new ArrayList<>();
    for (QueryConferenceMembersResponseBodyMemberModels one : members) {
      attendance.add(List.of(one.getUserNick(), one.getAttendStatus(), one.getDuration()));
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("attendance", attendance);
    result.put("retries", retries);
    result.put("refusal", refusal);
    result.put("me", me.getNick());
    new PrintStream(System.out, true, StandardCharsets.UTF_8).println(JSON.toJson(result));
  }

  /** Everybody who was invited or in the meeting, page by page. */
  private List<QueryConferenceMembersResponseBodyMemberModels> listMembers(String conferenceId) throws Exception {
    com.aliyun.dingtalkconference_1_0.Client client = new com.aliyun.dingtalkconference_1_0.Client(config);
    QueryConferenceMembersHeaders headers =
        new QueryConferenceMembersHeaders().setXAcsDingtalkAccessToken(accessToken);
    List<QueryConferenceMembersResponseBodyMemberModels> members = new ArrayList<>();
    QueryConferenceMembersRequest page = new QueryConferenceMembersRequest().setMaxResults(2);
    for (;;) {
      QueryConferenceMembersResponseBody answer = patiently(() -> client
          .queryConferenceMembersWithOptions(conferenceId, page, headers, new RuntimeOptions()).getBody());
      members.addAll(answer.getMemberModels());
      if (answer.getNextToken() == null || answer.getNextToken().isEmpty()) return members;
      page.setNextToken(answer.getNextToken());
    }
  }

  /** Tries a call again while it is throttled. */
  private <T> T patiently(Callable<T> call) throws Exception {
    for (;;) {
      try {
        return call.call();
      } catch (TeaException refused) {
        if (!THROTTLED.equals(refused.getCode())) throw refused;
        retries += 1;
        Thread.sleep(WAIT_MS);
      }
    }
  }

  private void plan(int times, Map<String, String> answer) throws Exception {
    sandbox("answers", Map.of("operation", "QueryConferenceMembers", "times", times, "answer", answer));
  }

  /** A request of the sandbox. The real DingTalk has none of these. */
  private JsonObject sandbox(String path, Map<String, Object> body) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server + "/sandbox/" + path))
        .header("x-acs-dingtalk-access-token", accessToken)
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(JSON.toJson(body)))
        .build();
    HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) throw new IllegalStateException(response.body());
    return JSON.fromJson(response.body(), JsonObject.class);
  }
}
