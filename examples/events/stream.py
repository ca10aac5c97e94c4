"""Receives events in stream mode, with DingTalk's client. Needs the package `dingtalk-stream`.

DINGTALK_OPENAPI_ENDPOINT=https://meet.example.com CLIENT_ID=... CLIENT_SECRET=... python stream.py
"""

import asyncio
import json
import os

from dingtalk_stream import AckMessage, Credential, DingTalkStreamClient, EventHandler

seen = set()  # In a real program, a unique column of the table that the event changes.


class Receiver(EventHandler):
    async def process(self, event):
        event_id, event_type = event.headers.event_id, event.headers.event_type
        # The same event may come again, for example if the answer is lost.
        if event_id not in seen:
            seen.add(event_id)
            print(json.dumps({"eventId": event_id, "type": event_type}), flush=True)
        return AckMessage.STATUS_OK, "OK"


client = DingTalkStreamClient(Credential(os.environ["CLIENT_ID"], os.environ["CLIENT_SECRET"]))
client.register_all_event_handler(Receiver())
asyncio.run(client.start())
