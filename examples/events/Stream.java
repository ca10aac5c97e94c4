import com.dingtalk.open.app.api.OpenDingTalkStreamClientBuilder;
import com.dingtalk.open.app.api.message.GenericOpenDingTalkEvent;
import com.dingtalk.open.app.api.security.AuthClientCredential;
import com.dingtalk.open.app.stream.protocol.event.EventAckStatus;
import com.google.gson.JsonObject;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Receives events in stream mode, with DingTalk's client: com.dingtalk.open:app-stream-client. Set
 * DINGTALK_OPENAPI_ENDPOINT to the address of the server, CLIENT_ID and CLIENT_SECRET.
 */
public class Stream {
  /** In a real program, a unique column of the table that the event changes. */
  private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

  public static void main(String[] args) throws Exception {
    OpenDingTalkStreamClientBuilder builder = OpenDingTalkStreamClientBuilder.custom()
        .credential(new AuthClientCredential(System.getenv("CLIENT_ID"), System.getenv("CLIENT_SECRET")))
        .registerAllEventListener(Stream::receive);
    // This client has no public way to another address than that of DingTalk.
    Method openApiHost = OpenDingTalkStreamClientBuilder.class.getDeclaredMethod("openApiHost", String.class);
    openApiHost.setAccessible(true);
    openApiHost.invoke(builder, System.getenv("DINGTALK_OPENAPI_ENDPOINT"));
    builder.build().start();
    Thread.currentThread().join();
  }

  private static EventAckStatus receive(GenericOpenDingTalkEvent event) {
    // The same event may come again, for example if the answer is lost.
    if (SEEN.add(event.getEventId())) {
      JsonObject line = new JsonObject();
      line.addProperty("eventId", event.getEventId());
      line.addProperty("type", event.getEventType());
      System.out.println(line);
    }
    return EventAckStatus.SUCCESS; // or LATER, to get it again
  }
}
