"""Receives events as DingTalk sends them to the HTTP callback of an app. Needs the package `cryptography`.

CALLBACK_TOKEN=... CALLBACK_AES_KEY=... CALLBACK_OWNER=<client id> python callback.py 8090
"""

import base64
import hashlib
import json
import os
import secrets
import struct
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

TOKEN, OWNER = os.environ["CALLBACK_TOKEN"], os.environ["CALLBACK_OWNER"].encode()
KEY = base64.b64decode(os.environ["CALLBACK_AES_KEY"] + "=")
CIPHER = Cipher(algorithms.AES(KEY), modes.CBC(KEY[:16]))
seen = set()  # In a real program, a unique column of the table that the event changes.


def sign(timestamp, nonce, encrypted):
    return hashlib.sha1("".join(sorted([TOKEN, timestamp, nonce, encrypted])).encode()).hexdigest()


def encrypt(message):
    """16 random characters, the length of the text, the text, and the owner; padded to 32 bytes."""
    plain = secrets.token_hex(8).encode() + struct.pack(">I", len(message)) + message + OWNER
    missing = 32 - len(plain) % 32
    encryptor = CIPHER.encryptor()
    return base64.b64encode(encryptor.update(plain + bytes([missing]) * missing) + encryptor.finalize()).decode()


def decrypt(encrypted):
    decryptor = CIPHER.decryptor()
    padded = decryptor.update(base64.b64decode(encrypted)) + decryptor.finalize()
    plain = padded[: -padded[-1]]
    end = 20 + struct.unpack(">I", plain[16:20])[0]
    if plain[end:] != OWNER:
        raise ValueError("for another app")
    return plain[20:end]


class Receiver(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        try:
            query = {name: values[0] for name, values in parse_qs(urlparse(self.path).query).items()}
            encrypted = json.loads(body)["encrypt"]
            if query["msg_signature"] != sign(query["timestamp"], query["nonce"], encrypted):
                raise ValueError("forged")
            event = json.loads(decrypt(encrypted))
        except (KeyError, ValueError, IndexError, struct.error):
            return self.answer(401, b"")
        # `check_url` asks whether the keys are right. It has no id. Other events may come again.
        event_id = event.get("eventId")
        if event_id and event_id not in seen:
            seen.add(event_id)
            print(json.dumps({"eventId": event_id, "type": event["EventType"]}), flush=True)
        timestamp, nonce, success = str(int(time.time() * 1000)), secrets.token_hex(8), encrypt(b"success")
        signature = sign(timestamp, nonce, success)
        answer = {"msg_signature": signature, "timeStamp": timestamp, "nonce": nonce, "encrypt": success}
        self.answer(200, json.dumps(answer).encode())

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 8090), Receiver)
print(f"listens on http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
