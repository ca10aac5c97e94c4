"""Gets events with DingTalk's client for stream mode, and prints each. Asks for every second one again, once."""

import asyncio
import json
import os

from dingtalk_stream import AckMessage, Credential, DingTalkStreamClient, EventHandler


class Printer(EventHandler):
    def __init__(self):
        super().__init__()
        self.count = 0

    async def process(self, event):
        headers = event.headers
        got = {"eventId": headers.event_id, "eventType": headers.event_type, "data": event.data}
        print(json.dumps(got), flush=True)
        self.count += 1
        if self.count == 2:
            event.data = {"status": "LATER"}  # the client sends it as its answer
        return AckMessage.STATUS_OK, "OK"


client = DingTalkStreamClient(Credential(os.environ["CLIENT_ID"], os.environ["CLIENT_SECRET"]))
client.register_all_event_handler(Printer())
asyncio.run(client.start())
