"""$batch: up to 20 requests in one, at most four at a time or in the order that dependsOn gives."""
import asyncio
import json

from errors import GraphError, bad_request
from operation import Answer, Operation

METHODS = {"GET", "POST", "PATCH", "PUT", "DELETE"}
FIELDS = {"id", "method", "url", "headers", "body", "dependsOn", "atomicityGroup"}


def invalid(message):
    return bad_request(message, "BadRequest")


def read_entries(op):
    """The entries of a batch in order, each checked for its form. Raises GraphError: then nothing of the batch is done."""
    body = op.json()
    if not isinstance(body, dict) or set(body) != {"requests"} or not isinstance(body["requests"], list):
        raise invalid("Invalid batch payload format.")
    entries, most = body["requests"], op.state.limits["batch_requests"]
    if not entries or len(entries) > most:
        raise invalid(f"Number of batch request steps exceeds the maximum value of {most}." if entries else "Invalid batch payload format.")
    seen = {}
    for entry in entries:
        if not isinstance(entry, dict) or set(entry) - FIELDS:
            raise invalid("Invalid batch payload format.")
        name, url, method = entry.get("id"), entry.get("url"), entry.get("method")
        if not isinstance(name, str) or not name or name.lower() in seen:
            raise invalid("Each batch request needs an id of its own.")
        if not isinstance(method, str) or method.upper() not in METHODS or not isinstance(url, str) or not url or "://" in url:
            raise invalid(f"Batch request {name[:40]} needs a method and a relative url.")
        headers = entry.get("headers", {})
        if not isinstance(headers, dict) or not all(isinstance(value, str) for value in headers.values()):
            raise invalid(f"The headers of batch request {name[:40]} are not valid.")
        if "body" in entry and "content-type" not in {key.lower() for key in headers}:
            raise invalid(f"Write request id : {name[:40]} does not contain Content-Type header or body.")
        seen[name.lower()] = entry
    check_order(seen)
    return entries


def check_order(seen):
    """Every dependsOn names an entry, and there is no circle."""
    waits = {}
    for name, entry in seen.items():
        needs = entry.get("dependsOn", [])
        if not isinstance(needs, list) or not all(isinstance(need, str) and need.lower() in seen for need in needs):
            raise invalid("A dependsOn names a request that is not in the batch.")
        waits[name] = {need.lower() for need in needs}
    while waits:
        ready = {name for name, needs in waits.items() if not needs}
        if not ready:
            raise invalid("The dependsOn of the batch go in a circle.")
        waits = {name: needs - ready for name, needs in waits.items() if name not in ready}


def to_operation(op, entry):
    headers = {name.lower(): value for name, value in entry.get("headers", {}).items()}
    path, _, query = entry["url"].partition("?")
    body = entry.get("body", b"")
    if isinstance(body, str):
        body = body.encode()
    result = Operation(op.state, op.version, entry["method"].upper(), path.lstrip("/"), query, headers, body, op.base, op.token, entry=True)
    result.root = op.root
    return result


def shape(name, answer):
    data, content_type = answer.encoded()
    result = {"id": name, "status": answer.status, "headers": {key: str(value) for key, value in answer.headers.items()}}
    if content_type:
        result["headers"]["Content-Type"] = content_type
    if isinstance(answer.body, dict):
        result["body"] = answer.body
    elif data:
        result["body"] = data.decode("utf-8", "replace")
    return result


async def run(service, op):
    entries = read_entries(op)
    state = op.state
    fault = state.faults.pick("batch", None)
    early = service.before(fault, op) if fault else None
    if early is not None:
        return early
    await asyncio.sleep(state.settings["batch_latency_ms"] / 1000)
    gate = asyncio.Semaphore(state.settings["batch_parallel"])
    done = {entry["id"].lower(): asyncio.Event() for entry in entries}
    answers, responses = {}, []

    async def one(entry):
        name = entry["id"].lower()
        for need in entry.get("dependsOn", []):
            await done[need.lower()].wait()
        failed = [need for need in entry.get("dependsOn", []) if answers[need.lower()].status >= 400]
        if failed:
            inner = to_operation(op, entry)
            answer = inner.refused(GraphError(424, "FailedDependency", "A request that this one depends on has failed.", violation=False))
            state.counters.answered("dependent", 424)
        else:
            async with gate:
                state.counters.batch_entries += 1
                answer = await service.entry(to_operation(op, entry), entry_size(entry))
        answers[name] = answer
        # In the order in which they end, which is not the order of the requests.
        responses.append(shape(entry["id"], answer))
        done[name].set()
    await asyncio.gather(*(one(entry) for entry in entries))
    if len(responses) > 1:
        state.random.shuffle(responses)
    answer = Answer(200, {"responses": responses})
    return service.after(fault, op, answer) if fault else answer


def entry_size(entry):
    return len(json.dumps(entry["body"])) if "body" in entry and entry["method"].upper() != "GET" else 0


