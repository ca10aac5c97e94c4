"""An integration with DingTalk's client for Python, tried in a sandbox: who was in a meeting, for how long, and who runs this.

Start `rollcall sandbox --port 8080`, then: python attendance.py http://localhost:8080
"""

import json
import sys
import time
import urllib.request
from urllib.parse import urlparse

from Tea.exceptions import TeaException
from alibabacloud_dingtalk.conference_1_0 import client as conference, models as conference_models
from alibabacloud_dingtalk.contact_1_0 import client as contact, models as contact_models
from alibabacloud_dingtalk.oauth2_1_0 import client as oauth2, models as oauth2_models
from alibabacloud_tea_openapi.models import Config
from alibabacloud_tea_util.models import RuntimeOptions

SERVER = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8080"
APP_KEY, APP_SECRET = "dingsandbox", "sandbox-secret"
CONFIG = Config(protocol="http", endpoint=urlparse(SERVER).netloc)
THROTTLED = "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi"
WAIT_S = 0.2

retries = 0


def patiently(call):
    """Tries a call again while it is throttled."""
    global retries
    while True:
        try:
            return call().body
        except TeaException as refused:
            if refused.code != THROTTLED:
                raise
            retries += 1
            time.sleep(WAIT_S)


login = oauth2.Client(CONFIG)
app = oauth2_models.GetAccessTokenRequest(app_key=APP_KEY, app_secret=APP_SECRET)
access_token = patiently(lambda: login.get_access_token(app)).access_token


def sandbox(path, body):
    """A request of the sandbox. The real DingTalk has none of these."""
    request = urllib.request.Request(
        f"{SERVER}/sandbox/{path}",
        data=json.dumps(body).encode(),
        headers={"x-acs-dingtalk-access-token": access_token, "content-type": "application/json"},
    )
    with urllib.request.urlopen(request) as response:
        return json.load(response)


def list_members(conference_id):
    """Everybody who was invited or in the meeting, page by page."""
    client = conference.Client(CONFIG)
    headers = conference_models.QueryConferenceMembersHeaders(x_acs_dingtalk_access_token=access_token)
    members, next_token = [], None
    while True:
        page = conference_models.QueryConferenceMembersRequest(max_results=2, next_token=next_token)
        answer = patiently(
            lambda: client.query_conference_members_with_options(conference_id, page, headers, RuntimeOptions())
        )
        members += answer.member_models
        next_token = answer.next_token
        if not next_token:
            return members


conference_id = sandbox(
    "conferences",
    {
        "title": "Retrospective",
        "start": "-2h",
        "end": "-1h",
        "people": [
            {"unionId": "adaSandboxiEiE", "stays": [{"from": "-2h"}]},
            {
                "unionId": "xiaoyuSandboxiEiE",
                "stays": [{"from": "-110m", "to": "-100m"}, {"from": "-95m", "to": "-90m", "device": "iOS"}],
            },
            {"unionId": "bramSandboxiEiE", "status": 4},
        ],
    },
)["conferenceId"]
sandbox("answers", {"operation": "QueryConferenceMembers", "times": 2, "answer": {"kind": "throttled"}})
members = list_members(conference_id)

sandbox("answers", {"operation": "QueryConferenceMembers", "answer": {"kind": "error", "code": "roomNotFound"}})
try:
    list_members(conference_id)
    refusal = "none"
except TeaException as refused:
    refusal = refused.code

code = sandbox("codes", {"unionId": "xiaoyuSandboxiEiE"})["authCode"]
sign_in = oauth2_models.GetUserTokenRequest(
    client_id=APP_KEY, client_secret=APP_SECRET, grant_type="authorization_code", code=code
)
person = patiently(lambda: login.get_user_token(sign_in))
mine = contact_models.GetUserHeaders(x_acs_dingtalk_access_token=person.access_token)
me = patiently(lambda: contact.Client(CONFIG).get_user_with_options("me", mine, RuntimeOptions()))

attendance = [[one.user_nick, one.attend_status, one.duration] for one in members]
print(json.dumps({"attendance": attendance, "retries": retries, "refusal": refusal, "me": me.nick}))
