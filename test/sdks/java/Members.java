import com.aliyun.dingtalkconference_1_0.models.CreateVideoConferenceHeaders;
import com.aliyun.dingtalkconference_1_0.models.CreateVideoConferenceRequest;
import com.aliyun.dingtalkconference_1_0.models.QueryConferenceMembersHeaders;
import com.aliyun.dingtalkconference_1_0.models.QueryConferenceMembersRequest;
import com.aliyun.dingtalkconference_1_0.models.QueryConferenceMembersResponseBody;
import com.aliyun.dingtalkconference_1_0.models.QueryUserOnGoingConferenceHeaders;
import com.aliyun.dingtalkconference_1_0.models.QueryUserOnGoingConferenceRequest;
import com.aliyun.dingtalkoauth2_1_0.models.GetAccessTokenRequest;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teautil.models.RuntimeOptions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls token, create, members and ongoing with DingTalk's client for Java, and checks what it makes of the answers. */
public class Members {
  private static final String ADA = System.getenv("ROLLCALL_ADA");
  private static final String BRAM = System.getenv("ROLLCALL_BRAM");
  private static final String UNKNOWN = "0123456789abcdef01234567";
  private static final RuntimeOptions RUNTIME = new RuntimeOptions();

  private final com.aliyun.dingtalkconference_1_0.Client client;
  private final String token;

  private Members(com.aliyun.dingtalkconference_1_0.Client client, String token) {
    this.client = client;
    this.token = token;
  }

  public static void main(String[] args) throws Exception {
    Config config = new Config().setProtocol("http").setEndpoint(System.getenv("ROLLCALL_ENDPOINT"));
    GetAccessTokenRequest order = new GetAccessTokenRequest()
        .setAppKey(System.getenv("ROLLCALL_APP_KEY"))
        .setAppSecret(System.getenv("ROLLCALL_APP_SECRET"));
    var issued = new com.aliyun.dingtalkoauth2_1_0.Client(config)
        .getAccessTokenWithOptions(order, Map.of(), RUNTIME)
        .getBody();
    check("a token of 32 digits, for two hours",
        List.of(issued.getAccessToken().length(), issued.getExpireIn()), List.of(32, 7200L));
    new Members(new com.aliyun.dingtalkconference_1_0.Client(config), issued.getAccessToken()).run();
  }

  private void run() throws Exception {
    var created = client.createVideoConferenceWithOptions(
        new CreateVideoConferenceRequest().setUserId(ADA).setConfTitle("From Java").setInviteUserIds(List.of(BRAM)),
        new CreateVideoConferenceHeaders().setXAcsDingtalkAccessToken(token), RUNTIME).getBody();
    String id = created.getConferenceId();
    check("a conference with its id and its link",
        List.of(id.length(), created.getExternalLinkUrl().isEmpty()), List.of(24, false));

    QueryConferenceMembersResponseBody page = members(id, 1);
    var first = page.getMemberModels().get(0);
    check("its first page", List.of(page.getTotalCount(), page.getNextToken().isEmpty()), List.of(2, false));
    check("its host",
        List.of(first.getUnionId(), first.getHost(), first.getAttendStatus(), first.getPstnJoin()),
        List.of(ADA, true, 1, false));
    check("its members in order",
        members(id, null).getMemberModels().stream().map(one -> one.getUnionId()).collect(Collectors.toList()),
        List.of(ADA, BRAM));

    var ongoing = client.queryUserOnGoingConferenceWithOptions(
        new QueryUserOnGoingConferenceRequest().setUnionId(BRAM),
        new QueryUserOnGoingConferenceHeaders().setXAcsDingtalkAccessToken(token), RUNTIME).getBody();
    check("it goes on for who was called", ongoing.getOnGoingConfIdList().contains(id), true);
    var row = ongoing.getMemberModelMap().get(id);
    check("and how it stands with him",
        List.of(row.getUnionId(), row.getAttendStatus(), row.getOuterOrgMember()), List.of(BRAM, 1, false));

    String code = "none";
    try {
      members(UNKNOWN, null);
    } catch (TeaException refusal) {
      code = refusal.getCode();
    }
    check("a conference that there is not is refused", code, "roomNotFound");
  }

  private QueryConferenceMembersResponseBody members(String id, Integer maxResults) throws Exception {
    return client.queryConferenceMembersWithOptions(id,
        new QueryConferenceMembersRequest().setMaxResults(maxResults),
        new QueryConferenceMembersHeaders().setXAcsDingtalkAccessToken(token), RUNTIME).getBody();
  }

  private static void check(String what, Object found, Object wanted) {
    if (!wanted.equals(found)) {
      System.err.println(what + ": " + found + " instead of " + wanted);
      System.exit(1);
    }
    System.out.println("  " + what);
  }
}
