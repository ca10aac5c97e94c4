import com.dingtalk.api.DefaultDingTalkClient;
import com.dingtalk.api.request.OapiCallBackGetCallBackFailedResultRequest;
import com.dingtalk.api.request.OapiGettokenRequest;
import com.dingtalk.api.request.OapiUserGetbyunionidRequest;
import com.dingtalk.api.request.OapiV2UserGetRequest;
import com.dingtalk.api.request.OapiV2UserGetuserinfoRequest;
import com.google.gson.ExclusionStrategy;
import com.google.gson.FieldAttributes;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.taobao.api.ApiException;
import com.taobao.api.BaseTaobaoRequest;
import com.taobao.api.TaobaoResponse;
import com.taobao.api.internal.mapping.ApiField;
import com.taobao.api.internal.mapping.ApiListField;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Calls of the older API, which has a client of its own. */
class Legacy {
  /** Where each operation is, and its request. */
  private static final Map<String, Map.Entry<String, Class<? extends BaseTaobaoRequest<?>>>> OPERATIONS = Map.of(
      "LegacyGetCallBackFailedResult",
      Map.entry("/call_back/get_call_back_failed_result", OapiCallBackGetCallBackFailedResultRequest.class),
      "LegacyGetToken", Map.entry("/gettoken", OapiGettokenRequest.class),
      "LegacyGetUserInfo", Map.entry("/topapi/v2/user/getuserinfo", OapiV2UserGetuserinfoRequest.class),
      "LegacyGetUser", Map.entry("/topapi/v2/user/get", OapiV2UserGetRequest.class),
      "LegacyGetUserByUnionId", Map.entry("/topapi/user/getbyunionid", OapiUserGetbyunionidRequest.class));

  /** Models of this client, by the names on the wire, without what all responses inherit. */
  private static final Gson JSON = new GsonBuilder()
      .setFieldNamingStrategy(Legacy::nameOf)
      .setExclusionStrategies(new ExclusionStrategy() {
        @Override
        public boolean shouldSkipField(FieldAttributes field) {
          return field.getDeclaringClass() == TaobaoResponse.class;
        }

        @Override
        public boolean shouldSkipClass(Class<?> kind) {
          return false;
        }
      })
      .create();

  private final String url;

  Legacy(String url) {
    this.url = url;
  }

  /** Gives the reply of the program. */
  Map<String, Object> call(String operation, Map<String, Object> request, String token) throws Exception {
    Map<String, Object> fields = new HashMap<>(request);
    Object given = fields.remove("access_token");
    BaseTaobaoRequest<?> model = OPERATIONS.get(operation).getValue().getConstructor().newInstance();
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      String name = field.getKey().substring(0, 1).toUpperCase() + field.getKey().substring(1);
      model.getClass().getMethod("set" + name, String.class).invoke(model, field.getValue());
    }
    if (model instanceof OapiGettokenRequest get) get.setHttpMethod("GET");
    if (model instanceof OapiCallBackGetCallBackFailedResultRequest get) get.setHttpMethod("GET");
    try {
      DefaultDingTalkClient client = new DefaultDingTalkClient(url + OPERATIONS.get(operation).getKey());
      TaobaoResponse response = client.execute(model, given == null ? token : (String) given);
      JsonObject body = JSON.toJsonTree(response).getAsJsonObject();
      if (response.getRequestId() != null) body.addProperty("request_id", response.getRequestId());
      if (!response.isSuccess() && response.getSubCode() != null) body.addProperty("sub_code", response.getSubCode());
      return new TreeMap<>(Map.of("status", 200, "body", body));
    } catch (ApiException problem) {
      return Map.of("problem", problem.toString());
    }
  }

  private static String nameOf(Field field) {
    ApiListField list = field.getAnnotation(ApiListField.class);
    ApiField one = field.getAnnotation(ApiField.class);
    if (list != null) return list.value();
    return one == null ? field.getName() : one.value();
  }
}
