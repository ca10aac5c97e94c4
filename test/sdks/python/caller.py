"""Makes calls with DingTalk's client for Python: reads one call per line, and writes what the client makes of the answer."""

import importlib
import inspect
import json
import os
import sys

from Tea.exceptions import TeaException
from Tea.model import TeaModel
from alibabacloud_tea_openapi.models import Config
from alibabacloud_tea_util.models import RuntimeOptions

CONFIG = Config(protocol="http", endpoint=os.environ["ROLLCALL_ENDPOINT"])
CLIENTS = {
    family: importlib.import_module(f"alibabacloud_dingtalk.{family}.client").Client(CONFIG)
    for family in ("conference_1_0", "oauth2_1_0", "contact_1_0", "gateway_1_0")
}


def make(order):
    client = CLIENTS.get(order["family"])
    wanted = f"{order['operation']}withoptions".lower()
    names = [name for name in dir(client) if name.replace("_", "") == wanted]
    if not names:
        return {"problem": "the client has no such method"}
    method = getattr(client, names[0])
    places = iter(order["path"])
    parameters = inspect.signature(method).parameters.values()
    try:
        answer = method(*[to_argument(one.annotation, order, places) for one in parameters])
    except TeaException as refused:
        status = getattr(refused, "statusCode", None)
        return {"refusal": {"status": status, "code": refused.code, "message": refused.message}}
    return {"status": answer.status_code, "body": answer.body.to_map()}


def to_argument(kind, order, places):
    if kind is str:
        return next(places)
    if kind is RuntimeOptions:
        return RuntimeOptions()
    if not (inspect.isclass(kind) and issubclass(kind, TeaModel)):
        return {}
    if kind.__name__.endswith("Headers"):
        return kind(x_acs_dingtalk_access_token=order["token"])
    request = kind().from_map(order["request"])
    if not has_all(request.to_map(), order["request"]):
        raise LookupError(f"{kind.__name__} has not all of the fields")
    return request


def has_all(found, wanted):
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(has_all(found.get(key), value) for key, value in wanted.items())
    if isinstance(wanted, list):
        return isinstance(found, list) and len(found) == len(wanted) and all(map(has_all, found, wanted))
    return found == wanted


for line in sys.stdin:
    try:
        reply = make(json.loads(line))
    except Exception as problem:
        reply = {"problem": repr(problem)}
    print(json.dumps(reply), flush=True)
