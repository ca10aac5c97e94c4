"""Calls token, create, members and ongoing with DingTalk's client for Python, and checks what it makes of the answers."""

import os
import sys

from alibabacloud_dingtalk.conference_1_0 import models as conference
from alibabacloud_dingtalk.conference_1_0.client import Client as ConferenceClient
from alibabacloud_dingtalk.oauth2_1_0 import models as oauth2
from alibabacloud_dingtalk.oauth2_1_0.client import Client as TokenClient
from alibabacloud_tea_openapi.models import Config
from alibabacloud_tea_util.models import RuntimeOptions

ADA = os.environ["ROLLCALL_ADA"]
BRAM = os.environ["ROLLCALL_BRAM"]
UNKNOWN = "0123456789abcdef01234567"


def check(what, found, wanted):
    if found != wanted:
        sys.exit(f"{what}: {found!r} instead of {wanted!r}")
    print(f"  {what}")


def main():
    config = Config(protocol="http", endpoint=os.environ["ROLLCALL_ENDPOINT"])
    runtime = RuntimeOptions()
    order = oauth2.GetAccessTokenRequest(
        app_key=os.environ["ROLLCALL_APP_KEY"], app_secret=os.environ["ROLLCALL_APP_SECRET"]
    )
    issued = TokenClient(config).get_access_token_with_options(order, {}, runtime).body
    check("a token of 32 digits, for two hours", (len(issued.access_token), issued.expire_in), (32, 7200))

    client = ConferenceClient(config)

    def headers(kind):
        return kind(x_acs_dingtalk_access_token=issued.access_token)

    create = conference.CreateVideoConferenceRequest(user_id=ADA, conf_title="From Python", invite_user_ids=[BRAM])
    created = client.create_video_conference_with_options(
        create, headers(conference.CreateVideoConferenceHeaders), runtime
    ).body
    check("a conference with its id and its link", (len(created.conference_id), bool(created.external_link_url)), (24, True))

    def members(conference_id, max_results=None):
        return client.query_conference_members_with_options(
            conference_id,
            conference.QueryConferenceMembersRequest(max_results=max_results),
            headers(conference.QueryConferenceMembersHeaders),
            runtime,
        ).body

    page = members(created.conference_id, 1)
    (first,) = page.member_models
    check("its first page", (page.total_count, bool(page.next_token)), (2, True))
    check("its host", (first.union_id, first.host, first.attend_status, first.pstn_join), (ADA, True, 1, False))
    everybody = [one.union_id for one in members(created.conference_id).member_models]
    check("its members in order", everybody, [ADA, BRAM])

    ongoing = client.query_user_on_going_conference_with_options(
        conference.QueryUserOnGoingConferenceRequest(union_id=BRAM),
        headers(conference.QueryUserOnGoingConferenceHeaders),
        runtime,
    ).body
    check("it goes on for who was called", created.conference_id in ongoing.on_going_conf_id_list, True)
    row = ongoing.member_model_map[created.conference_id]
    check("and how it stands with him", (row.union_id, row.attend_status, row.outer_org_member), (BRAM, 1, False))

    try:
        members(UNKNOWN)
        sys.exit("a conference that there is not was answered")
    except Exception as refusal:
        check("a conference that there is not is refused", getattr(refusal, "code", repr(refusal)), "roomNotFound")


main()
