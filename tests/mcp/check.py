"""Asks `mulu mcp` as a client of the protocol's own Python package does: check.py MULU ROOT.

The client validates every answer against the protocol's types. Each tool is asked once for what it knows and once for what it cannot answer.
"""

import asyncio
import json
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

DAY = "2026-11-21"
TOOLS = {"show", "list", "due", "cite", "audit", "explain"}


def text(result):
    assert len(result.content) == 1 and result.content[0].type == "text", result
    return result.content[0].text


async def told(session, tool, **arguments):
    result = await session.call_tool(tool, arguments)
    assert not result.is_error, text(result)
    return text(result)


async def refused(session, tool, word, **arguments):
    result = await session.call_tool(tool, arguments)
    assert result.is_error and word in text(result), text(result)


async def answers(session):
    standard = json.loads(await told(session, "show", what="GB/T22239—2008"))
    assert (standard["number"], standard["status"]) == ("GB/T 22239-2008", "replaced"), standard
    listed = json.loads(await told(session, "list", kind="standards", where='status == "current"', limit=3))
    assert len(listed["records"]) == 3 < listed["total"], listed["total"]
    more = json.loads(await told(session, "list", kind="standards", where='status == "current"', limit=3, offset=3))
    assert listed["records"] != more["records"]
    assert json.loads(await told(session, "due", within="P180D"))["total"] > 0
    cited = json.loads(await told(session, "cite", text="按 GB/T22239—2008 建设"))["citations"]
    assert cited[0]["current"] == ["GB/T 22239-2019"], cited
    audit = json.loads(await told(session, "audit", what_if={"traits": ["cloud"], "mlps_level": 3}, gate="acceptance"))
    assert audit["projects"][0]["gate"] == "hold" and audit["projects"][0]["obligations"], audit
    assert len(json.loads(await told(session, "audit"))["projects"]) > 1
    assert "review-overdue" in await told(session, "explain", rule="review-overdue")
    await refused(session, "audit", "no-such-project", projects=["no-such-project"])
    await refused(session, "list", "no-such-kind", kind="no-such-kind")
    await refused(session, "list", "--where", kind="standards", where="status ==")
    await refused(session, "due", "within", within="soon")
    await refused(session, "show", "what", wat="GB 1")
    await refused(session, "explain", "no-such-rule", rule="no-such-rule")


async def main(program, root):
    server = StdioServerParameters(command=program, args=["mcp", "--root", root, "--as-of", DAY])
    async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
        hello = await session.initialize()
        assert hello.server_info.name == "mulu", hello
        tools = (await session.list_tools()).tools
        assert {tool.name for tool in tools} == TOOLS, tools
        assert all(tool.annotations.read_only_hint and not tool.annotations.destructive_hint for tool in tools), tools
        await session.send_ping()
        await answers(session)
    print(f"mcp: {hello.protocol_version}, {len(tools)} tools asked, each answered and each refused what it cannot answer")


asyncio.run(main(*sys.argv[1:]))
