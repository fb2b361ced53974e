"""Ask Pollen from a program of one's own: POLLEN_URL is its address, POLLEN_KEY a personal key."""

import asyncio
import os
import sys

import httpx2
from mcp.client.client import Client
from mcp.client.streamable_http import streamable_http_client


async def main(question: str) -> None:
    headers = {"Authorization": f"Bearer {os.environ['POLLEN_KEY']}"}
    async with httpx2.AsyncClient(headers=headers) as http:
        transport = streamable_http_client(f"{os.environ['POLLEN_URL']}/mcp", http_client=http)
        async with Client(transport) as pollen:
            found = await pollen.call_tool("search_knowledge", {"question": question})
            print(found.structured_content)


asyncio.run(main(" ".join(sys.argv[1:])))
